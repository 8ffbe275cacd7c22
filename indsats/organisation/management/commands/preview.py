"""``indsats preview KEY``: what a change-set brings, in the terminal; employees are not named."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.organisation.models import ChangeSet
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.consultation import parties
from indsats.organisation.queries.preview import (
    counts,
    namer_for,
    problem_lines,
    step_lines,
)
from indsats.organisation.queries.tree import pair, shown_day, tree_lines
from indsats.organisation.queries.wording import plain


class Command(BaseCommand):
    help = "Print the preview of a change-set: what changes, how much, and what is wrong with it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the key of the change-set")
        parser.add_argument("--day", type=date.fromisoformat, help="the day to draw the tree on")

    def handle(self, *, key: str, day: date | None, **options: Any) -> None:
        change_set = ChangeSet.objects.filter(key=key).first()
        if change_set is None:
            raise CommandError(_("No change-set is called %(key)s.") % {"key": key})
        found = prepared(change_set, today=localdate(), strict=False)
        namer = namer_for(found)
        shown = day or shown_day(found.preview.breakpoints, localdate())
        drawn = pair(found.preview.on(shown))
        self.stdout.write(f"{change_set.title} ({change_set.get_status_display()})")
        steps = [f"{line.number}. {line.text}" for line in step_lines(found, namer)]
        self._section(_("Steps"), steps)
        self._section(_("In numbers"), [count.text for count in counts(found)])
        when = {"day": plain(shown)}
        self._section(_("%(day)s without the change") % when, tree_lines(drawn.before))
        self._section(_("%(day)s with the change") % when, tree_lines(drawn.after))
        bodies = [namer.unit(each.body, each.day) for each in parties(found)]
        self._section(_("Councils and boards concerned"), bodies)
        problems = [f"{line.label}: {line.text}" for line in problem_lines(found, namer)]
        self._section(_("Problems"), problems)
        self._section(_("Fingerprint of the preview"), [found.preview.hash])

    def _section(self, title: str, lines: list[str]) -> None:
        self.stdout.write(f"\n{title}")
        for line in lines or [_("None")]:
            self.stdout.write(f"  {line}")
