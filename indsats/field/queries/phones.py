"""How phones are: in use, silent, expired, closed, emptied (telefonernes tilstand)."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from indsats.field.models import Device

SILENT_AFTER: Final = timedelta(hours=24)
STATES: Final = (
    ("waiting", _("Holds entries that are not sent")),
    ("silent", _("Not heard from for a day")),
    ("in_use", _("In use")),
    ("expired", _("Must log in again")),
    ("closed", _("Closed")),
    ("to_empty", _("To be emptied")),
    ("emptied", _("Emptied")),
)


def state_of(device: Device) -> str:
    """Say how a phone is."""
    at = now()
    if device.wiped_at:
        return "emptied"
    if device.wipe:
        return "to_empty"
    if device.closed_at:
        return "closed"
    if device.waiting:
        return "waiting"
    if device.expires_at <= at:
        return "expired"
    heard = device.last_seen_at or device.enrolled_at
    return "silent" if heard < at - SILENT_AFTER else "in_use"


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Keep the phones that are so."""
    at = now()
    used = Q(wiped_at=None, wipe=False, closed_at=None)
    heard = Q(last_seen_at__lt=at - SILENT_AFTER) | Q(
        last_seen_at=None, enrolled_at__lt=at - SILENT_AFTER
    )
    held = used & Q(waiting=0, expires_at__gt=at)
    conditions = {
        "emptied": Q(wiped_at__isnull=False),
        "to_empty": Q(wiped_at=None, wipe=True),
        "closed": Q(wiped_at=None, wipe=False, closed_at__isnull=False),
        "waiting": used & Q(waiting__gt=0),
        "expired": used & Q(waiting=0, expires_at__lte=at),
        "silent": held & heard,
        "in_use": held & ~heard,
    }
    return rows.filter(conditions.get(state, Q(pk__in=())))
