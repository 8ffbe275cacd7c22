"""Check that the original of every reply is what was sent."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from indsats.base.jobs import JobCommand
from indsats.hearings.models import Reply
from indsats.hearings.queries.originals import broken


def _bar(replies: Iterable[Reply]) -> Iterable[Reply]:
    """Show how far the check has come; silent outside a terminal."""
    return tqdm(replies, desc=_("Replies"), total=Reply.objects.count(), unit="", disable=None)


class Command(JobCommand):
    help = "Hold every reply against its seal, its files and the trail; exit 1 when one differs."

    def handle(self, **options: Any) -> None:
        count = 0
        for each in broken(watch=_bar):
            count += 1
            self.stderr.write(f"{each.receipt}: {each.what}")
        if count:
            text = ngettext("%(n)d reply is not as sent.", "%(n)d faults were found.", count)
            raise CommandError(text % {"n": count})
        number = Reply.objects.count()
        self.stdout.write(_("All originals are as sent: %(n)d replies checked.") % {"n": number})
