"""Who is there for which ages of a target group in an area: one rule for checks and for pages.

Ages are half-open in whole years. Only duties for the same target group are held against each
other; names of groups and areas are compared without regard to capitals. A duty without an area
holds in the whole municipality.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

ADULT = 18
NO_LIMIT = 1000


def plain(text: str) -> str:
    """Bring a name to the form in which two spellings of it are the same."""
    return " ".join(text.casefold().split())


def ages_text(first: int, until: int) -> str:
    """Write a half-open span of ages as people do: 0–17, or 18+ without an end."""
    if until >= NO_LIMIT:
        return f"{first}+"
    return str(first) if until == first + 1 else f"{first}–{until - 1}"


class Duty(NamedTuple):
    """A unit's responsibility for the ages ``[first, until)`` of a group; no area is everywhere."""

    unit: str
    group: str
    area: str
    first: int
    until: int = NO_LIMIT
    key: str = ""

    def covers(self, age: int) -> bool:
        """Tell whether an age in whole years falls under the responsibility."""
        return self.first <= age < self.until


class Band(NamedTuple):
    """The ages ``[first, until)`` for which the same units are responsible.

    ``is_gap``: nobody is, though someone is for younger and someone for older ones. Ages below
    and above what the group is about have no units and are no gap.
    """

    first: int
    until: int
    units: tuple[str, ...]
    is_gap: bool = False

    @property
    def is_overlap(self) -> bool:
        """Tell whether more than one unit is responsible."""
        return len(self.units) > 1


class Passage(NamedTuple):
    """Who is responsible the year before 18 and from 18, and how the passage goes."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: str  # gap, same, handover, or outside where the group is about other ages


class Cover(NamedTuple):
    """A target group in an area on one day, with the duties there, youngest first."""

    group: str
    area: str
    duties: tuple[Duty, ...]

    @property
    def lowest(self) -> int:
        """Give the youngest age anyone is there for."""
        return self.duties[0].first

    @property
    def reached(self) -> Duty:
        """Give the duty that reaches furthest up."""
        return max(self.duties, key=lambda duty: duty.until)

    @property
    def ends_at_18(self) -> bool:
        """Tell whether the group stops, or begins, just where childhood does."""
        return ADULT in {self.lowest, self.reached.until}

    def overlaps(self) -> Iterator[tuple[Duty, Duty, int, int]]:
        """Yield duties of two units for the same ages, and which ages."""
        for one, other in combinations(self.duties, 2):
            first, until = max(one.first, other.first), min(one.until, other.until)
            if first < until and one.unit != other.unit:
                yield one, other, first, until

    def gaps(self) -> Iterator[tuple[Duty, int, int]]:
        """Yield ages between others that nobody is there for, after the duty that ended."""
        reached = self.duties[0]
        for duty in self.duties[1:]:
            if duty.first > reached.until:
                yield reached, reached.until, duty.first
            reached = max(reached, duty, key=lambda each: each.until)

    def units(self, age: int) -> tuple[str, ...]:
        """Name the units responsible for an age, in alphabetical order."""
        return tuple(sorted({duty.unit for duty in self.duties if duty.covers(age)}))

    def bands(self) -> list[Band]:
        """Divide all ages where the units change."""
        holes = {first for _duty, first, _until in self.gaps()}
        turns = {0, NO_LIMIT, *(turn for duty in self.duties for turn in (duty.first, duty.until))}
        found: list[Band] = []
        for first, until in pairwise(sorted(turns)):
            units = self.units(first)
            if found and found[-1].units == units:
                found[-1] = found[-1]._replace(until=until)
            else:
                found.append(Band(first, until, units, first in holes))
        return found

    def passage(self) -> Passage:
        """Say who has a young person the year before the 18th birthday and who from it."""
        before, after = self.units(ADULT - 1), self.units(ADULT)
        if before and after:
            return Passage(before, after, "same" if set(before) & set(after) else "handover")
        broken = any(first <= ADULT <= until for _duty, first, until in self.gaps())
        return Passage(before, after, "gap" if broken or self.ends_at_18 else "outside")


def areas(duties: Iterable[Duty]) -> list[str]:
    """Give the areas to look at; "" is all of the municipality that is not named."""
    named = {plain(duty.area): duty.area for duty in duties}
    return [named[key] for key in sorted(named)]


def within(duties: Iterable[Duty], area: str) -> tuple[Duty, ...]:
    """Keep the duties that hold in an area, youngest first."""
    here = (duty for duty in duties if not duty.area or plain(duty.area) == plain(area))
    return tuple(sorted(here, key=lambda duty: (duty.first, duty.until, duty.key, duty.unit)))


def covers(duties: Iterable[Duty]) -> list[Cover]:
    """Give every target group in every area, by name; duties without any age are left out."""
    groups: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.first < duty.until:
            groups[plain(duty.group)].append(duty)
    return [
        Cover(found[0].group, area, within(found, area))
        for _group, found in sorted(groups.items())
        for area in areas(found)
    ]
