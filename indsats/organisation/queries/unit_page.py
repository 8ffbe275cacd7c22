"""Everything about one unit or body on a day, and how it came to be so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from indsats.base.danish import alphabetical
from indsats.organisation.models import (
    BODY_KINDS,
    AnchoringState,
    EngagementState,
    LeadershipState,
    PostState,
    ResponsibilityState,
    SeatRole,
    SeatState,
    Unit,
    UnitState,
    User,
)


class Held(NamedTuple):
    """A post in force on a day with the engagements in it; vacant when there are none."""

    post: PostState
    engagements: tuple[EngagementState, ...]


class Led(NamedTuple):
    """A leadership on a day: the post that leads, its powers, and those in the post."""

    leadership: LeadershipState
    held: Held | None


class Sat(NamedTuple):
    """A seat on a day, the post it is bound to and those who sit in it."""

    seat: SeatState
    held: Held | None
    person: User | None
    substitute_for: str

    @property
    def is_vacant(self) -> bool:
        """Tell whether nobody sits in it that day."""
        return self.person is None and (self.held is None or not self.held.engagements)


@dataclass(frozen=True)
class UnitPage:
    """One unit or body on a day; ``state`` is None on days it does not exist."""

    unit: Unit
    day: date
    state: UnitState | None
    path: list[UnitState]
    below: list[UnitState]
    leaders: list[Led]
    led_from: UnitState | None
    posts: list[Held]
    covered_by: list[UnitState]
    covers: UnitState | None
    seats: list[Sat]
    responsibilities: list[ResponsibilityState]
    anchorings: list[AnchoringState]
    history: list[UnitState]


def held(posts: Iterable[PostState], day: date) -> dict[int, Held]:
    """Put those engaged on a day in their posts: one query."""
    states = {state.post_id: state for state in posts}
    people: defaultdict[int, list[EngagementState]] = defaultdict(list)
    found = EngagementState.objects.on(day).filter(post__in=states)
    for engagement in found.select_related("user", "engagement").order_by("user__name", "pk"):
        people[engagement.post_id].append(engagement)
    return {pk: Held(state, tuple(people[pk])) for pk, state in states.items()}


def _line(states: dict[int, UnitState], pk: int) -> list[UnitState]:
    """Go from the top of the tree down to the unit above; stop at a circle."""
    path: list[UnitState] = []
    state = states.get(pk)
    while state and state.parent_id and state.parent_id in states:
        state = states[state.parent_id]
        if state in path:
            break
        path.append(state)
    return path[::-1]


def _leading(
    unit: Unit, path: list[UnitState], day: date
) -> tuple[UnitState | None, list[LeadershipState]]:
    """Give who leads a unit: its own leaders, else those of the nearest unit above and which."""
    near: list[UnitState | None] = [None, *path[::-1]]
    rows = LeadershipState.objects.on(day).filter(
        unit__in=[unit.pk, *(above.unit_id for above in path)]
    )
    leading: defaultdict[int, list[LeadershipState]] = defaultdict(list)
    for row in rows.select_related("leadership"):
        leading[row.unit_id].append(row)
    for above in near:
        found = leading.get(above.unit_id if above else unit.pk)
        if found:
            return above, found
    return None, []


def _seats(rows: list[SeatState], posts: dict[int, Held]) -> list[Sat]:
    """Say who sits in each seat; a substitute names whose place it may take."""
    roles = {row.seat_id: row.get_role_display() for row in rows}
    rows = sorted(rows, key=lambda row: list(SeatRole).index(SeatRole(row.role)))
    return [
        Sat(
            row,
            posts.get(row.holder_post_id or 0),
            row.holder_user,
            roles.get(row.substitute_for_id or 0, ""),
        )
        for row in rows
    ]


def unit_page(unit: Unit, day: date) -> UnitPage:
    """Read a unit or body as it is on a day: nine queries, however large it is."""
    states = {s.unit_id: s for s in UnitState.objects.on(day).select_related("unit")}
    state = states.get(unit.pk)
    path = _line(states, unit.pk)
    above = [] if state and state.kind in BODY_KINDS else path  # a body is led by nobody above it
    led_from, leading = _leading(unit, above, day)
    seats = list(
        SeatState.objects.on(day)
        .filter(body=unit)
        .select_related("seat", "holder_user")
        .order_by("role", "pk"),
    )
    elsewhere = {row.post_id for row in leading} | {s.holder_post_id for s in seats}
    wanted = PostState.objects.on(day).filter(Q(unit=unit) | Q(post__in=elsewhere - {None}))
    posts = held(wanted.select_related("post", "unit", "profile").order_by("title", "pk"), day)
    near = sorted(states.values(), key=lambda each: alphabetical(each.name))
    return UnitPage(
        unit=unit,
        day=day,
        state=state,
        path=path,
        below=[each for each in near if each.parent_id == unit.pk],
        leaders=[Led(row, posts.get(row.post_id)) for row in leading],
        led_from=led_from,
        posts=[each for each in posts.values() if each.post.unit_id == unit.pk],
        covered_by=[each for each in near if each.covers_id == unit.pk],
        covers=states.get(state.covers_id or 0) if state else None,
        seats=_seats(seats, posts),
        responsibilities=list(
            ResponsibilityState.objects.on(day).filter(unit=unit).order_by("age_from", "group"),
        ),
        anchorings=anchorings(day, body=unit),
        history=list(
            UnitState.objects.filter(unit=unit).select_related("parent").order_by("valid_from"),
        ),
    )


def anchorings(day: date, **where: Any) -> list[AnchoringState]:
    """List which fields of work answer to which body on a day."""
    rows = AnchoringState.objects.on(day).filter(**where).select_related("body")
    return list(rows.order_by("area"))


def names_on(day: date, keys: Iterable[int]) -> dict[int, str]:
    """Give the names units go by on a day; the newest name of those not in force then."""
    found: dict[int, str] = {}
    rows = UnitState.objects.filter(unit__in=set(keys)).order_by("valid_from")
    for unit, name, first in rows.values_list("unit_id", "name", "valid_from"):
        if unit not in found or first <= day:
            found[unit] = name
    return found


def state_on(unit: Unit, day: date) -> UnitState | None:
    """Give what is said of a unit or body on a day."""
    return UnitState.objects.on(day).filter(unit=unit).first()
