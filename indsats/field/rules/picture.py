"""The situation picture: what was counted, by category, area and month (situationsbillede).

Counts of what was seen at places, never of persons, and never more than two things at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from indsats.field.rules.hiding import Cell, Guarded, guard, open_row, together
from indsats.field.rules.week import begins

YEAR: Final = 12
FOUR: Final = 4  # months: January to April, May to August, September to December
NOWHERE: Final = ""  # observations that lie in no area
Category = str


class Month(NamedTuple):
    """A month; its days begin at six in the morning, like every day on the street."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Give its first day; raise ValueError for a month that is not there."""
        return date(self.year, self.month, 1)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Give its first moment, and the first after it, in UTC."""
        return begins(self.first), begins(self.moved(1).first)

    def moved(self, months: int) -> "Month":
        """Give the month so many months later."""
        year, month = divmod(self.year * YEAR + self.month - 1 + months, YEAR)
        return Month(year, month + 1)


class Period(NamedTuple):
    """One month or several that follow each other, named by the last.

    Periods of four months never overlap: two that did could be subtracted from each other.
    """

    last: Month
    length: int = 1

    @classmethod
    def of_four(cls, month: Month) -> "Period":
        """Give the four months a month lies in."""
        return cls(Month(month.year, (month.month - 1) // FOUR * FOUR + FOUR), FOUR)

    @property
    def months(self) -> list[Month]:
        """List its months, the earliest first."""
        return [self.last.moved(-n) for n in range(self.length - 1, -1, -1)]

    @property
    def first(self) -> date:
        """Give its first day."""
        return self.months[0].first

    @property
    def until(self) -> date:
        """Give the first day after it."""
        return self.last.moved(1).first

    @property
    def before(self) -> "Period":
        """Give the period just before it."""
        return Period(self.last.moved(-self.length), self.length)

    @property
    def year_before(self) -> "Period":
        """Give the same months of the year before."""
        return Period(self.last.moved(-YEAR), self.length)


Counts = Mapping[tuple[Category, str, Month], int]


class Line(NamedTuple):
    """One category of the picture: by area now, and its total now, before and a year before."""

    category: Category
    now: Guarded
    before: Guarded
    year_before: Guarded

    def at(self, area: str | None) -> list[Cell]:
        """Give the three numbers of one area, or of all."""
        rows = (self.now, self.before, self.year_before)
        return [row.total if area is None else row.cells[area] for row in rows]


def month_row(
    counts: Counts, category: Category, areas: Sequence[str], month: Month, k: int
) -> Guarded:
    """Give one category of one month by area; the same wherever the month is shown."""
    row = {area: counts.get((category, area, month), 0) for area in areas}
    return guard(row, k) if k else open_row(row)


def picture(
    counts: Counts, categories: Sequence[Category], areas: Sequence[str], period: Period, *, k: int
) -> list[Line]:
    """Lay out a period by category and area, beside the period before and the same a year ago.

    ``k`` is the smallest number shown; 0 shows all. Never more than two dimensions at a time.
    """

    def row(category: Category, of: Period) -> Guarded:
        months = [month_row(counts, category, areas, month, k) for month in of.months]
        return months[0] if of.length == 1 else together(months, k)

    return [_line(category, period, row) for category in categories]


def _line(category: Category, period: Period, row: Callable[[Category, Period], Guarded]) -> Line:
    rows = (row(category, each) for each in (period, period.before, period.year_before))
    return Line(category, *rows)
