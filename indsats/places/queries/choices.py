"""What can be chosen in the forms of the room: units, places, areas, people (valg)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import models

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import BODY_KINDS, UnitKind, UnitState, User
from indsats.places.models import AreaState, Place, PlaceKind, PlaceState

OUTSIDE = (UnitKind.EXTERNAL_PARTY,)


class Offered(NamedTuple):
    """Choices as a form shows them, and the row each stands for."""

    choices: list[Any]
    rows: Mapping[str, models.Model]


def units(day: date) -> Offered:
    """Offer every unit that can do something, outside parties too: one query."""
    bodies = [kind for kind in BODY_KINDS if kind not in OUTSIDE]
    return _units(UnitState.objects.on(day).exclude(kind__in=bodies))


def own_units(user: User, permission: Permission, day: date) -> Offered:
    """Offer the units somebody may act for: one query beside the access."""
    scope = access.scope(user, permission, day)
    rows = UnitState.objects.on(day).exclude(kind__in=BODY_KINDS)
    return _units(rows if scope.everything else rows.filter(unit__in=scope.units))


def _units(rows: models.QuerySet[UnitState]) -> Offered:
    found = list(rows.select_related("unit").order_by("name"))
    return Offered(
        [(row.unit.key, row.name) for row in found], {row.unit.key: row.unit for row in found}
    )


def places(day: date) -> Offered:
    """Offer the places in use, by kind: one query."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows: dict[str, Place] = {}
    for state in PlaceState.objects.on(day).select_related("place").order_by("name"):
        groups[state.kind].append((state.place.key, state.name))
        rows[state.place.key] = state.place
    named = [(str(kind.label), groups[kind]) for kind in PlaceKind if groups[kind]]
    return Offered(named, rows)


def areas(day: date) -> Offered:
    """Offer the areas of a day: one query."""
    found = list(AreaState.objects.on(day).select_related("area").order_by("name"))
    return Offered(
        [(row.area.key, f"{row.name} ({row.get_kind_display()})") for row in found],
        {row.area.key: row.area for row in found},
    )


def people(user: User, day: date) -> Offered:
    """Offer colleagues who can own a piece of work: one query."""
    found = User.objects.open_to(user, Permission.PEOPLE_SEE, day).filter(is_active=True)
    rows = {row.username: row for row in found.order_by("name")}
    return Offered([(key, row.name) for key, row in rows.items()], rows)


def place_names(day: date) -> list[str]:
    """Give what places are called, so that they are not taken for persons: one query."""
    return list(PlaceState.objects.on(day).values_list("name", flat=True))
