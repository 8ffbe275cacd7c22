"""A phone calls: its entries are taken in one by one, and it is told what has changed (synk)."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed
from indsats.field.actions.taking import Taken, put_by, take
from indsats.field.models import Device, ParkedReason, SyncedItem
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import Refusal
from indsats.field.rules.clock import Clock
from indsats.field.rules.items import Item, read
from indsats.field.rules.values import moment

logger = logging.getLogger(__name__)
MOST: Final = 50


class Heard(NamedTuple):
    """What a phone says about itself when it calls."""

    app: str
    waiting: int
    oldest: datetime | None
    sent_at: datetime | None


def heard(told: dict[str, Any]) -> Heard:
    """Read what a phone says about itself; nonsense is nothing."""
    waiting = told.get("waiting")
    sane = isinstance(waiting, int) and not isinstance(waiting, bool) and 0 <= waiting < 10**6
    app = told.get("app")
    return Heard(
        app[:30] if isinstance(app, str) else "",
        waiting if isinstance(waiting, int) and sane else 0,
        moment(told.get("oldest_waiting_at")),
        moment(told.get("sent_at")),
    )


def take_all(sender: Sender, raw_items: Sequence[Any], said: Heard) -> list[dict[str, Any]]:
    """Take in entries in the order they were written, each by itself; give an answer for each.

    A call that is cut has taken in the first of them. Nothing but a database that does not
    answer stops the rest: an entry that trips over an error of ours is parked.
    """
    clock = Clock.compared(said.sent_at, sender.now)
    items = _told_apart([read(raw, sender.device.pk) for raw in raw_items])
    return [answer(item, _taken(sender, item, clock)) for item in items]


def _told_apart(items: Sequence[Item]) -> list[Item]:
    """Mark as fresh the entries that make a record and seem never to have come before.

    One look at the receipts of the whole call; a single entry is simply tried. Nothing rests on
    it: an entry that has come after all is refused by the key of its receipt or of its record,
    whole, and is then taken by the long way.
    """
    ops = [item.op for item in items]
    seen: set[UUID] = set()
    if len(ops) > 1:
        seen.update(SyncedItem.objects.filter(op__in=ops).values_list("op", flat=True))
    found = []
    for item in items:
        found.append(replace(item, fresh=item.is_new and not {item.op, item.record} & seen))
        seen |= {item.op, item.record}
    return found


def _taken(sender: Sender, item: Item, clock: Clock) -> Taken:
    try:
        return take(sender, item, clock)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if item.fresh and isinstance(error, IntegrityError):
            return _taken(sender, replace(item, fresh=False), clock)
        logger.exception("An entry from a phone could not be taken in: %s", item.op)
        words = error.messages if isinstance(error, ValidationError) else [_("Our own error.")]
        return _set_aside(sender, item, clock, " ".join(words))


@deed
def _set_aside(sender: Sender, item: Item, clock: Clock, words: str) -> Taken:
    return put_by(sender, item, Refusal(ParkedReason.INVALID, words), clock)


def answer(item: Item, taken: Taken) -> dict[str, Any]:
    """Say to the phone how it went with an entry."""
    told: dict[str, Any] = {
        "op": item.named if isinstance(item.named, str) else str(item.op),
        "outcome": taken.outcome,
        "record": str(taken.record),
    }
    if taken.outcome == "parked":
        reason = ParkedReason(taken.parked.reason) if taken.parked else ParkedReason.INVALID
        detail = taken.parked.detail if taken.parked else ""
        return {**told, "reason": reason.value, "text": f"{reason.label}. {detail}".strip()}
    told["version"] = taken.version
    if taken.fields:
        told["fields"] = dict(taken.fields)
    if taken.collided:
        told["collided"] = list(taken.collided)
    return told


def note_call(device: Device, said: Heard, acknowledged: int, now: datetime) -> None:
    """Note that a phone was heard from and what it still holds; never where it is."""
    waiting = max(0, said.waiting - acknowledged)
    device.last_seen_at, device.waiting, device.app_version = now, waiting, said.app
    device.oldest_waiting_at = said.oldest if waiting else None
    if waiting == 0:
        device.last_synced_at = now
    device.save(
        update_fields=[
            "last_seen_at", "waiting", "app_version", "oldest_waiting_at", "last_synced_at",
        ]
    )  # fmt: skip
