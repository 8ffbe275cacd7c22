"""Taking in one entry from a phone: exactly once, or parked whole (modtagelse)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.feed import tell_phones
from indsats.field.actions.parking import park
from indsats.field.actions.small import SMALL, told_of
from indsats.field.actions.writing import Written, differing, write
from indsats.field.models import Conflict, ParkedItem, ParkedReason, SyncedItem
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import STORED, Refusal, Target, resolve
from indsats.field.queries.wire import RECORDS
from indsats.field.rules.clock import Clock
from indsats.field.rules.items import Item, Problem
from indsats.field.rules.values import Wrong


@dataclass(frozen=True)
class Taken:
    """How it went with one entry."""

    outcome: str
    record: UUID
    version: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    collided: tuple[str, ...] = ()
    parked: ParkedItem | None = None


@deed
def take(sender: Sender, item: Item, clock: Clock) -> Taken:
    """Take in an entry with its receipt, its change for the phones and its line in the trail.

    An entry that has been taken in before gives the same answer again and does nothing.
    """
    item, receipt = _receipt(sender, item)
    if receipt is not None:
        return _again(item, receipt)
    target = resolve(sender, item)
    if isinstance(target, Refusal):
        return put_by(sender, item, target, clock)
    return put_in(sender, item, target, clock)


def _receipt(sender: Sender, item: Item) -> tuple[Item, SyncedItem | None]:
    """Find the receipt; something else under a name already used gets a name of its own."""
    if item.fresh:
        return item, None
    known = SyncedItem.objects.filter(op=item.op).first()
    if known is None or (known.digest, known.user_id) == (item.digest, sender.user.pk):
        return item, known
    problem = Problem("", Wrong(_("Another entry has come under the same name.")))
    other = replace(
        item,
        op=uuid5(item.op, f"{sender.user.pk}:{item.digest}"),
        problems=(*item.problems, problem),
    )
    return other, SyncedItem.objects.filter(op=other.op).first()


def _again(item: Item, receipt: SyncedItem) -> Taken:
    """Give the answer of an entry that came before, with what stands now."""
    if receipt.outcome == "parked":
        parked = ParkedItem.objects.filter(op=item.op).first()
        return Taken("parked", receipt.record, parked=parked)
    collided = Conflict.objects.filter(op=item.op).order_by("field")
    names = tuple(collided.values_list("field", flat=True))
    model = STORED.get(item.kind)
    row = model._default_manager.filter(pk=item.record).first() if model else None
    fields = _differing(item, row) if row is not None else {}
    version = getattr(row, "version", receipt.version)
    return Taken(receipt.outcome, receipt.record, version, fields, names)


def _differing(item: Item, row: Any) -> dict[str, Any]:
    if item.kind in RECORDS:
        return differing(row, item)
    if item.kind == "known" and row.code != item.given.get("code"):
        return {"code": row.code}
    return {}


def put_in(
    sender: Sender, item: Item, target: Target, clock: Clock, *, by: Any = None
) -> Taken:  # fmt: skip
    """Write an entry, inside the deed of the caller; park it where the record could not stand."""
    try:
        written = SMALL.get(item.kind, write)(sender, item, target, clock)
    except ValidationError as error:
        if by is not None:
            raise
        refusal = Refusal(ParkedReason.INVALID, " ".join(error.messages), target.unit)
        return put_by(sender, item, refusal, clock)
    kind, about = told_of(item.kind, written, target)
    if written.is_new or written.changed:
        tell_phones(kind, about, target.unit, sender.now)
    _trail(sender, item, written, clock, by)
    outcome = "conflict" if written.collided else "taken"
    version = getattr(written.record, "version", None) if item.kind in RECORDS else None
    _sign(sender, item, outcome, version)
    fields = _differing(item, written.record)
    return Taken(outcome, item.record, version, fields, written.collided)


def put_by(sender: Sender, item: Item, refusal: Refusal, clock: Clock) -> Taken:
    """Park an entry, inside the deed of the caller."""
    parked = park(sender, item, refusal, clock)
    _sign(sender, item, "parked", None)
    return Taken("parked", item.record, parked=parked)


def _sign(sender: Sender, item: Item, outcome: str, version: int | None) -> None:
    """Write the receipt; one that stands already was for the same entry while it was parked."""
    said = {
        "device": sender.device, "user": sender.user, "kind": item.kind, "record": item.record,
        "digest": item.digest, "outcome": outcome, "version": version, "received_at": sender.now,
    }  # fmt: skip
    if item.fresh:
        SyncedItem.objects.create(op=item.op, **said)
    else:
        SyncedItem.objects.update_or_create(op=item.op, defaults=said)


def _trail(sender: Sender, item: Item, written: Written, clock: Clock, by: Any) -> None:
    facts: dict[str, Any] = {"op": item.op, "device": sender.device, "fields": written.changed}
    if written.collided:
        facts["collided"] = written.collided
    if clock.is_wrong:
        facts["phone_behind_by_seconds"] = round(clock.behind.total_seconds())
    if by is not None:
        facts["written_by"] = sender.user.username
    act = Act.CREATED if written.is_new else Act.CHANGED
    record(by=by or sender.user, act=act, subject=written.record, what=item.kind, **facts)
