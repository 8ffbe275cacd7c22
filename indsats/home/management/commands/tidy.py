"""``indsats tidy``: remove what has run out; safe to run as often as one likes."""

from typing import Any

from django.utils.translation import ngettext

from indsats.base.jobs import JobCommand
from indsats.home.actions.tidying import clear_sessions


class Command(JobCommand):
    help = "Remove sessions that have run out, and the notes of where they were."

    def handle(self, **options: Any) -> None:
        count = clear_sessions()
        text = ngettext(
            "%(n)s session that had run out is removed.",
            "%(n)s sessions that had run out are removed.",
            count,
        )
        self.stdout.write(text % {"n": count})
