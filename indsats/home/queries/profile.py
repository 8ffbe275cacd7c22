"""What someone may do, and which post or seat gives it (mine rettigheder)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise

from indsats.organisation import access
from indsats.organisation.models import EngagementState, Function, SeatState, UnitState, User


class Right(NamedTuple):
    """A function someone has in a unit, or the role of their seat in a body."""

    function: str | Promise
    unit: str


def rights(user: User, day: date) -> list[Right]:
    """Give what a user is on a day, with the names of the units and bodies."""
    held = access.places(user, day)
    units = {place.unit for place in held}
    names = dict(UnitState.objects.on(day).filter(unit__in=units).values_list("unit_id", "name"))
    seats = _seats(user, day)
    found = {
        Right(word, names.get(place.unit, ""))
        for place in held
        for word in (seats[place.unit] if place.in_body else [Function(place.function).label])
    }
    return sorted(found, key=lambda right: (right.unit, str(right.function)))


def _seats(user: User, day: date) -> dict[int, list[str]]:
    """Give the roles of the user's seats, by body: held by name or through a post."""
    posts = EngagementState.objects.on(day).filter(user=user).values("post")
    seats = SeatState.objects.on(day).filter(Q(holder_user=user) | Q(holder_post__in=posts))
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for seat in seats:
        roles[seat.body_id].append(seat.get_role_display())
    return roles
