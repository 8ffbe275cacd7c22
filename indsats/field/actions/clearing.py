"""What ends by itself when nobody has been met or seen for long (oprydning).

It catches up: a day the runner was down is made up for, and nothing is done twice.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.field.actions.relations import close_group, remove_code
from indsats.field.models import KnownYouth, YouthGroup
from indsats.law.deadlines import months_after
from indsats.law.registry import RULES
from indsats.law.street import code_ends

SYSTEM = "system"


class Cleared(NamedTuple):
    """How many codes were removed and groups closed."""

    codes: int
    groups: int


def clear(today: date, at: datetime) -> Cleared:
    """Remove codes and close groups whose time is over; each is a deed of its own."""
    with override("da"):
        return Cleared(_codes(today, at), _groups(today, at))


def _codes(today: date, at: datetime) -> int:
    months = RULES["retention-street-codes"].number("months")
    # Months are of unequal length, so look a few days wider, and then ask the rule.
    first = months_after(today, -months) + timedelta(days=3)
    rows = KnownYouth.objects.filter(last_contact_on__lte=first)
    because = _("No contact for %(months)s months.") % {"months": months}
    over = [each for each in rows.order_by("pk") if code_ends(each.last_contact_on) <= today]
    for known in over:
        remove_code(by=SYSTEM, known=known, because=because, at=at)
    return len(over)


def _groups(today: date, at: datetime) -> int:
    rows = YouthGroup.objects.filter(closed_on__isnull=True, review_on__lte=today)
    days = RULES["review-youth-groups"].number("days")
    because = _("Not seen for %(days)s days.") % {"days": days}
    over = list(rows.order_by("pk"))
    for group in over:
        close_group(
            by=SYSTEM, group=group, because=because, version=group.version, at=at, day=today
        )
    return len(over)
