"""Check that nobody has changed, removed or moved a row of the trail."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from indsats.audit.models import ChainHead, Entry
from indsats.audit.queries import verify
from indsats.base.jobs import JobCommand


def _bar(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Show how far the check has come; silent outside a terminal."""
    head = ChainHead.objects.first()
    total = head.sequence if head else 0
    return tqdm(entries, desc=_("Rows"), total=total, unit="", disable=None)


class Command(JobCommand):
    help = "Walk the whole trail; name every broken row and exit 1 when there is one."

    def handle(self, **options: Any) -> None:
        breaks = verify(watch=_bar)
        for each in breaks:
            row = _("Row %(number)d: %(what)s") % {"number": each.sequence, "what": each.what}
            self.stderr.write(row)
        if breaks:
            raise CommandError(
                ngettext(
                    "The trail is broken in %(count)d place.",
                    "The trail is broken in %(count)d places.",
                    len(breaks),
                )
                % {"count": len(breaks)},
            )
        number = Entry.objects.count()
        self.stdout.write(_("The trail is whole: %(number)d rows checked.") % {"number": number})
