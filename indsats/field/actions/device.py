"""Phones: put into use, closed, emptied; of the key only the hash is kept (telefon)."""

import secrets
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.models import Device
from indsats.field.queries.sender import hash_of
from indsats.organisation.models import User

HOLDS: Final = timedelta(days=30)


class Enrolled(NamedTuple):
    """A phone in use and its key, which is told once."""

    device: Device
    key: str


@deed
def enrol(*, by: User, device: UUID, name: str, app: str, at: datetime) -> Enrolled:
    """Put a phone into use, or give one in use a new key; the old key ends at once.

    Raises ValidationError for a phone that is somebody else's or has been closed: it then takes
    a new name, and keeps what it holds.
    """
    key = secrets.token_urlsafe(32)
    row = Device.objects.select_for_update().filter(pk=device).first()
    if row is not None and (row.user_id != by.pk or row.closed_at or row.wipe):
        raise ValidationError(_("The phone needs a new name."), code="device")
    is_new = row is None
    row = row or Device(pk=device, user=by, enrolled_at=at)
    row.name, row.app_version = name.strip()[:80] or _("Phone"), app[:30]
    row.key_hash, row.expires_at = hash_of(key), at + HOLDS
    row.save()
    record(
        by=by, act=Act.CREATED if is_new else Act.CHANGED, subject=row, what="phone_enrolled",
        name=row.name, expires_at=row.expires_at,
    )  # fmt: skip
    return Enrolled(row, key)


@deed
def close(*, by: User, device: Device, because: str, wipe: bool, at: datetime) -> None:
    """Close a phone: its key ends at once; if asked, it is emptied when it is heard from."""
    if not because.strip():
        raise ValidationError({"because": _("Write why the phone is closed.")})
    row = Device.objects.select_for_update().get(pk=device.pk)
    row.closed_at = row.closed_at or at
    row.closed_because, row.wipe = because.strip()[:200], row.wipe or wipe
    row.save(update_fields=["closed_at", "closed_because", "wipe"])
    record(
        by=by, act=Act.CHANGED, subject=row, what="phone_closed", reason=because, wipe=wipe,
        waiting=row.waiting,
    )  # fmt: skip


@deed
def note_codes(*, device: Device, codes: int) -> None:
    """Note that a phone fetches codes of young people, before it is told them: once a fetch."""
    record(by=device.user, act=Act.EXPORTED, subject=device, what="codes_fetched", codes=codes)


@deed
def note_wiped(*, device: Device, at: datetime) -> None:
    """Note that a phone says it has emptied itself; its key ends."""
    if device.wiped_at is None:
        device.wiped_at, device.closed_at = at, device.closed_at or at
        device.save(update_fields=["wiped_at", "closed_at"])
        record(by=device.user, act=Act.REMOVED, subject=device, what="phone_emptied")
