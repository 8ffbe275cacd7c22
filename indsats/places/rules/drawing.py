"""A plain drawing of a map: borders as lines, points as dots, those on top of each other as one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import NamedTuple

from indsats.places.rules.borders import Border, Box, Point

WIDTH = 640.0
TALLEST = 900.0
MARGIN = 24.0
CELL = 22.0  # dots nearer than this become one
LEAST = 0.004  # degrees: a drawing of one point still shows what is around it


class Named(NamedTuple):
    """A border and what it is called."""

    name: str
    border: Border


class Shape(NamedTuple):
    """A border as the path of a drawing, and where its name stands."""

    name: str
    path: str
    x: float
    y: float


class Cell(NamedTuple):
    """A piece of ground to be filled, from 1, a little, to 5, very much."""

    border: Border
    level: int


class Filled(NamedTuple):
    """A cell as the path of a drawing."""

    path: str
    level: int


class Dot(NamedTuple):
    """One point or several in the same spot."""

    x: float
    y: float
    many: int


@dataclass(frozen=True)
class Drawing:
    """A map ready to be drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    dots: tuple[Dot, ...]
    cells: tuple[Filled, ...] = ()


class _Sheet(NamedTuple):
    """How degrees become places on paper; east-west is shortened as it is this far north."""

    frame: Box
    squeeze: float
    scale: float

    @classmethod
    def around(cls, frame: Box) -> "_Sheet":
        squeeze = cos(radians((frame.south + frame.north) / 2))
        wide = (WIDTH - 2 * MARGIN) / ((frame.east - frame.west) * squeeze)
        tall = (TALLEST - 2 * MARGIN) / (frame.north - frame.south)
        return cls(frame, squeeze, min(wide, tall))

    @property
    def size(self) -> tuple[float, float]:
        frame = self.frame
        width = (frame.east - frame.west) * self.squeeze * self.scale
        return width + 2 * MARGIN, (frame.north - frame.south) * self.scale + 2 * MARGIN

    def at(self, point: Point) -> tuple[float, float]:
        x = MARGIN + (point.longitude - self.frame.west) * self.squeeze * self.scale
        y = MARGIN + (self.frame.north - point.latitude) * self.scale
        return round(x, 1), round(y, 1)


def drawn(areas: Sequence[Named], points: Sequence[Point], cells: Sequence[Cell] = ()) -> Drawing:
    """Draw so that all points and cells can be seen; without any, all areas."""
    corners = [corner for each in cells for corner in _corners(each.border.box)]
    sheet = _Sheet.around(_frame(areas, [*points, *corners]))
    width, height = sheet.size
    filled = tuple(Filled(_path(each.border, sheet), each.level) for each in cells)
    shapes, dots = tuple(_shapes(areas, sheet)), tuple(_dots(points, sheet))
    return Drawing(width, height, shapes, dots, filled)


def _corners(box: Box) -> tuple[Point, Point]:
    return Point(box.south, box.west), Point(box.north, box.east)


def _frame(areas: Sequence[Named], points: Sequence[Point]) -> Box:
    if points:
        frame = Box.around(points)
    elif areas:
        frame = Box.around(p for each in areas for p in _corners(each.border.box))
    else:
        frame = Box(0, 0, 0, 0)
    up = max(0.0, LEAST - (frame.north - frame.south)) / 2
    along = max(0.0, 2 * LEAST - (frame.east - frame.west)) / 2
    return Box(frame.south - up, frame.west - along, frame.north + up, frame.east + along)


def _shapes(areas: Iterable[Named], sheet: _Sheet) -> Iterable[Shape]:
    for name, border in areas:
        box = border.box
        middle = Point((box.south + box.north) / 2, (box.west + box.east) / 2)
        yield Shape(name, _path(border, sheet), *sheet.at(middle))


def _path(border: Border, sheet: _Sheet) -> str:
    rings = (
        "M" + "L".join(f"{x:g} {y:g}" for x, y in map(sheet.at, ring)) + "Z"
        for ring in border.rings
    )
    return "".join(rings)


def _dots(points: Iterable[Point], sheet: _Sheet) -> Iterable[Dot]:
    cells: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for point in points:
        x, y = sheet.at(point)
        cells[int(x // CELL), int(y // CELL)].append((x, y))
    for found in cells.values():
        many = len(found)
        x, y = sum(x for x, _y in found) / many, sum(y for _x, y in found) / many
        yield Dot(round(x, 1), round(y, 1), many)
