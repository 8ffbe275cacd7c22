"""Read the table of access through the posts and seats of a day.

Nothing is copied or cached beyond one request: when the organisation changes at midnight,
so does every right. A function or permission that is not in the table gives nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404
from django.utils.timezone import localdate

from indsats.organisation.access_table import MATRIX, Permission, Reach
from indsats.organisation.held import holdings
from indsats.organisation.models.kinds import BODY_KINDS, LEADING_ROLES, Function, UnitKind
from indsats.organisation.models.people import User
from indsats.organisation.models.states import UnitState

if TYPE_CHECKING:
    from django.http import HttpRequest


__all__ = ["MATRIX", "Permission", "Reach"]  # the table is part of what this module is for


class Place(NamedTuple):
    """One function someone has in one unit or body on a day, and what gives it."""

    function: Function
    unit: int
    in_body: bool


@dataclass(frozen=True)
class Scope:
    """How far one permission reaches for one user on one day."""

    everything: bool = False
    own: bool = False
    units: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()

    @property
    def nothing(self) -> bool:
        """Tell whether the permission is not held at all."""
        return not (self.everything or self.own or self.units or self.bodies)


def _seat_function(role: str, kind: str) -> Function:
    if kind == UnitKind.COMMITTEE:
        return Function.POLITICIAN
    if kind == UnitKind.STEERING_GROUP:
        return Function.STEERING_MEMBER
    return Function.BODY_CHAIR if role in LEADING_ROLES else Function.BODY_MEMBER


def place(word: str, unit: int, kind: str) -> Place | None:
    """Read what someone holds as a function in a place.

    None for a seat in what is no body, and for a function that is not known: it opens nothing.
    """
    if kind == "post":
        return Place(Function(word), unit, in_body=False) if word in Function.values else None
    return Place(_seat_function(word, kind), unit, in_body=True) if kind in BODY_KINDS else None


def places(user: User, day: date) -> frozenset[Place]:
    """Give every function the user has on that day, with its unit or body.

    A user who may not log in has none. Remembered on the user object for one request.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    memory: dict[date, frozenset[Place]] = user.__dict__.setdefault("_places", {})
    if day not in memory:
        held = holdings(user.pk, day)
        found = (place(word, unit, kind) for _user, word, unit, kind in held)
        memory[day] = frozenset(each for each in found if each is not None)
    return memory[day]


def functions(user: User, day: date) -> frozenset[Function]:
    """Give the functions the user has on that day."""
    return frozenset(place.function for place in places(user, day))


Tree = dict[int | None, list[int]]


def tree(day: date) -> Tree:
    """Read which units lie directly below which on a day."""
    below: Tree = {}
    for unit, parent in UnitState.objects.on(day).values_list("unit_id", "parent_id"):
        below.setdefault(parent, []).append(unit)
    return below


def subtree(units: Iterable[int], below: Tree) -> frozenset[int]:
    """Give the units and all that lies below them."""
    found = set(units)
    queue = list(found)
    while queue:
        for child in below.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return frozenset(found)


def _covered(user: User, tops: frozenset[int], day: date) -> frozenset[int]:
    """Give what lies below the units someone leads; the tree is remembered like the functions."""
    if not tops:
        return tops
    memory: dict[date, Tree] = user.__dict__.setdefault("_trees", {})
    if day not in memory:
        memory[day] = tree(day)
    return subtree(tops, memory[day])


def scope(user: User, permission: Permission, day: date) -> Scope:
    """Tell how far a permission reaches for a user on a day; nothing unless the table says so.

    Remembered on the user object for one request, as its places are.
    """
    if not user.is_authenticated or not user.is_active:
        return Scope()
    memory: dict[tuple[Permission, date], Scope] = user.__dict__.setdefault("_scopes", {})
    if (permission, day) not in memory:
        memory[permission, day] = _scope(user, permission, day)
    return memory[permission, day]


def _scope(user: User, permission: Permission, day: date) -> Scope:
    row = MATRIX.get(permission, {})
    held = [(row[place.function], place) for place in places(user, day) if place.function in row]
    reaches = {reach for reach, _ in held}
    if Reach.ALL in reaches:
        return Scope(everything=True, own=True)
    tops = frozenset(p.unit for reach, p in held if reach is Reach.SUBTREE)
    return Scope(
        own=Reach.OWN in reaches,
        units=frozenset(p.unit for reach, p in held if reach is Reach.UNIT and not p.in_body)
        | _covered(user, tops, day),
        bodies=frozenset(p.unit for reach, p in held if reach is Reach.BODY and p.in_body),
    )


def may(user: User, permission: Permission, day: date) -> bool:
    """Tell whether the user holds the permission at all on that day, without reading the tree."""
    row = MATRIX.get(permission, {})
    held = ((row[place.function], place) for place in places(user, day) if place.function in row)
    return any(_counts(reach, place) for reach, place in held)


def _counts(reach: Reach, place: Place) -> bool:
    """Tell whether a reach is worth anything in that place, as `scope` has it."""
    if reach is Reach.UNIT:
        return not place.in_body
    return place.in_body if reach is Reach.BODY else True


def require(request: "HttpRequest", permission: Permission) -> None:
    """Answer 404 unless the logged-in user holds the permission today."""
    user = request.user
    if not isinstance(user, User) or not may(user, permission, localdate()):
        raise Http404
