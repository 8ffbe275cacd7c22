"""The evenings an order means: which days, and from which moment to which (aftener).

An evening belongs to the Danish day it begins on, also when it runs past midnight. Hours are
read off a Danish clock, so that 22 to 02 is an hour longer or shorter on the two nights of the
year when the clock is changed only where it lies across the change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from indsats.law.deadlines import COPENHAGEN
from indsats.strategy.rules.terms import Terms

DAY = timedelta(days=1)


class Evening(NamedTuple):
    """One evening: the day it begins, and its first and last moment in UTC."""

    day: date
    starts: datetime
    ends: datetime

    def meets(self, other: "Evening") -> bool:
        """Tell whether two evenings have a moment in common."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Issue:
    """The terms as they were issued, and from when."""

    at: datetime
    terms: Terms


class Ordered(NamedTuple):
    """An evening that was ordered, the terms that held for it, and whether it began before them."""

    evening: Evening
    terms: Terms
    before_order: bool = False


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def evening_on(terms: Terms, day: date) -> Evening | None:
    """Give the evening that begins on a day, if the order has one.

    Hours that the clock skips altogether, on the night it goes forward, are no evening.
    """
    if not terms.days.covers(day) or day.isoweekday() not in terms.weekdays:
        return None
    overnight = terms.to_time <= terms.from_time
    starts = _moment(day, terms.from_time)
    ends = _moment(day + DAY if overnight else day, terms.to_time)
    return Evening(day, starts, ends) if starts < ends else None


def evenings(terms: Terms) -> list[Evening]:
    """List every evening of an order, the first one first."""
    number = (terms.last - terms.first).days + 1
    found = (evening_on(terms, terms.first + each * DAY) for each in range(max(0, number)))
    return [each for each in found if each is not None]


def _holding(issues: Sequence[Issue], day: date) -> Terms:
    """Give the terms that hold for a day: a change holds for evenings that have not begun."""
    held = issues[0].terms
    for change in issues[1:]:
        begun = evening_on(held, day) or evening_on(change.terms, day)
        if begun is None or change.at <= begun.starts:
            held = change.terms
    return held


def ordered_evenings(
    issues: Sequence[Issue], withdrawn_at: datetime | None = None
) -> list[Ordered]:
    """List the evenings of an order as it was issued and changed, up to its withdrawal.

    The first wording holds from its first day even if that has passed: a steering group may
    decide what its people already do. Such evenings are marked. Raise ValueError without issues.
    """
    if not issues:
        raise ValueError("What was never issued has no evenings")
    first = min(each.terms.first for each in issues)
    last = max(each.terms.last for each in issues)
    found = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        terms = _holding(issues, day)
        evening = evening_on(terms, day)
        if evening and (withdrawn_at is None or evening.starts < withdrawn_at):
            found.append(Ordered(evening, terms, evening.starts < issues[0].at))
    return found


def clashes(mine: Iterable[Evening], theirs: Iterable[Evening]) -> Iterator[Evening]:
    """Go through those of my evenings that meet one of theirs; both in order of time."""
    rest = sorted(theirs, key=lambda each: each.starts)
    for evening in sorted(mine, key=lambda each: each.starts):
        rest = [other for other in rest if other.ends > evening.starts]
        if rest and rest[0].meets(evening):
            yield evening
