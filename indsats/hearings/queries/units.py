"""Units and bodies by name, for choosing among them and naming them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from indsats.organisation.models import BODY_KINDS, UnitKind, UnitState


def names(units: Iterable[Any], day: date) -> dict[int, str]:
    """Name units on a day by their id: one query."""
    rows = UnitState.objects.on(day).filter(unit__in=list(units))
    return dict(rows.values_list("unit_id", "name"))


def bodies(day: date, kinds: Iterable[UnitKind] = BODY_KINDS) -> list[tuple[int, str]]:
    """Give the bodies on a day as id and name, by name."""
    rows = UnitState.objects.on(day).filter(kind__in=list(kinds))
    return list(rows.order_by("name").values_list("unit_id", "name"))


def units(day: date) -> list[tuple[int, str]]:
    """Give the units that are no bodies on a day as id and name, by name."""
    rows = UnitState.objects.on(day).exclude(kind__in=BODY_KINDS)
    return list(rows.order_by("name").values_list("unit_id", "name"))
