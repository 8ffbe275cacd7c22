"""Places in an extract of OpenStreetMap: which tags are a place of ours, and where it lies."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from indsats.places.rules import hours_text
from indsats.places.rules.borders import Box, Point, position
from indsats.places.rules.opening import Hours
from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _
from indsats.places.rules.timeline import Facts

SOURCE = "© OpenStreetMap-bidragydere (ODbL)"
Tags = Mapping[str, str]
# The first that fits decides; a star stands for any value.
KINDS: tuple[tuple[str, str, str], ...] = (
    ("amenity", "school", "school"),
    ("amenity", "kindergarten", "daycare"),
    ("amenity", "childcare", "daycare"),
    ("leisure", "playground", "playground"),
    ("leisure", "pitch", "sports"),
    ("leisure", "sports_centre", "sports"),
    ("leisure", "sports_hall", "sports"),
    ("leisure", "swimming_pool", "sports"),
    ("leisure", "fitness_centre", "sports"),
    ("leisure", "skatepark", "sports"),
    ("leisure", "park", "park"),
    ("leisure", "nature_reserve", "park"),
    ("leisure", "marina", "beach"),
    ("natural", "beach", "beach"),
    ("amenity", "youth_centre", "club"),
    ("club", "youth", "club"),
    ("amenity", "community_centre", "association"),
    ("amenity", "social_centre", "association"),
    ("club", "*", "association"),
    ("amenity", "library", "library"),
    ("amenity", "arts_centre", "library"),
    ("amenity", "cinema", "library"),
    ("railway", "station", "station"),
    ("railway", "halt", "station"),
    ("amenity", "bus_station", "station"),
    ("shop", "mall", "shopping"),
    ("shop", "supermarket", "shopping"),
    ("shop", "convenience", "shopping"),
    ("shop", "kiosk", "shopping"),
    ("amenity", "fast_food", "shopping"),
    ("amenity", "parking", "parking"),
)
NAMELESS = frozenset({"playground"})  # worth knowing also without a name
CLOSED_OFF = frozenset({"private", "no"})


class Found(NamedTuple):
    """A place of the extract: the key it always gets, and what is said of it."""

    key: str
    facts: Facts


class Extract(NamedTuple):
    """What an extract holds for us, and how many of its places have no name."""

    places: list[Found]
    nameless: int


def kind_of(tags: Tags) -> str:
    """Say which kind of place tags describe; nothing when none of ours."""
    for key, value, kind in KINDS:
        if tags.get(key) == value or (value == "*" and key in tags):
            return kind
    return ""


@contextmanager
def understood() -> Iterator[None]:
    """Refuse a file that is sound JSON or XML, but not built as an extract is."""
    try:
        yield
    except Refused:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise Refused(
            _("The file is damaged: an element in it lacks what it must have.")
        ) from error


Xml = ET.Element


def opened(raw: bytes) -> dict[str, Any] | Xml:
    """Open OSM XML, Overpass JSON or GeoJSON; raise Refused for anything else."""
    begin = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"<":
        return _xml(raw)
    if begin == b"{":
        return _json(raw)
    raise Refused(_("The file is neither OSM XML, Overpass JSON nor GeoJSON."))


def read(raw: bytes) -> Extract:
    """Read the places of OSM XML, Overpass JSON or GeoJSON; raise Refused for anything else."""
    with understood():
        root = opened(raw)
        elements = list(_of_json(root) if isinstance(root, dict) else _of_xml(root))
    return _gathered(elements)


Element = tuple[str, str, Tags, Point]  # kind, number, tags, where it lies


def _gathered(elements: Sequence[Element]) -> Extract:
    found: dict[str, Found] = {}
    nameless = 0
    for kind, number, tags, point in elements:
        ours = kind_of(tags)
        if not ours or tags.get("access") in CLOSED_OFF:
            continue
        if not tags.get("name") and ours not in NAMELESS:
            nameless += 1
            continue
        key = f"osm-{kind}-{number}"
        found[key] = Found(key, _facts(ours, tags, point))
    return Extract(sorted(found.values()), nameless)


def _facts(kind: str, tags: Tags, point: Point) -> Facts:
    street = " ".join(filter(None, (tags.get("addr:street"), tags.get("addr:housenumber"))))
    return Facts(
        name=(tags.get("name") or "Legeplads")[:200],
        kind=kind,
        point=Point(round(point.latitude, 6), round(point.longitude, 6)),
        owner=tags.get("operator", "")[:200],
        address=street[:200],
        hours=_hours(tags.get("opening_hours", "")),
        source=SOURCE,
    )


def _hours(text: str) -> tuple[Hours, ...]:
    """Read plain opening hours; leave out what is more than days and times."""
    try:
        return hours_text.read(text.replace("PH off", "").replace("00:00-24:00", "0-24"))
    except Refused:
        return ()


def _json(raw: bytes) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(raw)
    except ValueError as error:
        raise Refused(_("The file is not sound JSON.")) from error
    if "elements" not in data and data.get("type") != "FeatureCollection":
        raise Refused(_("The file is neither OSM XML, Overpass JSON nor GeoJSON."))
    return data


def _of_json(data: Mapping[str, Any]) -> Iterator[Element]:
    if "elements" in data:
        yield from _of_overpass(data["elements"])
        return
    for mark, tags, geometry in features(data, whole=True):
        kind, _slash, number = mark.rpartition("/")
        point = _middle(_corners(geometry.get("coordinates")))
        if point:
            yield kind or "node", number, tags, point


def features(
    data: Mapping[str, Any], *, whole: bool = False
) -> Iterator[tuple[str, Tags, Mapping[str, Any]]]:
    """Give the number, tags and geometry of each feature; ``whole`` with its kind before it."""
    for feature in data["features"]:
        tags = feature.get("properties") or {}
        mark = str(feature.get("id") or tags.get("@id") or tags.get("osm_id") or "")
        number = mark.rpartition("/")[2]
        if number.isdecimal():
            plain = {key: value for key, value in tags.items() if isinstance(value, str)}
            yield mark if whole else number, plain, feature.get("geometry") or {}


def _of_overpass(elements: Sequence[Mapping[str, Any]]) -> Iterator[Element]:
    nodes = {e["id"]: Point(e["lat"], e["lon"]) for e in elements if e.get("type") == "node"}
    for each in elements:
        centre = each.get("center")
        if centre:
            point: Point | None = Point(centre["lat"], centre["lon"])
        else:
            inner = each.get("nodes") or ([each["id"]] if each.get("type") == "node" else ())
            point = _middle([nodes[n] for n in inner if n in nodes])
        if point and each.get("tags"):
            yield each["type"], str(each["id"]), each["tags"], point


def _corners(found: Any) -> list[Point]:
    if not isinstance(found, list) or not found:
        return []
    if isinstance(found[0], list):
        return [point for each in found for point in _corners(each)]
    return [position(found)]


def _xml(raw: bytes) -> Xml:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Refused(_("The file holds definitions that do not belong in an extract."))
    try:
        return ET.fromstring(raw)  # noqa: S314 -- entities, the danger of it, are refused above
    except ET.ParseError as error:
        raise Refused(_("The file is not sound XML.")) from error


def nodes_of(root: Xml) -> dict[str | None, Point]:
    """Give the nodes of an extract by number."""
    return {
        each.get("id"): Point(float(each.get("lat", "")), float(each.get("lon", "")))
        for each in root.iter("node")
        if each.get("lat")
    }


def tags_of(element: Xml) -> dict[str, str]:
    """Give the tags of an element."""
    return {tag.get("k", ""): tag.get("v", "") for tag in element.findall("tag")}


def _of_xml(root: Xml) -> Iterator[Element]:
    nodes = nodes_of(root)
    ways: dict[str | None, list[Point]] = {}
    for each in root:
        tags = tags_of(each)
        points = _points(each, nodes, ways)
        if each.tag == "way":
            ways[each.get("id")] = points
        point = _middle(points)
        if tags and point:
            yield each.tag, each.get("id", ""), tags, point


def _points(
    each: ET.Element, nodes: Mapping[str | None, Point], ways: Mapping[str | None, list[Point]]
) -> list[Point]:
    """Give the corners of an element; of a relation, those of its ways and nodes."""
    if each.tag == "node":
        return [nodes[each.get("id")]] if each.get("id") in nodes else []
    found = [nodes[ref.get("ref")] for ref in each.findall("nd") if ref.get("ref") in nodes]
    for member in each.findall("member"):
        ref = member.get("ref")
        found += [nodes[ref]] if member.get("type") == "node" and ref in nodes else []
        found += ways.get(ref, []) if member.get("type") == "way" else []
    return found


def _middle(points: Sequence[Point]) -> Point | None:
    """Give the middle of the frame around points."""
    if not points:
        return None
    box = Box.around(points)
    return Point((box.south + box.north) / 2, (box.west + box.east) / 2)
