"""The way of the minutes: draft, out for comments, approved, locked (referatets gang)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MinutesState(StrEnum):
    """The states of minutes; a locked state has no way out but an addendum."""

    DRAFT = "draft"
    OUT = "out"
    APPROVED = "approved"
    LOCKED = "locked"


class Step(StrEnum):
    """What can be done to minutes."""

    SEND = "send"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    LOCK = "lock"
    ADD = "add"


TABLE: dict[tuple[MinutesState, Step], MinutesState] = {
    (MinutesState.DRAFT, Step.SEND): MinutesState.OUT,
    (MinutesState.OUT, Step.TAKE_BACK): MinutesState.DRAFT,
    (MinutesState.OUT, Step.APPROVE): MinutesState.APPROVED,
    (MinutesState.APPROVED, Step.LOCK): MinutesState.LOCKED,
    (MinutesState.LOCKED, Step.ADD): MinutesState.LOCKED,
}


class Hindrance(StrEnum):
    """Why a step cannot be taken yet; the value is a stable key, not a text."""

    WRONG_STATE = "wrong_state"
    NOT_HELD = "not_held"
    UNDECIDED = "undecided"
    NEEDS_PREVIEW = "needs_preview"
    COMMENTS_UNANSWERED = "comments_unanswered"
    APPROVALS_MISSING = "approvals_missing"
    NOBODY_ATTENDED = "nobody_attended"


@dataclass(frozen=True, kw_only=True)
class MinutesFacts:
    """What is known of the minutes and their meeting on a day.

    ``attended`` and ``approved`` hold the keys of those who were there and of those who have
    approved; ``due`` is the last day for comments.
    """

    state: MinutesState
    today: date
    held: bool = True
    undecided: int = 0
    awaiting_preview: int = 0
    unanswered: int = 0
    attended: Collection[int] = ()
    approved: Collection[int] = ()
    due: date | None = None


def editable(state: MinutesState) -> bool:
    """Tell whether decisions and texts may still be written."""
    return state in {MinutesState.DRAFT, MinutesState.OUT}


def may_approve(attended: Collection[int], who: int) -> bool:
    """Tell whether someone may approve: only those who were there."""
    return who in attended


def missing_approvals(facts: MinutesFacts) -> set[int]:
    """Give those who were there and have not approved; silence past the last day is consent."""
    if facts.due is not None and facts.today > facts.due:
        return set()
    return set(facts.attended) - set(facts.approved)


def _hindered_send(facts: MinutesFacts) -> list[Hindrance]:
    found = [] if facts.held else [Hindrance.NOT_HELD]
    return [*found, Hindrance.UNDECIDED] if facts.undecided else found


def _hindered_approve(facts: MinutesFacts) -> list[Hindrance]:
    asked = {
        Hindrance.NOBODY_ATTENDED: not facts.attended,
        Hindrance.COMMENTS_UNANSWERED: facts.unanswered > 0,
        Hindrance.APPROVALS_MISSING: bool(missing_approvals(facts)),
        Hindrance.UNDECIDED: facts.undecided > 0,
        Hindrance.NEEDS_PREVIEW: facts.awaiting_preview > 0,
    }
    return [hindrance for hindrance, holds in asked.items() if holds]


def hindrances(facts: MinutesFacts, step: Step) -> list[Hindrance]:
    """Say why a step cannot be taken; none means it can."""
    if (facts.state, step) not in TABLE:
        return [Hindrance.WRONG_STATE]
    ask = {
        Step.SEND: _hindered_send,
        Step.APPROVE: _hindered_approve,
    }.get(step)
    return ask(facts) if ask else []


def after(state: MinutesState, step: Step) -> MinutesState:
    """Give the state after a step; raise KeyError for a step that does not leave this state."""
    return TABLE[state, step]
