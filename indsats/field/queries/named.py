"""Rows with the names of their unit and place beside them (navne)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indsats.organisation.access import Permission, Scope, scope
from indsats.organisation.models import UnitState, User
from indsats.organisation.queries.lineage import heirs_for, with_forebears
from indsats.places.models import PlaceState


def _newest(rows: QuerySet[Any], day: date) -> Subquery:
    """Give the name in force on a day, else the last one before it."""
    return Subquery(rows.filter(valid_from__lte=day).order_by("-valid_from").values("name")[:1])


def with_unit_name(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Put ``unit_name`` on rows: what the unit is, or was last, called."""
    name = _newest(UnitState.objects.filter(unit=OuterRef("unit")), day)
    whole = Coalesce(name, F("unit__key"), output_field=CharField())
    named: QuerySet[Any] = rows.annotate(unit_name=whole)
    return named


def with_place_name(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Put ``place_name`` on rows: what the place is, or was last, called; none for a pin."""
    name = _newest(PlaceState.objects.filter(place=OuterRef("place")), day)
    whole = Coalesce(name, F("place__key"), output_field=CharField())
    named: QuerySet[Any] = rows.annotate(place_name=whole)
    return named


def place_names(places: Iterable[int], day: date) -> dict[int, str]:
    """Name places by primary key, as they are or were last called: one query."""
    rows = PlaceState.objects.filter(place__in=set(places), valid_from__lte=day)
    return dict(rows.order_by("valid_from").values_list("place_id", "name"))


def unit_choices(user: User, permission: Permission, day: date) -> list[tuple[int, str]]:
    """Give the units somebody may do something in, by name, and those they took over from."""
    reach = scope(user, permission, day)
    rows = UnitState.objects.filter(valid_from__lte=day).order_by("valid_from")
    if not reach.everything:
        rows = rows.filter(unit__in=with_forebears(reach.units, heirs_for(user, day)))
    names = dict(rows.values_list("unit_id", "name"))
    return sorted(names.items(), key=lambda each: each[1])


def reaches(reach: Scope, unit: int) -> bool:
    """Tell whether a scope reaches a unit."""
    return reach.everything or unit in reach.units
