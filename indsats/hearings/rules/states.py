"""Where a matter, a hearing and a party stand: read off facts, never stored (tilstand)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from indsats.hearings.rules.deadline import Deadline, in_force
from indsats.law.deadlines import closes_at, danish_day


class MatterState(StrEnum):
    """How far a matter has come, from analysis to evaluation (sagens tilstand)."""

    ANALYSIS = "analysis"
    DRAFT = "draft"
    READY = "ready"
    ON_AGENDA = "on_agenda"
    RETURNED = "returned"
    REJECTED = "rejected"
    TO_HEARING = "to_hearing"
    PREPARED = "prepared"
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    ASSESSED = "assessed"
    PUBLISHED = "published"
    FINAL_TREATMENT = "final_treatment"
    ADOPTED = "adopted"
    SCHEDULED = "scheduled"
    PARTLY_IN_EFFECT = "partly_in_effect"
    IN_EFFECT = "in_effect"
    FOLLOWED_UP = "followed_up"
    DONE = "done"


class HearingState(StrEnum):
    """Where one round of a hearing stands (høringens tilstand)."""

    DRAFT = "draft"
    PREPARED = "prepared"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class PartyState(StrEnum):
    """What one party has done with the hearing (partens tilstand)."""

    NOT_SENT = "not_sent"
    NOT_REACHED = "not_reached"
    INVITED = "invited"
    SEEN = "seen"
    DRAFT = "draft"
    RELEASED = "released"
    SUBMITTED = "submitted"
    NO_COMMENTS = "no_comments"
    LATE = "late"
    DECLINED = "declined"
    SILENT = "silent"


class Role(StrEnum):
    """Whether a party is heard or only told (rolle)."""

    CONSULTED = "consulted"
    INFORMED = "informed"


class Result(StrEnum):
    """What a body did with an item (udfald)."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    RETURNED = "returned"
    NEW_HEARING = "new_hearing"
    NOTED = "noted"


FINAL_ANSWERS = frozenset(
    {PartyState.SUBMITTED, PartyState.NO_COMMENTS, PartyState.LATE, PartyState.DECLINED},
)


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """What is known of one party; moments are aware, None is "not yet"."""

    role: Role = Role.CONSULTED
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    seen_at: datetime | None = None
    drafted_at: datetime | None = None
    released_at: datetime | None = None
    submitted_at: datetime | None = None
    no_comments_at: datetime | None = None
    declined_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HearingFacts:
    """What is known of one round: its preparation, dispatch, deadlines and parties."""

    prepared_at: datetime | None = None
    sent_at: datetime | None = None
    withdrawn_at: datetime | None = None
    deadlines: Sequence[Deadline] = ()
    parties: Sequence[PartyFacts] = ()


@dataclass(frozen=True, kw_only=True)
class TreatmentFacts:
    """One authoritative treatment of the matter in a body; no result yet is None."""

    day: date
    result: Result | None = None


@dataclass(frozen=True, kw_only=True)
class MatterFacts:
    """What is known of the matter's *newest* version and round; older ones do not count here."""

    drafted: bool = False
    ready_at: datetime | None = None
    sending: TreatmentFacts | None = None
    hearing: HearingFacts = field(default_factory=HearingFacts)
    assessed_at: datetime | None = None
    published_at: datetime | None = None
    final: TreatmentFacts | None = None
    scheduled_at: datetime | None = None
    effect_days: Sequence[date] = ()
    followed_up_at: datetime | None = None
    closed_at: datetime | None = None


def _been(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


def party_state(party: PartyFacts, deadlines: Sequence[Deadline], at: datetime) -> PartyState:
    """Derive a party's state at a moment; silence is only silence once the deadline is over.

    ``submitted_at`` is the party's first final reply: a later, late one does not make it late.
    An extension that covers a late reply makes it timely.
    """
    due = in_force(deadlines, at)
    over = due is not None and closes_at(due.day) <= at
    if party.submitted_at is not None and party.submitted_at <= at:
        late = due is not None and party.submitted_at >= closes_at(due.day)
        return PartyState.LATE if late else PartyState.SUBMITTED
    ladder = (
        (party.no_comments_at, PartyState.NO_COMMENTS),
        (party.declined_at, PartyState.DECLINED),
    )
    for moment, state in ladder:
        if _been(moment, at):
            return state
    if over and _been(party.sent_at, at):
        return PartyState.SILENT
    return _before_answer(party, at)


def _before_answer(party: PartyFacts, at: datetime) -> PartyState:
    ladder = (
        (party.released_at, PartyState.RELEASED),
        (party.drafted_at, PartyState.DRAFT),
        (party.seen_at, PartyState.SEEN),
        (party.sent_at, PartyState.INVITED),
        (party.failed_at, PartyState.NOT_REACHED),
    )
    for moment, state in ladder:
        if _been(moment, at):
            return state
    return PartyState.NOT_SENT


def all_consulted_final(hearing: HearingFacts, at: datetime) -> bool:
    """Tell whether every consulted party has given its final answer; the informed never count."""
    consulted = [party for party in hearing.parties if party.role is Role.CONSULTED]
    return bool(consulted) and all(
        party_state(party, hearing.deadlines, at) in FINAL_ANSWERS for party in consulted
    )


def hearing_state(hearing: HearingFacts, at: datetime) -> HearingState:
    """Derive a round's state at a moment.

    When all consulted parties have answered the round is ANSWERED: weighing may begin, but the
    deadline the letter promised still stands for the informed and for second thoughts.
    """
    if _been(hearing.withdrawn_at, at):
        return HearingState.WITHDRAWN
    if not _been(hearing.sent_at, at):
        prepared = _been(hearing.prepared_at, at)
        return HearingState.PREPARED if prepared else HearingState.DRAFT
    due = in_force(hearing.deadlines, at)
    if due is not None and closes_at(due.day) <= at:
        return HearingState.CLOSED
    return HearingState.ANSWERED if all_consulted_final(hearing, at) else HearingState.OPEN


def accepts_replies(hearing: HearingFacts, at: datetime) -> bool:
    """Tell whether a reply sent at a moment is in time."""
    return hearing_state(hearing, at) in {HearingState.OPEN, HearingState.ANSWERED}


def is_late_reply(hearing: HearingFacts, at: datetime) -> bool:
    """Tell whether a reply arriving at a moment comes after the deadline."""
    return hearing_state(hearing, at) is HearingState.CLOSED


def _sent_to_hearing(matter: MatterFacts, _at: datetime) -> MatterState | None:
    if matter.sending is None:
        return None
    return {
        Result.ADOPTED: MatterState.TO_HEARING,
        Result.AMENDED: MatterState.TO_HEARING,
        Result.REJECTED: MatterState.REJECTED,
        Result.RETURNED: MatterState.RETURNED,
        Result.NEW_HEARING: MatterState.RETURNED,
    }.get(matter.sending.result or Result.POSTPONED, MatterState.ON_AGENDA)


def _decided(matter: MatterFacts, _at: datetime) -> MatterState | None:
    if matter.final is None:
        return None
    return {
        Result.ADOPTED: MatterState.ADOPTED,
        Result.AMENDED: MatterState.ADOPTED,
        Result.REJECTED: MatterState.REJECTED,
        Result.RETURNED: MatterState.RETURNED,
        Result.NEW_HEARING: MatterState.RETURNED,
    }.get(matter.final.result or Result.POSTPONED, MatterState.FINAL_TREATMENT)


def _in_effect(matter: MatterFacts, at: datetime) -> MatterState | None:
    if not _been(matter.scheduled_at, at):
        return None
    today = danish_day(at)
    begun = [day <= today for day in matter.effect_days]
    if begun and all(begun):
        return MatterState.IN_EFFECT
    return MatterState.PARTLY_IN_EFFECT if any(begun) else MatterState.SCHEDULED


def _hearing_rung(matter: MatterFacts, at: datetime) -> MatterState | None:
    state = hearing_state(matter.hearing, at)
    return None if state is HearingState.DRAFT else MatterState(state.value)


def _drafted(matter: MatterFacts, _at: datetime) -> MatterState | None:
    return MatterState.DRAFT if matter.drafted else None


def _moment(name: str, state: MatterState) -> Callable[[MatterFacts, datetime], MatterState | None]:
    def rung(matter: MatterFacts, at: datetime) -> MatterState | None:
        return state if _been(getattr(matter, name), at) else None

    return rung


LADDER: tuple[Callable[[MatterFacts, datetime], MatterState | None], ...] = (
    _moment("closed_at", MatterState.DONE),
    _moment("followed_up_at", MatterState.FOLLOWED_UP),
    _in_effect,
    _decided,
    _moment("published_at", MatterState.PUBLISHED),
    _moment("assessed_at", MatterState.ASSESSED),
    _hearing_rung,
    _sent_to_hearing,
    _moment("ready_at", MatterState.READY),
    _drafted,
)


def matter_state(matter: MatterFacts, at: datetime) -> MatterState:
    """Derive how far a matter has come at a moment: the topmost rung its facts reach."""
    for rung in LADDER:
        state = rung(matter, at)
        if state is not None:
            return state
    return MatterState.ANALYSIS
