"""Hold what was ordered against what tours really did (bestilt og udført).

Nothing here is ticked by hand. An evening is done when a tour tied to the order was at every
place, in the hours, with the people ordered; partly done when one of these is missing; and not
done when no such tour is registered, which is not the same as saying that nobody was there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from indsats.strategy.rules.evenings import Evening, Ordered

# Policy, not law: coming a quarter of an hour late, or a talk on the way, is not a miss.
GRACE: Final = timedelta(minutes=15)
# A tour that has not come home counts as out until nothing has been heard of it for so long.
UNHEARD: Final = timedelta(hours=6)
NONE: Final = timedelta(0)


class State(StrEnum):
    """How an ordered evening stands; the value is a stable key, not a text."""

    COMING = "coming"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


PAST: Final = (State.DONE, State.PARTLY, State.NOT_DONE)


class Part(StrEnum):
    """What may be missing of an evening; the value is a stable key, not a text."""

    PLACES = "places"
    HOURS = "hours"
    STAFF = "staff"


class Stop(NamedTuple):
    """Something was written down at a place at a moment."""

    place: str
    at: datetime


class Stretch(NamedTuple):
    """A time from one moment to another."""

    starts: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        """Tell how long it is."""
        return self.ends - self.starts


@dataclass(frozen=True, kw_only=True)
class Outing:
    """One tour tied to an order, as the registrations have it; cancelled ones are left out."""

    key: str
    day: date
    people: frozenset[int] = frozenset()
    planned: Stretch | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stops: tuple[Stop, ...] = ()

    def out(self, now: datetime) -> Stretch | None:
        """Give when it was out; one that never came home ends with the last it wrote down."""
        if self.started_at is None:
            return None
        if self.ended_at is not None:
            return Stretch(self.started_at, self.ended_at)
        last = max((stop.at for stop in self.stops), default=self.started_at)
        fresh = now - max(last, self.started_at) < UNHEARD
        return Stretch(self.started_at, max(self.started_at, now if fresh else last))


class Told(NamedTuple):
    """What the tours of an evening tell: when somebody was out, with how many, and where."""

    gaps: tuple[Stretch, ...] = ()
    fewest: int = 0
    most: int = 0
    short: timedelta = NONE
    visited: tuple[str, ...] = ()
    no_end: bool = False


NOTHING: Final = Told()


@dataclass(frozen=True)
class Outcome:
    """One ordered evening: how it stands, which parts are missing, what the tours tell."""

    ordered: Ordered
    state: State
    missing: tuple[Part, ...] = ()
    told: Told = NOTHING
    tours: tuple[str, ...] = ()

    @property
    def unvisited(self) -> tuple[str, ...]:
        """Give the ordered places at which nothing was written down."""
        return tuple(each for each in self.ordered.terms.places if each not in self.told.visited)


@dataclass(frozen=True)
class Account:
    """All evenings of one order, and tours tied to it that lie on none of them."""

    outcomes: tuple[Outcome, ...] = ()
    beside: tuple[str, ...] = ()
    counts: Mapping[State, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(each.state for each in self.outcomes))

    @property
    def past(self) -> int:
        """Count the evenings that are over."""
        return sum(self.counts[state] for state in PAST)

    @property
    def missing(self) -> Mapping[Part, int]:
        """Count how often each part was missing."""
        return Counter(part for each in self.outcomes for part in each.missing)

    def within(self, first: date, until: date) -> "Account":
        """Give the account of the evenings of some days only."""
        kept = (each for each in self.outcomes if first <= each.ordered.evening.day < until)
        return Account(tuple(kept))


def _common(evening: Evening, stretch: Stretch | None) -> Stretch | None:
    """Give the part of a stretch that lies in the evening."""
    if stretch is None:
        return None
    starts, ends = max(evening.starts, stretch.starts), min(evening.ends, stretch.ends)
    return Stretch(starts, ends) if starts < ends else None


def _home(outing: Outing, evenings: Sequence[Ordered], now: datetime) -> int | None:
    """Find the evening a tour belongs to: the one it was out in most, else that of its day."""
    stretch = outing.out(now) or outing.planned
    best, most = None, NONE
    for number, each in enumerate(evenings):
        common = _common(each.evening, stretch)
        if common and common.length > most:
            best, most = number, common.length
        elif not most and each.evening.day == outing.day:
            best = number
    return best


def account(evenings: Sequence[Ordered], outings: Iterable[Outing], now: datetime) -> Account:
    """Hold the evenings of one order against the tours tied to it."""
    found: dict[int, list[Outing]] = {}
    beside: list[str] = []
    for outing in outings:
        number = _home(outing, evenings, now)
        if number is None:
            beside.append(outing.key)
        else:
            found.setdefault(number, []).append(outing)
    outcomes = (judge(each, found.get(n, ()), now) for n, each in enumerate(evenings))
    return Account(tuple(outcomes), tuple(beside))


def judge(ordered: Ordered, outings: Sequence[Outing], now: datetime) -> Outcome:
    """Say how one evening stands, from the tours that belong to it."""
    tours = tuple(each.key for each in outings)
    gone = [each for each in outings if each.started_at is not None]
    if ordered.evening.ends > now:
        state = State.PLANNED if outings else State.COMING
        if gone and ordered.evening.starts <= now:
            state = State.UNDER_WAY
        return Outcome(ordered, state, tours=tours)
    if not gone:
        return Outcome(ordered, State.NOT_DONE, tours=tours)
    told = _tell(ordered, gone, now)
    missing = tuple(_missing(ordered, told))
    return Outcome(ordered, State.PARTLY if missing else State.DONE, missing, told, tours)


def _missing(ordered: Ordered, told: Told) -> Iterator[Part]:
    if set(ordered.terms.places) - set(told.visited):
        yield Part.PLACES
    if told.gaps:
        yield Part.HOURS
    if told.short > GRACE:
        yield Part.STAFF


def _tell(ordered: Ordered, gone: Sequence[Outing], now: datetime) -> Told:
    """Walk through the evening from one coming or going to the next, and see who was out."""
    evening = ordered.evening
    out = [(_common(evening, each.out(now)), each.people) for each in gone]
    spans = [(stretch, people) for stretch, people in out if stretch]
    moments = {evening.starts, evening.ends, *(each for span, _people in spans for each in span)}
    edges = sorted(moments)
    empty: list[Stretch] = []
    numbers: list[tuple[bool, int]] = []
    short = NONE
    for piece in map(Stretch, edges, edges[1:]):
        there = [people for span, people in spans if span.starts <= piece.starts < span.ends]
        if not there:
            empty.append(piece)
            continue
        count = len(frozenset[int]().union(*there))
        short += piece.length if count < ordered.terms.staff_min else NONE
        numbers.append((piece.length > GRACE, count))
    lasting = [count for long, count in numbers if long] or [count for _long, count in numbers]
    return Told(
        gaps=tuple(each for each in _joined(empty) if each.length > GRACE),
        fewest=min(lasting, default=0),
        most=max(lasting, default=0),
        short=short,
        visited=_visited(ordered, gone),
        no_end=any(each.ended_at is None for each in gone),
    )


def _joined(pieces: Iterable[Stretch]) -> list[Stretch]:
    """Put pieces that follow right upon each other together."""
    found: list[Stretch] = []
    for piece in pieces:
        if found and found[-1].ends == piece.starts:
            found[-1] = Stretch(found[-1].starts, piece.ends)
        else:
            found.append(piece)
    return found


def _visited(ordered: Ordered, gone: Sequence[Outing]) -> tuple[str, ...]:
    """Give the ordered places at which something was written down during the evening."""
    evening = ordered.evening
    first, last = evening.starts - GRACE, evening.ends + GRACE
    seen = {stop.place for each in gone for stop in each.stops if first <= stop.at <= last}
    return tuple(place for place in ordered.terms.places if place in seen)
