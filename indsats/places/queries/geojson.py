"""Places and borders as GeoJSON, built lean: thousands of points in one query (kortdata)."""

import json
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from indsats.places.models import AreaState, Hotspot, PlaceKind, PlaceState, Road
from indsats.places.queries.opening_words import lines
from indsats.places.rules.opening import hours_of

ANY = "00key00"  # stands for a key in the pattern of addresses


def places_geojson(rows: QuerySet[PlaceState]) -> str:
    """Write places as points; ``page`` is the pattern of their addresses: one query."""
    found = rows.order_by("-latitude").values_list(
        "place__key", "name", "kind", "longitude", "latitude", "owner", "opening_hours"
    )
    known: dict[str, str] = {}
    features = [
        {
            "type": "Feature",
            "id": key,
            "geometry": {"type": "Point", "coordinates": [round(east, 6), round(north, 6)]},
            "properties": {"name": name, "kind": kind, **_more(owner, hours, known)},
        }
        for key, name, kind, east, north, owner, hours in found.iterator(chunk_size=2000)
    ]
    return _collection(
        features,
        kinds={kind.value: str(kind.label) for kind in PlaceKind},
        page=reverse("places:place", args=[ANY]).replace(ANY, "{id}"),
    )


def _more(owner: str, hours: list[dict[str, Any]], known: dict[str, str]) -> dict[str, str]:
    """Give the owner and the opening hours in words where they are known; each is said once."""
    key = json.dumps(hours)
    if key not in known:
        known[key] = "; ".join(f"{days} {times}" for days, times in lines(hours_of(hours)))
    found = {"owner": owner, "hours": known[key]}
    return {name: text for name, text in found.items() if text}


def areas_geojson(rows: QuerySet[AreaState]) -> str:
    """Write borders: one query."""
    found = rows.order_by("pk").values_list("area__key", "name", "kind", "geometry", "source")
    features = [
        {
            "type": "Feature",
            "id": key,
            "geometry": geometry,
            "properties": {"name": name, "kind": kind, "source": source},
        }
        for key, name, kind, geometry, source in found
    ]
    return _collection(features, page=reverse("places:area", args=[ANY]).replace(ANY, "{id}"))


def roads_geojson() -> str:
    """Write the roads as lines: one query."""
    found = Road.objects.order_by("pk").values_list("name", "rank", "line")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line},
            "properties": {"name": name, "rank": rank},
        }
        for name, rank, line in found.iterator(chunk_size=2000)
    ]
    return _collection(features)


def _collection(features: list[dict[str, Any]], **more: Any) -> str:
    whole = {"type": "FeatureCollection", **more, "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def hotspots_geojson(rows: QuerySet[Hotspot], day: date) -> str:
    """Write the places of hotspots as points that lead to the hotspot: one query."""
    states = PlaceState.objects.on(day).filter(place__hotspots__in=rows)
    found = states.order_by("-latitude").values_list(
        "place__hotspots", "place__hotspots__title", "name", "longitude", "latitude"
    )
    wanted = set(rows.values_list("pk", flat=True))
    features = [
        {
            "type": "Feature",
            "id": f"{pk}-{number}",
            "geometry": {"type": "Point", "coordinates": [round(east, 6), round(north, 6)]},
            "properties": {
                "name": title,
                "about": name,
                "kind": "hotspot",
                "look": "hotspot",
                "url": reverse("places:hotspot", args=[pk]),
            },
        }
        for number, (pk, title, name, east, north) in enumerate(found)
        if pk in wanted
    ]
    return _collection(features)
