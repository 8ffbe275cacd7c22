"""What a new picture does to each person's rights on a day: gained, lost, how far they reach."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from indsats.organisation.access import MATRIX, Permission, Reach
from indsats.organisation.models import Function, Grant, User
from indsats.organisation.rules.rights import Day, Place, places, subtree
from indsats.organisation.rules.slices import Picture

EVERYTHING = "*"
OWN = "self"


class Right(NamedTuple):
    """A permission and one place it reaches: a unit's key, everything, or one's own."""

    permission: Permission
    unit: str


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What changes for one person: functions and rights, lost and gained."""

    user: User
    places_lost: tuple[Place, ...]
    places_gained: tuple[Place, ...]
    lost: tuple[Right, ...]
    gained: tuple[Right, ...]


class Access:
    """Everyone's functions and rights on one day of a picture."""

    def __init__(self, picture: Picture, day: date) -> None:
        self._picture = picture
        self._day = day
        self._below: dict[str, frozenset[str]] = {}

    @cached_property
    def _content(self) -> Day:
        return self._picture.on(self._day)

    @cached_property
    def places(self) -> dict[str, frozenset[Place]]:
        """Give every active user's functions, lent rights among them, by username."""
        found: defaultdict[str, set[Place]] = defaultdict(set)
        for name, mine in places(self._content).items():
            found[name] |= mine
        lent = Grant.objects.on(self._day).values_list("user__username", "function", "unit__key")
        for name, function, unit in lent:
            found[name].add(Place(function, unit, in_body=False))
        active = User.objects.filter(is_active=True, username__in=set(found))
        return {name: frozenset(found[name]) for name in active.values_list("username", flat=True)}

    def rights(self, username: str) -> frozenset[Right]:
        """Spell out how far a user's functions reach, permission by permission."""
        mine = self.places.get(username, frozenset())
        found: set[Right] = set()
        for permission in MATRIX:
            reached = set(self._reached(permission, mine))
            whole = reached & {EVERYTHING}
            found |= {Right(permission, unit) for unit in whole or reached}
        return frozenset(found)

    def _reached(self, permission: Permission, mine: Iterable[Place]) -> Iterator[str]:
        row = MATRIX[permission]
        for place in mine:
            reach = row.get(Function(place.function))
            if reach is Reach.ALL:
                yield EVERYTHING
            elif reach is Reach.OWN:
                yield OWN
            elif reach is Reach.BODY and place.in_body:
                yield place.unit
            elif reach is not None and not place.in_body:
                yield from self._in_line(place.unit, reach)

    def _in_line(self, unit: str, reach: Reach) -> Iterable[str]:
        if reach is Reach.UNIT:
            return (unit,)
        if reach is not Reach.SUBTREE:
            return ()
        if unit not in self._below:
            self._below[unit] = subtree((unit,), self._content)
        return self._below[unit]


def shifts(before: Picture, after: Picture, day: date) -> list[Shift]:
    """List everyone whose functions or rights on a day differ between two pictures, by name."""
    old, new = Access(before, day), Access(after, day)
    names = set(old.places) | set(new.places)
    return [
        shift
        for user in User.objects.filter(username__in=names).order_by("name", "username")
        if (shift := _shift(user, old, new)) is not None
    ]


def _shift(user: User, old: Access, new: Access) -> Shift | None:
    name = user.username
    places_before = old.places.get(name, frozenset())
    places_after = new.places.get(name, frozenset())
    before, after = old.rights(name), new.rights(name)
    if places_before == places_after and before == after:
        return None
    return Shift(
        user=user,
        places_lost=tuple(sorted(places_before - places_after)),
        places_gained=tuple(sorted(places_after - places_before)),
        lost=_beyond(before, after),
        gained=_beyond(after, before),
    )


def _beyond(some: frozenset[Right], other: frozenset[Right]) -> tuple[Right, ...]:
    """Give the rights that others neither hold nor cover by reaching everywhere."""
    everywhere = {right.permission for right in other if right.unit == EVERYTHING}
    return tuple(sorted(r for r in some - other if r.permission not in everywhere))
