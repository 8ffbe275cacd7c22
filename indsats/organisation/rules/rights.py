"""Who has which function where on a day, read from a picture: what access will be, before it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from indsats.organisation.rules.kinds import BODY_KINDS
from indsats.organisation.rules.values import Values

LEADING_ROLES = frozenset({"chair", "vice_chair", "secretary", "contact"})
Day = Mapping[str, Mapping[str, Values]]


class Place(NamedTuple):
    """One function someone has in one unit or body, by its key."""

    function: str
    unit: str
    in_body: bool


def places(day: Day) -> dict[str, frozenset[Place]]:
    """Give everyone's functions on a day, by username; the same sources as access itself.

    The day is what `Picture.on` gives. Rights lent by name are no part of a picture.
    """
    holders = _holders(day)
    found: defaultdict[str, set[Place]] = defaultdict(set)
    for user, place in (*_posts(day, holders), *_leaderships(day, holders), *_seats(day, holders)):
        found[user].add(place)
    return {user: frozenset(mine) for user, mine in found.items()}


def seat_function(role: str, kind: str) -> str:
    """Name the function a seat gives, by its role and the kind of the body."""
    if kind == "committee":
        return "politician"
    if kind == "steering_group":
        return "steering_member"
    return "body_chair" if role in LEADING_ROLES else "body_member"


def subtree(units: Iterable[str], day: Day) -> frozenset[str]:
    """Give the units and all that lies below them on a day."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for key, values in day["unit"].items():
        below[values["parent"]].append(key)
    found = set(units)
    queue = list(found)
    while queue:
        fresh = [child for child in below[queue.pop()] if child not in found]
        found.update(fresh)
        queue += fresh
    return frozenset(found)


def _holders(day: Day) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for engagement in day["engagement"].values():
        found[engagement["post"]].append(engagement["user"])
    return found


def _posts(day: Day, holders: Mapping[str, list[str]]) -> Iterator[tuple[str, Place]]:
    for key, post in day["post"].items():
        for user in holders.get(key, ()):
            yield user, Place(post["function"], post["unit"], in_body=False)


def _leaderships(day: Day, holders: Mapping[str, list[str]]) -> Iterator[tuple[str, Place]]:
    for leadership in day["leadership"].values():
        for user in holders.get(leadership["post"], ()):
            yield user, Place("leader", leadership["unit"], in_body=False)


def _seats(day: Day, holders: Mapping[str, list[str]]) -> Iterator[tuple[str, Place]]:
    for seat in day["seat"].values():
        body = day["unit"].get(seat["body"])
        if body is None or body["kind"] not in BODY_KINDS:
            continue
        place = Place(seat_function(seat["role"], body["kind"]), seat["body"], in_body=True)
        direct = [seat["holder_user"]] if seat["holder_user"] else []
        for user in (*direct, *holders.get(seat["holder_post"] or "", ())):
            yield user, place
