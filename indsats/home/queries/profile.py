"""What someone may do, and which post or seat gives it (mine rettigheder)."""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise

from indsats.organisation import access
from indsats.organisation.models import Function, UnitState, User


class Right(NamedTuple):
    """A function someone has, and the unit or body it is in."""

    function: str | Promise
    unit: str


def rights(user: User, day: date) -> list[Right]:
    """Give the functions of a user on a day, with the names of their units."""
    held = access.places(user, day)
    units = {place.unit for place in held}
    names = dict(UnitState.objects.on(day).filter(unit__in=units).values_list("unit_id", "name"))
    return sorted(
        (Right(Function(place.function).label, names.get(place.unit, "")) for place in held),
        key=lambda right: (right.unit, str(right.function)),
    )
