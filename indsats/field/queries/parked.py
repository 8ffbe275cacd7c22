"""What belongs with a parked entry, and what it can be put right with."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.formats import date_format

from indsats.field.models import KnownYouth, ParkedItem, Tour, YouthGroup
from indsats.field.queries.named import with_place_name
from indsats.field.queries.target import PARENTS
from indsats.field.rules.forms import Type
from indsats.field.rules.items import Item
from indsats.places.models import Place, PlaceState

Choices = list[tuple[str, str]]
RECENT: Final = timedelta(days=14)


def together(row: ParkedItem) -> list[ParkedItem]:
    """Give what waits of the same tour with the same unit, in the order it was written."""
    tour = row.body.get("fields", {}).get("tour") or (
        str(row.record) if row.kind == "tour" else None
    )
    if not isinstance(tour, str):
        return []
    same = Q(body__fields__tour=tour) | Q(kind="tour", record=tour)
    rows = ParkedItem.objects.open().filter(same, unit=row.unit_id)
    return list(rows.select_related("user").order_by("received_at", "pk"))


def place_choices(day: date) -> Choices:
    """Give the places in use, by name."""
    return list(PlaceState.objects.on(day).order_by("name").values_list("place__key", "name"))


def missing(item: Item) -> frozenset[str]:
    """Name the fields of an entry that refer to what is no longer here, or to nothing at all."""
    found = set()
    for name, one in item.form.fields.items() if item.form else ():
        value = item.given.get(name)
        if value and one.type is Type.RECORD:
            if not PARENTS[name]._default_manager.filter(pk=value).exists():
                found.add(name)
        elif value and name == "place" and not Place.objects.filter(key=value).exists():
            found.add(name)
    placed = item.given.get("place") or item.given.get("position")
    if item.kind == "observation" and item.is_new and not placed:
        found.add("place")
    return frozenset(found)


def candidates(name: str, unit: int | None, day: date) -> Choices:
    """Give what a field of an entry may refer to instead, in the unit it is parked with."""
    if name == "known":
        codes = KnownYouth.objects.filter(unit=unit).order_by("code")
        return [(str(each.pk), each.code) for each in codes]
    if name == "tour":
        tours = Tour.objects.filter(unit=unit, day__gte=day - RECENT).order_by("-day")
        return [(str(each.pk), date_format(each.day, "DATE_FORMAT")) for each in tours]
    if name == "group":
        groups = YouthGroup.objects.filter(unit=unit, closed_on__isnull=True)
        named = with_place_name(groups, day).order_by("place_name", "number")
        return [(str(each.pk), f"{each.place_name} {each.number}") for each in named]
    return place_choices(day) if name == "place" else []
