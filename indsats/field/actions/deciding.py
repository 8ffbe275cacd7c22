"""A person decides on what was parked: taken in after all, or put aside with a reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.taking import put_in
from indsats.field.models import ParkedItem, ParkedOutcome, SyncedItem
from indsats.field.queries.parked import missing
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import Refusal, resolve
from indsats.field.rules.clock import Clock
from indsats.field.rules.items import Item, read
from indsats.organisation.models import User


def item_of(parked: ParkedItem, changed: Mapping[str, Any]) -> Item:
    """Read a parked entry anew, with what the one who decides has put right."""
    body = parked.body
    raw = {
        "op": str(parked.op), "kind": parked.kind, "record": str(parked.record),
        "form": body.get("form"), "base": body.get("base"), "made_at": body.get("made_at"),
        "fields": {**body.get("fields", {}), **changed}, "was": body.get("was", {}),
    }  # fmt: skip
    item = read(raw, parked.device_id)
    receipt = SyncedItem.objects.filter(op=parked.op).first()
    return replace(item, digest=receipt.digest) if receipt else item


def wrong_in(parked: ParkedItem) -> frozenset[str]:
    """Name the fields of a parked entry that cannot stand as they were sent."""
    item = item_of(parked, {})
    return frozenset(each.field for each in item.problems) | missing(item)


def _claim(parked: ParkedItem) -> ParkedItem:
    row = ParkedItem.objects.select_for_update(of=("self",)).get(pk=parked.pk)
    if row.handled_at is not None:
        raise ValidationError(_("%(name)s has decided on it meanwhile.") % {"name": row.handled_by})
    return row


@deed
def take_in(
    *, by: User, parked: ParkedItem, at: datetime, changed: Mapping[str, Any] | None = None
) -> None:
    """Take a parked entry in, as its writer's, into the unit it is parked with.

    Raises ValidationError in words where it still cannot stand; it then stays parked.
    """
    row = _claim(parked)
    if row.unit_id is None:
        raise ValidationError(_("No unit answers for it."))
    sender = Sender(row.device, localdate(at), at)
    sender.device.user = row.user
    item = item_of(row, changed or {})
    found = resolve(sender, item, decided=row.unit_id)
    if isinstance(found, Refusal):
        raise ValidationError(found.detail)
    clock = Clock(at, timedelta(seconds=row.body.get("behind", 0)))
    put_in(sender, item, found, clock, by=by)
    _decided(row, by, ParkedOutcome.TAKEN_IN, "", at)


@deed
def put_aside(*, by: User, parked: ParkedItem, because: str, at: datetime) -> None:
    """Decide that a parked entry is not taken in; it stays where it can be read."""
    row = _claim(parked)
    if not because.strip():
        raise ValidationError({"because": _("Write why it is put aside.")})
    _decided(row, by, ParkedOutcome.PUT_ASIDE, because.strip()[:300], at)


def _decided(row: ParkedItem, by: User, outcome: ParkedOutcome, because: str, at: datetime) -> None:
    row.handled_at, row.handled_by = at, by
    row.outcome, row.because = outcome, because
    row.save(update_fields=["handled_at", "handled_by", "outcome", "because"])
    record(by=by, act=Act.DECIDED, subject=row, what=outcome, reason=because, op=row.op)


@deed
def look(*, by: User, parked: ParkedItem) -> None:
    """Note that somebody reads a parked entry, which may tell of a young person."""
    record(by=by, act=Act.SEEN, subject=parked, kind=parked.kind)
