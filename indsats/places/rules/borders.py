"""Borders on the map, and which of them hold a point (grænser)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple

from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _

MOST_CORNERS = 20_000
SMALLEST_RING = 4  # three corners, and the first once more
_NORTH, _EAST = (54.5, 57.9), (7.9, 15.4)  # where Denmark lies, in degrees
_METRES_NORTH = (6_040_000, 6_420_000)  # and its northings in metres


class Point(NamedTuple):
    """A position in WGS84 degrees."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """The smallest upright frame around something, edges included."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in the frame or on its edge."""
        return (
            self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east
        )

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Box":
        """Frame one point or more."""
        found = list(points)
        latitudes, longitudes = [p.latitude for p in found], [p.longitude for p in found]
        return cls(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True)
class Border:
    """The border of an area: polygons, each an outer ring and the holes in it."""

    polygons: tuple[Polygon, ...]
    box: Box

    @classmethod
    def of(cls, geometry: Mapping[str, Any]) -> "Border":
        """Read a GeoJSON Polygon or MultiPolygon; raise Refused for anything else."""
        kind, found = geometry.get("type"), geometry.get("coordinates")
        if kind not in {"Polygon", "MultiPolygon"} or not isinstance(found, Sequence):
            raise Refused(_("The border must be a GeoJSON Polygon or MultiPolygon."))
        parts = [found] if kind == "Polygon" else list(found)
        polygons = tuple(_polygon(part) for part in parts)
        corners = [point for polygon in polygons for ring in polygon for point in ring]
        if not corners:
            raise Refused(_("The border has no corners."))
        if len(corners) > MOST_CORNERS:
            text = _("The border has %(count)s corners. Simplify it to at most %(most)s.")
            raise Refused(text, count=len(corners), most=MOST_CORNERS)
        return cls(polygons, Box.around(corners))

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies inside; of two that share a line just one holds it."""
        return self.box.holds(point) and any(_inside(each, point) for each in self.polygons)

    @property
    def rings(self) -> Iterator[Ring]:
        """Go through every ring, for drawing."""
        for polygon in self.polygons:
            yield from polygon


def _polygon(part: Any) -> Polygon:
    if not isinstance(part, Sequence) or isinstance(part, str) or not part:
        raise Refused(_("The border must be a GeoJSON Polygon or MultiPolygon."))
    return tuple(_ring(ring) for ring in part)


def _ring(ring: Any) -> Ring:
    if not isinstance(ring, Sequence) or isinstance(ring, str):
        raise Refused(_("The border must be a GeoJSON Polygon or MultiPolygon."))
    points = tuple(position(each) for each in ring)
    if len(points) < SMALLEST_RING or points[0] != points[-1]:
        raise Refused(_("A border must have three corners or more and end where it begins."))
    return points


def position(pair: Any) -> Point:
    """Read a GeoJSON position (longitude first); raise Refused unless it is on Earth."""
    try:
        longitude, latitude = float(pair[0]), float(pair[1])
    except (TypeError, ValueError, IndexError, KeyError):
        raise Refused(_("A position must be two numbers: longitude and latitude.")) from None
    if _NORTH[0] < longitude < _NORTH[1] and _EAST[0] < latitude < _EAST[1]:
        raise Refused(
            _(
                "The two numbers of each position seem to have been swapped. In GeoJSON the "
                "longitude comes first, such as [12.3579, 55.6134]."
            )
        )
    return on_earth(Point(latitude, longitude))


def on_earth(point: Point) -> Point:
    """Give the point back; raise Refused when there is no such place in WGS84 degrees."""
    if _METRES_NORTH[0] < point.latitude < _METRES_NORTH[1]:
        raise Refused(
            _(
                "The positions seem to be metres in UTM zone 32 (EPSG:25832). Save the file in "
                "degrees, WGS84 (EPSG:4326), and take it in again."
            )
        )
    within = abs(point.latitude) <= 90 and abs(point.longitude) <= 180  # noqa: PLR2004 -- degrees
    if not (isfinite(point.latitude) and isfinite(point.longitude) and within):
        raise Refused(_("The position must be in degrees (WGS84), such as 55.6134 and 12.3579."))
    return point


def _inside(polygon: Polygon, point: Point) -> bool:
    """Count how often a line eastwards from the point crosses the rings: odd is inside."""
    crossings = sum(
        _crosses(start, end, point) for ring in polygon for start, end in pairwise(ring)
    )
    return crossings % 2 == 1


def _crosses(start: Point, end: Point, point: Point) -> bool:
    """Tell whether an edge crosses the line; the same edge walked backwards answers the same."""
    low, high = (start, end) if start.latitude < end.latitude else (end, start)
    if not low.latitude <= point.latitude < high.latitude:
        return False
    share = (point.latitude - low.latitude) / (high.latitude - low.latitude)
    return point.longitude < low.longitude + share * (high.longitude - low.longitude)
