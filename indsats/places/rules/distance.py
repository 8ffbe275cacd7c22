"""How far apart two places are, and what may be near enough to be worth measuring (afstand)."""

from datetime import timedelta
from math import asin, cos, degrees, radians, sin, sqrt

from indsats.places.rules.borders import Box, Point

EARTH = 6_371_008.8  # metres, mean radius
NEAR = 50  # metres: what counts as the same spot
RECENT = timedelta(weeks=12)  # what counts as lately
_POLE = 89.9  # beyond this the frame goes all the way round


def metres(one: Point, other: Point) -> float:
    """Measure along the Earth's surface (haversine)."""
    here, there = radians(one.latitude), radians(other.latitude)
    up = sin((there - here) / 2) ** 2
    along = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, up + cos(here) * cos(there) * along)))


def frame(point: Point, reach: float) -> Box:
    """Frame all points within so many metres: a coarse filter before measuring each."""
    up = degrees(reach / EARTH)
    widest = min(_POLE, abs(point.latitude) + up)
    along = min(180.0, degrees(reach / (EARTH * cos(radians(widest)))))
    return Box(
        max(-90.0, point.latitude - up),
        max(-180.0, point.longitude - along),
        min(90.0, point.latitude + up),
        min(180.0, point.longitude + along),
    )
