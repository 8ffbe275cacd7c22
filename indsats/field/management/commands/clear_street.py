"""``indsats clear-street``: remove codes and close groups whose time is over."""

from typing import Any

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from indsats.base.jobs import JobCommand
from indsats.field.actions.clearing import clear


class Command(JobCommand):
    help = "Remove codes without contact and close groups that are not seen; run it every night."

    def handle(self, **options: Any) -> None:
        """Clear, and say how much."""
        done = clear(localdate(), now())
        told = {"codes": done.codes, "groups": done.groups}
        self.stdout.write(_("Codes removed: %(codes)s. Groups closed: %(groups)s.") % told)
