"""The heat map: how much was seen where, in steps, and nothing where few live or little was seen.

A piece of ground is shown only when it is known that enough households live there, when it is wide
enough, and when enough was seen. Anything else looks like ground where nothing was seen: no total
is ever given that a hidden number could be worked out from, and what is shown is a step, so that it
cannot be subtracted from the exact numbers of other pages. The limits are policy, not law.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, floor, radians
from typing import Final, NamedTuple

from indsats.places.rules.borders import Border, Box, Point, Ring
from indsats.places.rules.distance import EARTH

STEPS: Final = 5
ROUNDING: Final = 0.98  # a square of 250 m written in degrees may come out a little smaller
_ROW: Final = 0.01  # degrees of latitude of a row of the index, and twice that of longitude


class Limits(NamedTuple):
    """What it takes to be shown: households, observations, metres across, days gone by."""

    households: int
    observations: int
    metres: int
    days: int


class Ground(NamedTuple):
    """A piece of ground that may be shown, and how many households are known to live there."""

    key: str
    name: str
    border: Border
    households: int | None


class Patch(NamedTuple):
    """Ground that is shown, and its step: from 1, a little, to 5, very much."""

    ground: Ground
    step: int


class Step(NamedTuple):
    """How many observations a step stands for; the last has no end."""

    least: int
    most: int | None


def steps(least: int) -> tuple[Step, ...]:
    """Give the steps: each begins at twice the one before, the first at the smallest number."""
    begins = [least * 2**number for number in range(STEPS)]
    inner = [Step(low, high - 1) for low, high in pairwise(begins)]
    return (*inner, Step(begins[-1], None))


def step_of(many: int, least: int) -> int:
    """Give the step of a number; 0 where it is not shown."""
    return sum(many >= each.least for each in steps(least))


def may_be_shown(ground: Ground, limits: Limits) -> bool:
    """Tell whether ground may be shown at all, whatever was seen there."""
    known = ground.households is not None and ground.households >= limits.households
    return known and surface(ground.border) >= ROUNDING * limits.metres**2


def heat(grounds: Sequence[Ground], points: Iterable[Point], limits: Limits) -> list[Patch]:
    """Say where enough was seen, most first; ``points`` is one for each observation."""
    counts = counted(grounds, points)
    found = (
        Patch(each, step_of(counts.get(each.key, 0), limits.observations))
        for each in grounds
        if may_be_shown(each, limits)
    )
    shown = [each for each in found if each.step]
    return sorted(shown, key=lambda each: (-each.step, each.ground.name, each.ground.key))


def counted(grounds: Sequence[Ground], points: Iterable[Point]) -> Mapping[str, int]:
    """Count the points by ground; one that lies in two counts in the first of them only."""
    near: defaultdict[tuple[int, int], list[Ground]] = defaultdict(list)
    for each in sorted(grounds, key=lambda ground: ground.key):
        for row in _rows(each.border.box):
            near[row].append(each)
    counts: Counter[str] = Counter()
    for point, many in Counter(points).items():
        for each in near.get(_row(point), ()):
            if each.border.holds(point):
                counts[each.key] += many
                break
    return counts


def _row(point: Point) -> tuple[int, int]:
    return floor(point.latitude / _ROW), floor(point.longitude / (2 * _ROW))


def _rows(box: Box) -> Iterator[tuple[int, int]]:
    south, west = _row(Point(box.south, box.west))
    north, east = _row(Point(box.north, box.east))
    for up in range(south, north + 1):
        for along in range(west, east + 1):
            yield up, along


def surface(border: Border) -> float:
    """Measure ground in square metres: outer rings, less the holes in them."""
    squeeze = cos(radians((border.box.south + border.box.north) / 2))
    metre = radians(1) * EARTH
    total = 0.0
    for outer, *holes in border.polygons:
        total += _ring(outer) - sum(_ring(hole) for hole in holes)
    return total * metre * metre * squeeze


def _ring(ring: Ring) -> float:
    """Measure a ring in square degrees, whichever way round it is written (shoelace)."""
    first = ring[0]
    doubled = 0.0
    for one, other in pairwise(ring):
        x, y = one.longitude - first.longitude, one.latitude - first.latitude
        u, v = other.longitude - first.longitude, other.latitude - first.latitude
        doubled += x * v - u * y
    return abs(doubled) / 2


def middle(border: Border) -> Point:
    """Give the middle of the frame around ground."""
    box = border.box
    return Point((box.south + box.north) / 2, (box.west + box.east) / 2)
