"""``indsats remind``: remind the consulted parties that have not answered."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.base.jobs import JobCommand
from indsats.hearings.actions.reminders import remind
from indsats.hearings.queries.waiting import open_hearings


class Command(JobCommand):
    help = "Send the reminders that are due; a missed day is made up for, none goes out twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="only say who is reminded")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        """Remind party by party, hearing by hearing."""
        at, count = now(), 0
        for hearing in open_hearings():
            for name in remind(hearing=hearing, at=at, dry_run=dry_run):
                count += 1
                self.stdout.write(f"{hearing.matter.title}: {name}")
        self.stdout.write(_("Reminded: %(count)s.") % {"count": count})
