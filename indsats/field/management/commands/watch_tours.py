"""``indsats watch-tours``: raise the alarm where a pair is not heard from in time."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.base.jobs import JobCommand
from indsats.field.actions.alarms import watch
from indsats.field.actions.notices import tell_waiting


class Command(JobCommand):
    help = "Raise the alarm for tours that have not reported in; run it every minute."
    lease = timedelta(minutes=3)  # a server that was killed must not silence the next one

    def handle(self, **options: Any) -> None:
        """Raise what is due, tell who is on call and who was not told yet, and say how many."""
        raised = watch(now())
        tell_waiting()
        self.stdout.write(_("New alarms: %(count)s.") % {"count": len(raised)})
