"""Who is responsible for which ages: bands, gaps, overlaps and the passage at 18."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

OLDEST = 26
ADULT = 18


class Duty(NamedTuple):
    """A unit's responsibility for the ages ``[first, until)`` in an area; blank is everywhere."""

    unit: str
    area: str
    first: int
    until: int | None = None

    def covers(self, age: int) -> bool:
        """Tell whether an age in whole years falls under the responsibility."""
        return self.first <= age and (self.until is None or age < self.until)


class Band(NamedTuple):
    """The ages ``[first, until)`` for which the same units are responsible."""

    first: int
    until: int
    units: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        """Tell whether no unit is responsible."""
        return not self.units

    @property
    def is_overlap(self) -> bool:
        """Tell whether more than one unit is responsible."""
        return len(self.units) > 1


class Passage(NamedTuple):
    """Who is responsible the year before 18 and from 18."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Say how the passage goes: ``gap``, ``same`` or ``handover``."""
        if not self.before or not self.after:
            return "gap"
        return "same" if set(self.before) & set(self.after) else "handover"


def areas(duties: Iterable[Duty]) -> list[str]:
    """List the areas that are named; the whole municipality (blank) when none is."""
    return sorted({duty.area for duty in duties if duty.area}) or [""]


def responsible(duties: Iterable[Duty], area: str, age: int) -> tuple[str, ...]:
    """Name the units responsible for an age in an area, in alphabetical order."""
    return tuple(sorted({d.unit for d in duties if d.area in {"", area} and d.covers(age)}))


def bands(duties: Sequence[Duty], area: str, *, oldest: int = OLDEST) -> list[Band]:
    """Divide the ages from 0 up to, not including, ``oldest`` where the units change."""
    found: list[Band] = []
    for age in range(oldest):
        units = responsible(duties, area, age)
        if found and found[-1].units == units:
            found[-1] = found[-1]._replace(until=age + 1)
        else:
            found.append(Band(age, age + 1, units))
    return found


def passage(duties: Sequence[Duty], area: str) -> Passage:
    """Say who has a young person the year before the 18th birthday and who from it."""
    return Passage(responsible(duties, area, ADULT - 1), responsible(duties, area, ADULT))
