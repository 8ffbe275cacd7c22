"""Decisions: their outcome, votes, preview and the chair's own (beslutninger)."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from indsats.law import cites


class Result(StrEnum):
    """What a body did with an item (udfald)."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    RETURNED = "returned"
    NOTED = "noted"
    SENT_IN_HEARING = "sent_in_hearing"
    REFERRED = "referred"


class TreatmentRole(StrEnum):
    """What a body does with a matter when it treats it (behandlingens rolle)."""

    SEND_IN_HEARING = "send_in_hearing"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    INFORMATION = "information"


class Choice(StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Tally(NamedTuple):
    """How many voted which way."""

    votes_for: int
    votes_against: int
    abstained: int


SETTLES = frozenset(
    {Result.ADOPTED, Result.AMENDED, Result.REJECTED, Result.NOTED, Result.SENT_IN_HEARING},
)


def settles(result: Result) -> bool:
    """Tell whether the result ends the question in this body, or leaves it for later."""
    return result in SETTLES


def requires_new_preview(result: Result) -> bool:
    """Tell whether the decision is about something else than what was previewed."""
    return result is Result.AMENDED


def decision_preview(result: Result, presented: str, named: str) -> str:
    """Give the preview a decision stands on: the one named, else the one presented.

    An amended decision never stands on the one presented; until a new one is named it has none.
    Raise ValueError when an amended decision names the preview that was presented.
    """
    if not requires_new_preview(result):
        return named or presented
    if presented and named == presented:
        raise ValueError("an amended decision names the old preview")
    return named


def awaits_preview(result: Result, presented: str, named: str) -> bool:
    """Tell whether an amended decision on a previewed change still lacks its new preview."""
    return requires_new_preview(result) and bool(presented) and not named


def outcome(role: TreatmentRole, result: Result) -> str:
    """Say what a treatment led to in the words of a matter's way: adopted, amended, rejected ...

    A body asked to send a matter out, and doing so, has adopted that; a body asked for the final
    decision, and sending the matter out instead, wants a new hearing. What is referred to
    another body is not decided here.
    """
    if result is Result.SENT_IN_HEARING:
        return "adopted" if role is TreatmentRole.SEND_IN_HEARING else "new_hearing"
    return "postponed" if result is Result.REFERRED else result.value


def tally(choices: Iterable[Choice]) -> Tally:
    """Count the votes."""
    found = Counter(choices)
    return Tally(found[Choice.FOR], found[Choice.AGAINST], found[Choice.ABSTAINED])


def quorum(seats: int, present: int) -> bool:
    """Tell whether at least half of the seats, vacant ones counted, are filled at the table.

    A note for the minutes and never a stop: the body's own rules of procedure decide.
    """
    return seats > 0 and present * 2 >= seats


class Ground(StrEnum):
    """Why a chair decides alone (formandsbeslutning)."""

    CANNOT_WAIT = "cannot_wait"
    NO_DOUBT = "no_doubt"


@cites("chair-power")
def chair_grounds() -> tuple[Ground, ...]:
    """Give the only two grounds on which a chair decides alone."""
    return tuple(Ground)


@cites("steering-group-records")
def beyond_mandate(kind: str, role: TreatmentRole) -> bool:
    """Tell whether an administrative steering group is asked to decide: it only recommends."""
    return kind == "steering_group" and role in {
        TreatmentRole.DECISION,
        TreatmentRole.SEND_IN_HEARING,
    }
