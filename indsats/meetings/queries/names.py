"""What bodies, units and posts were called on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indsats.organisation.models import BODY_KINDS, PostState, Unit, UnitState


def _name(unit: str, day: str) -> Subquery:
    rows = UnitState.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef(day)),
        unit=OuterRef(unit),
        valid_from__lte=OuterRef(day),
    )
    return Subquery(rows.values("name")[:1])


def with_body_name(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    """Put ``body_name`` on meetings, or on what hangs on one at a path: its name that day."""
    at = f"{path}__" if path else ""
    named = Coalesce(
        _name(f"{at}body_id", f"{at}day"), F(f"{at}body__key"), output_field=CharField()
    )
    found: QuerySet[Any] = rows.annotate(body_name=named)
    return found


def unit_names(units: Iterable[Any], day: date) -> dict[int, str]:
    """Name units on a day by their id."""
    rows = UnitState.objects.on(day).filter(unit__in=list(units))
    return dict(rows.values_list("unit_id", "name"))


def unit_name(unit: Unit, day: date) -> str:
    """Name one unit on a day; its key when it has no name that day."""
    return unit_names([unit.pk], day).get(unit.pk, unit.key)


def post_names(posts: Iterable[Any], day: date) -> dict[int, str]:
    """Name posts on a day by their id."""
    rows = PostState.objects.on(day).filter(post__in=list(posts))
    return dict(rows.values_list("post_id", "title"))


def bodies_among(units: QuerySet[Unit], day: date) -> list[tuple[int, str]]:
    """Give those of the units that are bodies on a day, as id and name, by name."""
    rows = UnitState.objects.on(day).filter(unit__in=units, kind__in=BODY_KINDS)
    return list(rows.order_by("name").values_list("unit_id", "name"))


def is_body(unit: Unit, day: date) -> bool:
    """Tell whether a unit is a body on a day."""
    return UnitState.objects.on(day).filter(unit=unit, kind__in=BODY_KINDS).exists()
