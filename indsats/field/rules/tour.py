"""A tour: its hours past midnight, how far it has come, and which orders it may carry out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from indsats.law.deadlines import COPENHAGEN

DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(hours=14)


class State(StrEnum):
    """How far a tour has come."""

    PLANNED = "planned"
    OUT = "out"
    HOME = "home"
    WRITTEN = "written"
    RELEASED = "released"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Moments:
    """The moments a tour's state is read off."""

    started_at: datetime | None = None
    ended_at: datetime | None = None
    written_at: datetime | None = None
    released_at: datetime | None = None
    cancelled_at: datetime | None = None


def state(moments: Moments) -> State:
    """Read how far a tour has come off its moments."""
    if moments.cancelled_at:
        return State.CANCELLED
    if moments.released_at:
        return State.RELEASED
    if moments.written_at and moments.ended_at:
        return State.WRITTEN
    if moments.ended_at:
        return State.HOME
    return State.OUT if moments.started_at else State.PLANNED


def hours(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Give the instants of a tour that begins on a day; an end at or before its start is the next.

    Read off the clock in Denmark, so that 22 to 02 is five hours on the night it goes back.
    """
    last = day + DAY if ends <= begins else day
    start = datetime.combine(day, begins, COPENHAGEN).astimezone(UTC)
    return start, datetime.combine(last, ends, COPENHAGEN).astimezone(UTC)


def span(
    planned: tuple[datetime | None, datetime | None],
    walked: tuple[datetime | None, datetime | None],
) -> tuple[datetime, datetime] | None:
    """Give from when to when a tour was out: as it went, else as it was planned."""
    start = walked[0] or planned[0]
    end = walked[1] or planned[1] or (start + LONGEST if start else None)
    return (start, end) if start and end and start < end else None


def fits(
    out: tuple[datetime, datetime], evening: tuple[datetime, datetime],
    visited: frozenset[int], ordered: frozenset[int],
) -> bool:  # fmt: skip
    """Tell whether a tour may have carried an order out: some of its time, some of its places.

    A tour of which no place is known yet fits by its time alone.
    """
    together = out[0] < evening[1] and evening[0] < out[1]
    return together and (not visited or not ordered or bool(visited & ordered))


def missing_before_release(moments: Moments, summary: str) -> bool:
    """Tell whether there is something to ask for before a tour is released: an end, a summary."""
    return moments.ended_at is None or not summary.strip()
