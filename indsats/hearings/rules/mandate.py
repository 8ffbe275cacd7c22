"""Who may release and submit a body's reply on a day: read off the seats in force (mandat)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indsats.base.periods import Span
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _


class SeatRole(StrEnum):
    """What a seat is for; the values are those of the organisation's seats."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    MANAGEMENT_SIDE = "management_side"
    STAFF_SIDE = "staff_side"
    PUPIL = "pupil"
    CONTACT = "contact"


RELEASING = frozenset({"chair", "vice_chair", "secretary", "contact"})
SUBMITTING = frozenset({"chair", "secretary", "contact"})


@dataclass(frozen=True, kw_only=True)
class SeatHeld:
    """Who sits in a seat and when; ``person`` is None while it is vacant."""

    seat: str
    body: str
    role: str
    span: Span
    person: str | None = None
    substitute_for: str = ""
    absent: bool = False


def seats_on(seats: Iterable[SeatHeld], body: str, day: date) -> list[SeatHeld]:
    """Keep the body's seats in force on that day."""
    return [seat for seat in seats if seat.body == body and seat.span.covers(day)]


def _steps_in(substitute: SeatHeld, present: Sequence[SeatHeld]) -> SeatHeld | None:
    """Find the seat a substitute fills now: one that is vacant or whose holder is absent."""
    for seat in present:
        if seat.seat == substitute.substitute_for and (seat.person is None or seat.absent):
            return seat
    return None


def _chair_away(present: Sequence[SeatHeld]) -> bool:
    chairs = [seat for seat in present if seat.role == SeatRole.CHAIR and not seat.substitute_for]
    return not any(seat.person is not None and not seat.absent for seat in chairs)


def roles_on(person: str, seats: Iterable[SeatHeld], body: str, day: date) -> set[str]:
    """List the roles someone fills in a body on a day, substitution included.

    A substitute has no role of its own until the seat is empty; a vice-chair is chair while the
    chair is away.
    """
    present = seats_on(seats, body, day)
    roles: set[str] = set()
    for seat in present:
        if seat.person != person or seat.absent:
            continue
        filled = _steps_in(seat, present) if seat.substitute_for else seat
        if filled is not None:
            roles.add(filled.role)
    if SeatRole.VICE_CHAIR in roles and _chair_away(present):
        roles.add(SeatRole.CHAIR)
    return roles


def may_draft(person: str, seats: Iterable[SeatHeld], body: str, day: date) -> list[Message]:
    """Give the reasons why someone may not write on the body's draft that day."""
    if roles_on(person, seats, body, day):
        return []
    return [message(_("You have no seat in this body today."))]


def may_release(person: str, seats: Iterable[SeatHeld], body: str, day: date) -> list[Message]:
    """Give the reasons why someone may not release the draft to the body's members that day."""
    roles = roles_on(person, seats, body, day)
    if roles & RELEASING:
        return []
    if roles:
        return [message(_("Only the chair, the vice-chair or the secretary releases the reply."))]
    return [message(_("You have no seat in this body today."))]


def may_submit(person: str, seats: Iterable[SeatHeld], body: str, day: date) -> list[Message]:
    """Give the reasons why someone may not submit the reply in the body's name that day."""
    roles = roles_on(person, seats, body, day)
    if roles & SUBMITTING:
        return []
    if roles:
        return [message(_("Only the chair or the secretary submits the reply for the body."))]
    return [message(_("You have no seat in this body today."))]
