"""Who sits in a body on a day, and who may stand in for them (medlemmer og stedfortrædere)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from indsats.organisation.models import EngagementState, SeatRole, SeatState, Unit, User

RANK = {role: number for number, role in enumerate(SeatRole.values)}
Holders = dict[int, list[User]]


class Member(NamedTuple):
    """A seat on a day with its holder; a vacant one has neither user nor name."""

    seat: int
    role: str
    user: int | None
    name: str

    @property
    def is_vacant(self) -> bool:
        """Tell whether nobody holds the seat."""
        return not self.name


class Sitting(NamedTuple):
    """A member and those who may come instead."""

    member: Member
    substitutes: tuple[Member, ...]


def _holders(states: list[SeatState], day: date) -> Holders:
    posts = [state.holder_post_id for state in states if state.holder_post_id]
    found: Holders = defaultdict(list)
    rows = EngagementState.objects.on(day).filter(post__in=posts).select_related("user")
    for row in rows.order_by("pk"):
        found[row.post_id].append(row.user)
    return found


def _member(state: SeatState, holders: Holders) -> Member:
    people = (
        [state.holder_user] if state.holder_user else holders.get(state.holder_post_id or 0, [])
    )
    return Member(
        seat=state.seat_id,
        role=state.role,
        user=people[0].pk if people else None,
        name=", ".join(person.name for person in people),
    )


def sittings(body: Unit, day: date) -> list[Sitting]:
    """List the seats of a body on a day with their holders and substitutes, chair first."""
    rows = SeatState.objects.on(day).filter(body=body).select_related("holder_user")
    states = sorted(rows, key=lambda state: (RANK.get(state.role, 99), state.pk))
    holders = _holders(states, day)
    stand_ins: dict[int, list[Member]] = defaultdict(list)
    for state in states:
        member = _member(state, holders)
        if state.substitute_for_id and member.name:
            stand_ins[state.substitute_for_id].append(member)
    return [
        Sitting(_member(state, holders), tuple(stand_ins[state.seat_id]))
        for state in states
        if state.substitute_for_id is None
    ]


def chair_name(body: Unit, day: date) -> str:
    """Name the chair of a body on a day; empty when the seat is vacant."""
    found = (s.member.name for s in sittings(body, day) if s.member.role == SeatRole.CHAIR)
    return next(found, "")
