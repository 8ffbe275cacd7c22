"""Squares with made-up households for the heat map of the demonstration (kvadrater)."""

from collections.abc import Iterator
from datetime import date
from math import cos, radians
from random import Random
from typing import Final

from indsats.places.actions.squares import set_squares
from indsats.places.models import AreaKind, AreaState, PlaceState
from indsats.places.rules.borders import Border, Point
from indsats.places.rules.distance import metres
from indsats.places.rules.timeline import AreaFacts

ACROSS: Final = 250  # metres
DEGREE: Final = 111_195  # metres of a degree of latitude
TOWN: Final = 400  # metres from a place that somebody lives near
SOURCE: Final = "Opdigtede tal til demonstrationen"
EMPTY: Final = frozenset({"beach", "park"})  # places that nobody lives at


def lay_squares(*, day: date, seed: int) -> int:
    """Lay squares of 250 metres over the municipality: many live in the town, few outside it."""
    outer = AreaState.objects.on(day).filter(kind=AreaKind.MUNICIPALITY).first()
    if outer is None:
        return 0
    rows = PlaceState.objects.on(day).exclude(kind__in=EMPTY)
    homes = [Point(*pair) for pair in rows.order_by("pk").values_list("latitude", "longitude")]
    random = Random(seed)  # noqa: S311 -- made up, no secret
    squares = [
        (f"square-{number}", AreaFacts(f"{number}", "square", _border(corner), many, SOURCE))
        for number, corner in enumerate(_corners(Border.of(outer.geometry)), start=1)
        if (many := _households(corner, homes, random))
    ]
    return set_squares(by="system", squares=squares, day=day)


def _step(latitude: float) -> tuple[float, float]:
    return ACROSS / DEGREE, ACROSS / (DEGREE * cos(radians(latitude)))


def _corners(border: Border) -> Iterator[Point]:
    """Give the south-western corners of the squares whose middle lies in the municipality."""
    up, along = _step(border.box.south)
    row = 0
    while (south := border.box.south + row * up) < border.box.north:
        column = 0
        while (west := border.box.west + column * along) < border.box.east:
            if border.holds(Point(south + up / 2, west + along / 2)):
                yield Point(south, west)
            column += 1
        row += 1


def _border(corner: Point) -> dict[str, object]:
    up, along = _step(corner.latitude)
    south, west = round(corner.latitude, 6), round(corner.longitude, 6)
    north, east = round(corner.latitude + up, 6), round(corner.longitude + along, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _households(corner: Point, homes: list[Point], random: Random) -> int:
    up, along = _step(corner.latitude)
    middle = Point(corner.latitude + up / 2, corner.longitude + along / 2)
    near = sum(metres(middle, home) < TOWN for home in homes)
    if near:
        return random.randrange(40, 90) + 35 * min(near, 8)
    return random.choice((0, 0, 1, 3, 8, 14, 25))
