"""Places and areas as lists show them, with the names of a day (lister)."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from indsats.organisation.models import UnitState
from indsats.places.models import AreaKind, AreaState, PlaceState

AREA_ORDER = {kind: number for number, kind in enumerate(AreaKind.values)}


def _in_force(day: date, path: str) -> Q:
    still = Q(**{f"{path}__valid_to__isnull": True}) | Q(**{f"{path}__valid_to__gt": day})
    return still & Q(**{f"{path}__valid_from__lte": day})


def named_places(rows: QuerySet[PlaceState], day: date) -> QuerySet[PlaceState]:
    """Put ``area_name``, ``area_key`` and ``unit_name`` of a day on places."""
    area = AreaState.objects.on(day).filter(area=OuterRef("area"))
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    return rows.select_related("place", "area").annotate(
        area_name=Subquery(area.values("name")[:1]),
        unit_name=Subquery(unit.values("name")[:1]),
    )


def counted_areas(rows: QuerySet[AreaState], day: date) -> QuerySet[AreaState]:
    """Put the number of places in use on a day on areas."""
    in_use = Count("area__place_states", filter=_in_force(day, "area__place_states"))
    return rows.select_related("area").annotate(places=in_use)


def area_choices(day: date) -> list[tuple[str, str]]:
    """Give the areas of a day that places may lie in, as choices by key: one query."""
    rows = AreaState.objects.on(day).filter(area__place_states__isnull=False).distinct()
    return list(rows.order_by("name").values_list("area__key", "name"))


def unit_choices(day: date) -> list[tuple[str, str]]:
    """Give the units of a day as choices by key: one query."""
    return list(UnitState.objects.on(day).order_by("name").values_list("unit__key", "name"))
