"""Who has taken over from units that are no longer there (efterfølger)."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from indsats.organisation.models import ChangeSetStatus, Operation, Unit, UnitState, User, Verb
from indsats.organisation.queries.change_sets import engine_step
from indsats.organisation.rules import successions


def heirs(day: date) -> dict[int, int]:
    """Give the unit in force on a day that has taken over from each that no longer is.

    The heir is the one a split or merge names; otherwise the unit it was placed under when it
    was closed. One query, and two more where any unit has been closed.
    """
    alive: set[int] = set()
    last: dict[int, tuple[date, int | None]] = {}
    rows = UnitState.objects.filter(valid_from__lte=day).order_by("valid_from")
    for unit, parent, first, until in rows.values_list(
        "unit_id", "parent_id", "valid_from", "valid_to"
    ):
        if until is None or until > day:
            alive.add(unit)
        last[unit] = (first, parent)
    gone = set(last) - alive
    if not gone:
        return {}
    named = _named(day)
    found = {unit: _follow(unit, named, last, alive) for unit in gone}
    return {unit: heir for unit, heir in found.items() if heir is not None}


def _named(day: date) -> dict[int, int]:
    """Read which unit each split or merge that is in effect gave the rest to."""
    done = Operation.objects.filter(
        change_set__status=ChangeSetStatus.SCHEDULED, kind="unit", valid_from__lte=day,
        verb__in=(Verb.SPLIT, Verb.MERGE),
    )  # fmt: skip
    lines = [
        line
        for line in successions(
            engine_step(row) for row in done.order_by("valid_from", "change_set", "number")
        )
        if line.only is None
    ]
    keys = set(chain.from_iterable((line.old, line.new) for line in lines))
    numbers = dict(Unit.objects.filter(key__in=keys).values_list("key", "pk")) if keys else {}
    return {
        numbers[line.old]: numbers[line.new]
        for line in lines
        if line.old in numbers and line.new in numbers
    }


def _follow(
    unit: int, named: dict[int, int], last: dict[int, tuple[date, int | None]], alive: set[int]
) -> int | None:
    """Go from heir to heir until one is in force; each is visited once."""
    seen: set[int] = set()
    at: int | None = unit
    while at is not None and at not in alive:
        if at in seen:
            return None
        seen.add(at)
        _first, parent = last.get(at, (None, None))
        at = named.get(at, parent)
    return at


def heirs_for(user: User, day: date) -> dict[int, int]:
    """Give the heirs of a day, remembered on the user object for one request."""
    memory: dict[date, dict[int, int]] = user.__dict__.setdefault("_heirs", {})
    if day not in memory:
        memory[day] = heirs(day)
    return memory[day]


def with_forebears(units: Iterable[int], heir_of: dict[int, int]) -> frozenset[int]:
    """Add to units those they have taken over from."""
    kept = frozenset(units)
    return kept | frozenset(old for old, heir in heir_of.items() if heir in kept)
