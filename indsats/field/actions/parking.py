"""Keeping whole what cannot be taken in, until a person decides (parkering)."""

from indsats.audit.actions import record
from indsats.audit.models import Act
from indsats.field.models import ParkedItem
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import Refusal
from indsats.field.rules.clock import Clock
from indsats.field.rules.items import Item


def park(sender: Sender, item: Item, refusal: Refusal, clock: Clock) -> ParkedItem:
    """Keep an entry for the unit it was written for or, where that is gone, its heir.

    Its moments are kept as they were sent, with how much the phone's clock was behind.
    """
    unit = sender.heir_of(refusal.unit) if refusal.unit else sender.last_unit
    parked = ParkedItem.objects.create(
        op=item.op, device=sender.device, user=sender.user, unit_id=unit, kind=item.kind,
        record=item.record, reason=refusal.reason,
        body={**item.body, "behind": clock.behind.total_seconds()},
        detail=refusal.detail[:300], made_at=clock.right(item.made_at or clock.now),
        received_at=sender.now,
    )  # fmt: skip
    record(
        by=sender.user, act=Act.REFUSED, subject=parked, reason=refusal.reason, op=item.op,
        device=sender.device, kind=item.kind, record=item.record,
    )  # fmt: skip
    return parked
