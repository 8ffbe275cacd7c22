"""Telling the phones that something was written (ændring til telefonerne)."""

from datetime import datetime
from uuid import UUID

from indsats.field.models import FieldChange

FETCHED = frozenset({"tour", "observation", "group", "known", "follow_up", "incident"})


def tell_phones(kind: str, record: UUID, unit: int, at: datetime) -> None:
    """Let the phones of a unit fetch a record at their next call; inside the deed that wrote it."""
    if kind in FETCHED:
        FieldChange.objects.create(kind=kind, record=record, unit_id=unit, at=at)
