"""From rows to timelines: what the rules reckon with (tidslinjer)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from indsats.places.models import Area, AreaState, Place, PlaceState
from indsats.places.rules.borders import Border, Point
from indsats.places.rules.opening import hours_of
from indsats.places.rules.timeline import (
    AreaFacts,
    AreaSlice,
    Facts,
    PlaceSlice,
    Slice,
    finest,
    plain,
)


def facts_of(state: PlaceState) -> Facts:
    """Give what a row says; its unit must be at hand."""
    return Facts(
        name=state.name,
        kind=state.kind,
        point=Point(state.latitude, state.longitude),
        owner=state.owner,
        unit=state.unit.key if state.unit else "",
        address=state.address,
        hours=hours_of(state.opening_hours),
        note=state.note,
        source=state.source,
    )


def slice_of(state: PlaceState) -> PlaceSlice:
    """Give a row as a slice; its unit and area must be at hand."""
    return Slice(state.span, facts_of(state), state.area.key if state.area else "")


def timeline(place: Place) -> list[PlaceSlice]:
    """Give what people have written of a place, in the order of days: one query."""
    rows = place.states.select_related("unit", "area").order_by("valid_from")
    return plain(map(slice_of, rows))


def timelines(places: Iterable[int]) -> dict[int, list[tuple[int, PlaceSlice]]]:
    """Give the rows of many places as slices, with their row numbers: one query."""
    found: defaultdict[int, list[tuple[int, PlaceSlice]]] = defaultdict(list)
    rows = PlaceState.objects.filter(place__in=places).select_related("unit", "area")
    for row in rows.order_by("valid_from"):
        found[row.place_id].append((row.pk, slice_of(row)))
    return found


def known_place(key: str) -> Place | None:
    """Find a place by its key, with which areas it lies in when: one query."""
    states = list(PlaceState.objects.filter(place__key=key).select_related("place"))
    if not states:
        return Place.objects.filter(key=key).first()
    place = states[0].place
    place.__dict__["_areas"] = [(state.span, state.area_id) for state in states]
    return place


def area_on(place: Place, day: date) -> int | None:
    """Give the area a place lies in on a day; a row of a place reads its timeline once."""
    areas = place.__dict__.get("_areas")
    if areas is None:
        areas = [(state.span, state.area_id) for state in place.states.all()]
        place.__dict__["_areas"] = areas
    return next((area for span, area in areas if span.covers(day)), None)


def area_slices() -> list[AreaSlice]:
    """Give every border on all days: one query."""
    rows = AreaState.objects.select_related("area").order_by("pk")
    return [
        AreaSlice(row.area.key, row.kind, row.span, Border.of(row.geometry))
        for row in rows.iterator()
    ]


class Borders(NamedTuple):
    """The borders of one day, read once to sort many points."""

    areas: tuple[AreaSlice, ...]
    numbers: dict[str, int]
    names: dict[str, str]

    def name_of(self, point: Point) -> str:
        """Name the area a point lies in, the finest there is; empty outside them all."""
        return self.names.get(finest(point, self.areas), "")

    def area_of(self, point: Point) -> int | None:
        """Give the row number of the area a point lies in, the finest there is."""
        return self.numbers.get(finest(point, self.areas))


def borders_on(day: date) -> Borders:
    """Read the borders in force on a day: one query."""
    rows = list(AreaState.objects.on(day).select_related("area"))
    areas = (AreaSlice(r.area.key, r.kind, r.span, Border.of(r.geometry)) for r in rows)
    numbers = {row.area.key: row.area_id for row in rows}
    return Borders(tuple(areas), numbers, {row.area.key: row.name for row in rows})


def area_timeline(area: Area) -> list[Slice[AreaFacts]]:
    """Give what is said of an area, in the order of days: one query."""
    return [
        Slice(row.span, AreaFacts(row.name, row.kind, row.geometry, row.households, row.source))
        for row in area.states.order_by("valid_from")
    ]
