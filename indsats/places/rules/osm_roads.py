"""Roads in an extract of OpenStreetMap: lines to find one's way by on the map (veje)."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from indsats.places.rules import osm
from indsats.places.rules.borders import Point, position
from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _

SHORTEST = 2  # corners
NAME = 200


class Rank(StrEnum):
    """How big a road is: what is drawn from afar, and what only close by."""

    MAIN = "main"
    STREET = "street"
    PATH = "path"


RANKS: Mapping[str, Rank] = {
    **dict.fromkeys(("motorway", "trunk", "primary", "secondary"), Rank.MAIN),
    **dict.fromkeys(("tertiary", "unclassified", "residential", "living_street"), Rank.STREET),
    **dict.fromkeys(("pedestrian", "footway", "cycleway", "path", "track", "steps"), Rank.PATH),
}


class Road(NamedTuple):
    """A road: its key in the extract, its name if it has one, its rank, its corners in order."""

    key: str
    name: str
    rank: Rank
    line: tuple[Point, ...]


def rank_of(tags: osm.Tags) -> Rank | None:
    """Give the rank of a road; nothing for what is no road, or is closed to the public."""
    if tags.get("access") in osm.CLOSED_OFF or tags.get("area") == "yes":
        return None
    return RANKS.get(tags.get("highway", "").removesuffix("_link"))


def read(raw: bytes) -> list[Road]:
    """Read the roads of OSM XML, Overpass JSON or GeoJSON; raise Refused for anything else."""
    with osm.understood():
        root = osm.opened(raw)
        ways = list(_of_json(root) if isinstance(root, dict) else _of_xml(root))
    found = {}
    for number, tags, points in ways:
        rank = rank_of(tags)
        if rank is not None and len(points) >= SHORTEST:
            key = f"osm-way-{number}"
            line = tuple(Point(round(p.latitude, 6), round(p.longitude, 6)) for p in points)
            found[key] = Road(key, tags.get("name", "")[:NAME], rank, line)
    if not found:
        raise Refused(_("There are no roads in the file. Ways must have the tag “highway”."))
    return [found[key] for key in sorted(found)]


Way = tuple[str, osm.Tags, Sequence[Point]]


def _of_json(data: Mapping[str, Any]) -> Iterator[Way]:
    if "elements" in data:
        yield from _of_overpass(data["elements"])
        return
    for number, tags, geometry in osm.features(data):
        if geometry.get("type") == "LineString":
            yield number, tags, [position(pair) for pair in geometry["coordinates"]]


def _of_overpass(elements: Sequence[Mapping[str, Any]]) -> Iterator[Way]:
    nodes = {e["id"]: Point(e["lat"], e["lon"]) for e in elements if "lat" in e}
    for each in elements:
        if each["type"] != "way":
            continue
        corners = [Point(c["lat"], c["lon"]) for c in each.get("geometry", ())]
        corners = corners or [nodes[n] for n in each.get("nodes", ()) if n in nodes]
        yield str(each["id"]), each.get("tags", {}), corners


def _of_xml(root: osm.Xml) -> Iterator[Way]:
    nodes = osm.nodes_of(root)
    for way in root.iter("way"):
        refs = (each.get("ref") for each in way.findall("nd"))
        yield way.get("id", ""), osm.tags_of(way), [nodes[ref] for ref in refs if ref in nodes]
