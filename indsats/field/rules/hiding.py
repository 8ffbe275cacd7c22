"""Small numbers hidden from readers outside the team, and what would give them away (skjulte tal).

Hidden numbers all look alike, so that nobody can tell the small ones from those hidden for their
sake. Noughts are shown. A row is guarded together with its total; several months together are
guarded by trying to work the hidden numbers out from everything that is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, NamedTuple

from indsats.law.registry import RULES, cites

TOTAL: Final = "="


class Cell(NamedTuple):
    """One number; hidden where a reader outside the team may not see it."""

    value: int
    hidden: bool = False

    @property
    def shown(self) -> int | None:
        """Give the number, or nothing where it is hidden."""
        return None if self.hidden else self.value


Row = Mapping[str, int]  # a number for each area


@dataclass(frozen=True)
class Guarded:
    """One row of numbers by area with its total, as they may be shown."""

    cells: Mapping[str, Cell]
    total: Cell

    @property
    def everything(self) -> dict[str, Cell]:
        """Give the numbers and their total."""
        return {**self.cells, TOTAL: self.total}


@cites("small-cells")
def least() -> int:
    """Give the smallest number that is shown outside the team: policy, not law."""
    return RULES["small-cells"].number("k")


def safe(values: Sequence[int], k: int) -> bool:
    """Tell whether numbers hidden beside a known sum stay unknown enough.

    None is a nought, as noughts are shown. Each may then be anything from one up to what is left
    when all the others are one: that must reach at least to what would be shown.
    """
    count = len(values)
    return not count or (count > 1 and sum(values) - count + 1 >= k)


def guard(row: Row, k: int) -> Guarded:
    """Hide the small numbers of a row, and as much more as it takes to keep them hidden."""
    hidden = {area for area, n in row.items() if 0 < n < k}
    total = sum(row.values())
    no_total = 0 < total < k
    while not no_total and not safe([row[area] for area in hidden], k):
        others = [area for area, n in row.items() if n and area not in hidden]
        if not others:
            no_total = True
        else:
            hidden.add(min(others, key=lambda area: (row[area], area)))
    cells = {area: Cell(n, area in hidden) for area, n in row.items()}
    return Guarded(cells, Cell(total, no_total))


def open_row(row: Row) -> Guarded:
    """Show a row as it is: to the team itself."""
    return Guarded({area: Cell(n) for area, n in row.items()}, Cell(sum(row.values())))


def together(months: Sequence[Guarded], k: int) -> Guarded:
    """Add months up; as many of the sums are hidden as it takes to keep the months' own secrets.

    At first every sum that is not small is shown. As long as somebody who has all the numbers can
    work a hidden one out, the smallest sum that helps them is hidden, the total last of all.
    """
    names = list(dict.fromkeys(name for month in months for name in month.everything))
    columns = {name: [m.everything.get(name, Cell(0)) for m in months] for name in names}
    sums = {name: sum(cell.value for cell in column) for name, column in columns.items()}
    hidden = {name for name, n in sums.items() if 0 < n < k}
    helping = [n for n in names if n not in hidden and any(cell.hidden for cell in columns[n])]
    helping.sort(key=lambda name: (name == TOTAL, sums[name], name))
    while True:
        cells = {name: Cell(n, name in hidden) for name, n in sums.items()}
        period = Guarded({n: c for n, c in cells.items() if n != TOTAL}, cells[TOTAL])
        if not helping or not found_out([*months, period], k):
            return period
        hidden.add(helping.pop(0))


Key = tuple[str, int]
Bounds = dict[Key, float]


def found_out(rows: Sequence[Guarded], k: int) -> bool:
    """Tell whether a hidden number can be worked out; the last row is the sum of the others.

    Every number is bounded from both sides, and the bounds are carried along every sum until
    nothing moves. What can be pinned down, or is known to be small, has been found out.
    """
    cells = {(name, n): each for n, row in enumerate(rows) for name, each in row.everything.items()}
    last = len(rows) - 1
    across = [([(name, n) for name in row.cells], (TOTAL, n)) for n, row in enumerate(rows)]
    along = [([(name, n) for n in range(last)], (name, last)) for name in rows[last].everything]
    low: Bounds = {key: 1 if cell.hidden else cell.value for key, cell in cells.items()}
    high: Bounds = {key: inf if cell.hidden else cell.value for key, cell in cells.items()}
    while _narrow([*across, *along], low, high):
        pass
    return any(
        cell.hidden and (high[key] < k or high[key] == low[key]) for key, cell in cells.items()
    )


def _narrow(sums: Iterable[tuple[Sequence[Key], Key]], low: Bounds, high: Bounds) -> bool:
    """Carry the bounds along every sum once; tell whether anything became better known."""
    before = dict(low), dict(high)
    for parts, total in sums:
        low[total] = max(low[total], sum(low[each] for each in parts))
        high[total] = min(high[total], sum(high[each] for each in parts))
        for part in parts:
            others = [each for each in parts if each != part]
            high[part] = min(high[part], high[total] - sum(low[each] for each in others))
            low[part] = max(low[part], low[total] - sum(high[each] for each in others))
    return before != (low, high)
