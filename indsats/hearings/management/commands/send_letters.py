"""``indsats send-letters``: try again what has not got through."""

from typing import Any

from django.utils.translation import gettext as _

from indsats.base.jobs import JobCommand
from indsats.hearings.actions.dispatch import deliver
from indsats.hearings.queries.waiting import failures


class Command(JobCommand):
    help = "Send letters and notices that wait or failed; each goes out once however often it runs."

    def handle(self, **options: Any) -> None:
        """Send what waits, and say what still does not get through."""
        self.stdout.write(_("Sent: %(count)s.") % {"count": deliver()})
        for line in failures():
            self.stderr.write(line)
