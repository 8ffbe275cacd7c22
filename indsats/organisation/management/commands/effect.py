"""``indsats effect``: tell, once, what has come into effect; safe to run as often as one likes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from indsats.base.jobs import JobCommand
from indsats.organisation.actions.effects import due, emit_effects
from indsats.organisation.models import ChangeSet, Operation
from indsats.organisation.queries.change_sets import engine_step
from indsats.organisation.queries.picture import read
from indsats.organisation.queries.sentences import sentence
from indsats.organisation.queries.wording import Namer


class Command(JobCommand):
    help = "Emit the event of every operation that is in effect and has not been told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--day", type=date.fromisoformat, help="up to this day; today if not given"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be told")

    def handle(self, *, day: date | None, dry_run: bool, **options: Any) -> None:
        asked = day or localdate()
        if asked > localdate() and not dry_run:
            raise CommandError(
                _("That day has not come yet. Add --dry-run to see what would be told.")
            )
        rows = due(asked) if dry_run else [e.operation for e in emit_effects(asked, watch=_bar)]
        for line in _lines(rows):
            self.stdout.write(line)
        count = len(rows)
        if dry_run:
            text = ngettext(
                "%(n)s operation would be told.", "%(n)s operations would be told.", count
            )
        else:
            text = ngettext(
                "%(n)s operation is in effect.", "%(n)s operations are in effect.", count
            )
        self.stdout.write(text % {"n": count} if count else _("Nothing new is in effect."))


def _bar(change_sets: Iterable[ChangeSet]) -> Iterable[ChangeSet]:
    return tqdm(change_sets, desc=_("Change-sets"), unit="", disable=None)


def _lines(rows: Iterable[Operation]) -> list[str]:
    found = list(rows)
    if not found:
        return []
    namer = Namer(read())
    return [
        f"{row.change_set.key} {row.number}: {sentence(engine_step(row), namer)}" for row in found
    ]
