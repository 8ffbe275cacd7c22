"""Before and after at a hotspot, told honestly: numbers side by side, never a cause (måling).

The limits are the house's policy, not law: a percentage needs 30 to stand on, fewer than five says
nothing, and small numbers of charged persons are not shown at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from indsats.base.periods import Span

MONTH = Decimal("30.4375")  # days, on average
FEW = 5
BASE = 30  # a percentage of less than this is noise
PERSONS = "charges"  # the block whose numbers are persons
COUNT = "count"


class Phase(StrEnum):
    """Where a period lies in relation to the effort."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    ACROSS = "across"


class Caution(StrEnum):
    """Why two numbers should be read with care; the value is a stable key, not a text."""

    FEW = "few"
    SEASON = "season"
    LENGTH = "length"


class Reading(NamedTuple):
    """A number for a period."""

    span: Span
    value: Decimal


@dataclass(frozen=True)
class Side:
    """All readings of one phase together; ``level`` is per month, or the mean."""

    first: date
    until: date
    total: Decimal
    level: Decimal
    readings: tuple[Reading, ...]

    @property
    def last(self) -> date:
        """Give the last day covered."""
        return self.until - timedelta(days=1)


@dataclass(frozen=True)
class Comparison:
    """Before and after of one point of measurement; either may be missing."""

    before: Side | None
    during: Side | None
    after: Side | None
    change: Decimal | None
    percent: int | None
    cautions: tuple[Caution, ...]


def phase(span: Span, effort: Span) -> Phase:
    """Say whether a period lies before, during or after an effort, or across its border."""
    if span.end <= effort.first:
        return Phase.BEFORE
    if span.first >= effort.end:
        return Phase.AFTER
    return Phase.DURING if effort.contains(span) else Phase.ACROSS


def compare(readings: Iterable[Reading], effort: Span, form: str) -> Comparison:
    """Set before and after beside each other; periods across a border belong to neither."""
    found = sorted(readings)
    sides = {
        each: _side([r for r in found if phase(r.span, effort) is each], form)
        for each in (Phase.BEFORE, Phase.DURING, Phase.AFTER)
    }
    before, after = sides[Phase.BEFORE], sides[Phase.AFTER]
    if before is None or after is None:
        return Comparison(before, sides[Phase.DURING], after, None, None, ())
    change = after.level - before.level
    cautions = tuple(_cautions(before, after, form))
    percent = None
    if form == COUNT and before.total >= BASE and Caution.FEW not in cautions:
        percent = round(100 * change / before.level)
    return Comparison(before, sides[Phase.DURING], after, change, percent, cautions)


def _side(readings: Sequence[Reading], form: str) -> Side | None:
    if not readings:
        return None
    days = sum((r.span.end - r.span.first).days for r in readings)
    total = sum((r.value for r in readings), Decimal(0))
    level = total * MONTH / days if form == COUNT else total / len(readings)
    first, until = readings[0].span.first, max(r.span.end for r in readings)
    return Side(first, until, total, round(level, 1), tuple(readings))


def _cautions(before: Side, after: Side, form: str) -> Iterable[Caution]:
    if form == COUNT and min(before.total, after.total) < FEW:
        yield Caution.FEW
    if _months(before) != _months(after):
        yield Caution.SEASON
    lengths = sorted((_days(before), _days(after)))
    if 2 * lengths[0] < lengths[1]:
        yield Caution.LENGTH


def _days(side: Side) -> int:
    return sum((r.span.end - r.span.first).days for r in side.readings)


def _months(side: Side) -> frozenset[int]:
    """Give the months of the year a side covers by more than a week."""
    days: dict[int, int] = {}
    for each in side.readings:
        day = each.span.first
        while day < each.span.end and len(days) <= 12:  # noqa: PLR2004 -- months of a year
            days[day.month] = days.get(day.month, 0) + 1
            day += timedelta(days=1)
    return frozenset(month for month, many in days.items() if many > 7)  # noqa: PLR2004 -- a week


def hidden(block: str, value: Decimal) -> bool:
    """Tell whether a number counts so few persons that it is not shown."""
    return block == PERSONS and 0 < value < FEW
