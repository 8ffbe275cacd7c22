"""Emit that operations have come into effect: once each, however often and by however many asked.

Nothing depends on it for being right: the organisation and every access change at midnight by
themselves. The events are what other systems and people are told by.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils import timezone

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import ChangeSet, ChangeSetStatus, EffectEvent, Operation

SYSTEM = "system"
Watch = Callable[[Iterable[ChangeSet]], Iterable[ChangeSet]]


def _all(change_sets: Iterable[ChangeSet]) -> Iterable[ChangeSet]:
    return change_sets


def due(day: date) -> list[Operation]:
    """List entered operations in effect on a day whose event has not been emitted, in order."""
    rows = Operation.objects.filter(
        change_set__status=ChangeSetStatus.SCHEDULED, valid_from__lte=day, effect__isnull=True
    )
    return list(rows.select_related("change_set").order_by("valid_from", "change_set", "number"))


def emit_effects(day: date, *, watch: Watch = _all) -> list[EffectEvent]:
    """Emit the event of every operation in effect by a day; give the new ones.

    Each change-set is one transaction, so that a runner that is stopped has emitted whole ones.
    """
    waiting = {operation.change_set_id: operation.change_set for operation in due(day)}
    return [event for each in watch(waiting.values()) for event in _emit(each, day)]


@deed
def _emit(change_set: ChangeSet, day: date) -> list[EffectEvent]:
    """Emit for one change-set; ask again under the lock, as another runner may have been first."""
    rows = [row for row in due(day) if row.change_set_id == change_set.pk]
    if not rows:
        return []
    now = timezone.now()
    events = EffectEvent.objects.bulk_create([
        EffectEvent(
            operation=row, effective_on=row.valid_from, emitted_at=now,
            facts={"verb": row.verb, "kind": row.kind, "subject": row.subject, "item": row.item},
        )
        for row in rows
    ])  # fmt: skip
    for effective_on, numbers in _by_day(rows).items():
        record(
            by=SYSTEM, act=Act.CHANGED, subject=change_set, what="in_effect", day=effective_on,
            operations=numbers,
        )  # fmt: skip
    return events


def _by_day(rows: Iterable[Operation]) -> dict[date, list[int]]:
    """Give the numbers of the operations by the day they took effect: the runner may be late."""
    days: dict[date, list[int]] = {}
    for row in rows:
        days.setdefault(row.valid_from, []).append(row.number)
    return days
