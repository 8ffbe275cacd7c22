"""How far a meeting has come, read off its facts (mødets tilstand)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indsats.law import cites


class MeetingState(StrEnum):
    """The states of a meeting; the value is a stable key, not a text."""

    PLANNED = "planned"
    AGENDA_OUT = "agenda_out"
    UNDER_WAY = "under_way"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What is known of a meeting; None is "not yet"."""

    cancelled_at: datetime | None = None
    agenda_published_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None


def meeting_state(facts: MeetingFacts) -> MeetingState:
    """Derive the state of a meeting; what was done says it, never the clock."""
    if facts.cancelled_at:
        return MeetingState.CANCELLED
    if facts.closed_at:
        return MeetingState.HELD
    if facts.opened_at:
        return MeetingState.UNDER_WAY
    return MeetingState.AGENDA_OUT if facts.agenda_published_at else MeetingState.PLANNED


BEFORE = frozenset({MeetingState.PLANNED, MeetingState.AGENDA_OUT})


def may_move_in_time(state: MeetingState) -> bool:
    """Tell whether time and place may still change, and whether it may be cancelled."""
    return state in BEFORE


@cites("agenda-own-decision")
def may_edit_agenda(state: MeetingState) -> bool:
    """Tell whether the agenda may change: up to the end of the meeting, as the body settles it."""
    return state in {*BEFORE, MeetingState.UNDER_WAY}


def may_decide(state: MeetingState) -> bool:
    """Tell whether decisions may be written: during the meeting and while minutes are written."""
    return state in {MeetingState.UNDER_WAY, MeetingState.HELD}
