"""Taking in places from OpenStreetMap: looked at first, written when asked for (indlæs)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from indsats.audit.actions import deed
from indsats.organisation.models import User
from indsats.places.actions.places import PlaceWish, set_timelines
from indsats.places.models import AreaKind, AreaState, Place, PlaceState
from indsats.places.queries.nearby import measured, within_frame
from indsats.places.queries.timelines import timelines
from indsats.places.rules import osm
from indsats.places.rules.borders import Border
from indsats.places.rules.timeline import PlaceSlice, changed, plain

SAME = 75  # metres: a place of the same name this near is the same one


class Fate(StrEnum):
    """What becomes of a place of the extract."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OURS = "ours"
    KNOWN = "known"
    OUTSIDE = "outside"


class Plan(NamedTuple):
    """A place of the extract, what becomes of it, and how its timeline then reads."""

    found: osm.Found
    fate: Fate
    timeline: list[PlaceSlice]


def plan(places: Iterable[osm.Found], day: date) -> list[Plan]:
    """Say what taking in would do from a day, without doing it.

    What a person has written since is left alone, and so is a place outside the municipality.
    """
    borders = [
        Border.of(row.geometry)
        for row in AreaState.objects.on(day).filter(kind=AreaKind.MUNICIPALITY)
    ]
    found = list(places)
    keys = dict(Place.objects.filter(key__in=[each.key for each in found]).values_list("pk", "key"))
    stored = {
        keys[pk]: plain(piece for _pk, piece in pieces) for pk, pieces in timelines(keys).items()
    }
    return [_planned(each, stored.get(each.key, []), borders, day) for each in found]


def _planned(found: osm.Found, stored: list[PlaceSlice], borders: list[Border], day: date) -> Plan:
    if stored:
        now = next((each for each in stored if each.span.covers(day)), None)
        if now is None or now.facts.source != osm.SOURCE:
            return Plan(found, Fate.OURS, stored)
        if now.facts == found.facts:
            return Plan(found, Fate.SAME, stored)
        return Plan(found, Fate.CHANGED, changed(stored, day, found.facts))
    if borders and not any(border.holds(found.facts.point) for border in borders):
        return Plan(found, Fate.OUTSIDE, [])
    if _known(found, day):
        return Plan(found, Fate.KNOWN, [])
    return Plan(found, Fate.NEW, changed([], day, found.facts))


def _known(found: osm.Found, day: date) -> bool:
    """Tell whether a place of the same name is registered close by, under another key."""
    point = found.facts.point
    rows = PlaceState.objects.on(day).filter(
        within_frame(point, SAME), name__iexact=found.facts.name
    )
    return bool(measured(rows, point, SAME))


@deed
def take_in(*, by: User | str, plans: Iterable[Plan]) -> int:
    """Write what is new and what has changed; tell how many."""
    wishes = [
        PlaceWish(each.found.key, each.timeline, osm.SOURCE)
        for each in plans
        if each.fate in {Fate.NEW, Fate.CHANGED}
    ]
    return set_timelines(by=by, wishes=wishes)
