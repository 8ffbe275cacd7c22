"""The way from proposal to effect as one table: from, to, who, and under which guards."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indsats.hearings.rules.guards import Guard, GuardFacts, reasons
from indsats.hearings.rules.states import MatterState as State
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _


class Step(StrEnum):
    """A deed that carries a matter on, or the clock that does."""

    OPEN_MATTER = "open_matter"
    DRAFT = "draft"
    MARK_READY = "mark_ready"
    PUT_ON_AGENDA = "put_on_agenda"
    DECIDE_TO_SEND = "decide_to_send"
    PREPARE = "prepare"
    DISPATCH = "dispatch"
    CLARIFY = "clarify"
    REOPEN = "reopen"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    CLOSE_HEARING = "close_hearing"
    ASSESS = "assess"
    PUBLISH = "publish"
    TREAT = "treat"
    DECIDE = "decide"
    SCHEDULE = "schedule"
    TAKE_EFFECT = "take_effect"
    FOLLOW_UP = "follow_up"
    CLOSE_MATTER = "close_matter"


class Who(StrEnum):
    """Who takes a step."""

    CASE_WORKER = "case_worker"
    HEAD = "head"
    SECRETARY = "secretary"
    BODY = "body"
    AUTHORITY = "authority"
    PERSONNEL = "personnel"
    STEERING_GROUP = "steering_group"
    CLOCK = "clock"


@dataclass(frozen=True)
class Transition:
    """One row of the table; ``number`` is the row's number in the acceptance table."""

    number: str
    step: Step
    sources: frozenset[State]
    target: State
    who: Who
    guards: tuple[Guard, ...] = ()


def _row(
    number: str,
    step: Step,
    ways: tuple[Iterable[State], State],
    who: Who,
    *guards: Guard,
) -> Transition:
    return Transition(number, step, frozenset(ways[0]), ways[1], who, guards)


RUNNING = (State.OPEN, State.ANSWERED)
ENDED_EARLY = (State.REJECTED, State.WITHDRAWN)

TRANSITIONS: tuple[Transition, ...] = (
    _row("1", Step.OPEN_MATTER, ((), State.ANALYSIS), Who.CASE_WORKER, Guard.LEGAL_BASIS),
    _row(
        "2",
        Step.DRAFT,
        ((State.ANALYSIS, State.RETURNED), State.DRAFT),
        Who.CASE_WORKER,
        Guard.ITEMS_CLASSIFIED,
    ),
    _row(
        "3",
        Step.MARK_READY,
        ((State.DRAFT,), State.READY),
        Who.HEAD,
        Guard.ITEMS_CLASSIFIED,
        Guard.PREVIEW_SOUND,
        Guard.ANNEXES_PRESENT,
        Guard.CONSULTATION_PLANNED,
        Guard.COVERAGE_ANSWERED,
    ),
    _row(
        "4",
        Step.PUT_ON_AGENDA,
        ((State.READY,), State.ON_AGENDA),
        Who.SECRETARY,
        Guard.ITEM_OPENNESS,
        Guard.ONE_AUTHORITATIVE,
    ),
    _row("5", Step.DECIDE_TO_SEND, ((State.ON_AGENDA,), State.TO_HEARING), Who.BODY, Guard.QUORUM),
    _row(
        "6",
        Step.PREPARE,
        ((State.TO_HEARING,), State.PREPARED),
        Who.SECRETARY,
        Guard.PARTIES_RESOLVED,
        Guard.LETTER_SOUND,
        Guard.DEADLINE_AHEAD,
    ),
    _row(
        "7",
        Step.DISPATCH,
        ((State.PREPARED,), State.OPEN),
        Who.SECRETARY,
        Guard.PARTIES_RESOLVED,
        Guard.LETTER_SOUND,
        Guard.DEADLINE_AHEAD,
    ),
    _row("7a", Step.CLARIFY, (RUNNING, State.OPEN), Who.SECRETARY, Guard.REASON_GIVEN),
    _row(
        "7b",
        Step.REOPEN,
        ((*RUNNING, State.CLOSED, State.RETURNED), State.OPEN),
        Who.SECRETARY,
        Guard.REASON_GIVEN,
        Guard.PARTIES_RESOLVED,
        Guard.LETTER_SOUND,
        Guard.DEADLINE_AHEAD,
    ),
    _row(
        "7c",
        Step.EXTEND,
        (RUNNING, State.OPEN),
        Who.SECRETARY,
        Guard.REASON_GIVEN,
        Guard.DEADLINE_AHEAD,
    ),
    _row("7d", Step.WITHDRAW, (RUNNING, State.WITHDRAWN), Who.AUTHORITY, Guard.REASON_GIVEN),
    _row("9", Step.CLOSE_HEARING, (RUNNING, State.CLOSED), Who.CLOCK),
    _row(
        "10",
        Step.ASSESS,
        ((State.ANSWERED, State.CLOSED), State.ASSESSED),
        Who.CASE_WORKER,
        Guard.SEGMENTS_WEIGHED,
    ),
    _row(
        "11",
        Step.PUBLISH,
        ((State.ASSESSED,), State.PUBLISHED),
        Who.SECRETARY,
        Guard.PUBLIC_POLICY,
    ),
    _row(
        "12",
        Step.TREAT,
        ((State.PUBLISHED,), State.FINAL_TREATMENT),
        Who.SECRETARY,
        Guard.ITEM_OPENNESS,
        Guard.ONE_AUTHORITATIVE,
    ),
    _row(
        "13",
        Step.DECIDE,
        ((State.FINAL_TREATMENT,), State.ADOPTED),
        Who.BODY,
        Guard.QUORUM,
        Guard.DECISION_NAMES_PREVIEW,
    ),
    _row(
        "14",
        Step.SCHEDULE,
        ((State.ADOPTED,), State.SCHEDULED),
        Who.PERSONNEL,
        Guard.EFFECT_DATES,
        Guard.NOTICES_END,
        Guard.COVERAGE_ANSWERED,
        Guard.DECISION_NAMES_PREVIEW,
    ),
    _row(
        "15",
        Step.TAKE_EFFECT,
        ((State.SCHEDULED, State.PARTLY_IN_EFFECT), State.IN_EFFECT),
        Who.CLOCK,
        Guard.PREFLIGHT,
    ),
    _row(
        "16",
        Step.FOLLOW_UP,
        ((State.IN_EFFECT, State.ADOPTED), State.FOLLOWED_UP),
        Who.STEERING_GROUP,
        Guard.CHANGE_DONE,
        Guard.EVALUATED,
    ),
    _row(
        "16b",
        Step.CLOSE_MATTER,
        ((State.FOLLOWED_UP, *ENDED_EARLY), State.DONE),
        Who.STEERING_GROUP,
        Guard.FOLLOW_UPS_ANSWERED,
        Guard.PARTIES_TOLD,
    ),
)
BY_STEP: dict[Step, Transition] = {row.step: row for row in TRANSITIONS}


def may(step: Step, state: State | None, facts: GuardFacts) -> list[Message]:
    """Give the reasons why a step may not be taken now; an empty list means it may.

    ``state`` is None before the matter exists.
    """
    row = BY_STEP[step]
    if (state is None) != (not row.sources) or (state is not None and state not in row.sources):
        return [message(_("This cannot be done at the stage the matter has reached."))]
    found = [reason for guard in row.guards for reason in reasons(guard, facts)]
    return [reason for number, reason in enumerate(found) if reason not in found[:number]]


def may_mark_ready(state: State, facts: GuardFacts) -> list[Message]:
    """Give the reasons why the proposal is not ready for the committee."""
    return may(Step.MARK_READY, state, facts)


def may_dispatch(state: State, facts: GuardFacts) -> list[Message]:
    """Give the reasons why the letter may not be sent."""
    return may(Step.DISPATCH, state, facts)


def may_extend(state: State, facts: GuardFacts) -> list[Message]:
    """Give the reasons why the deadline may not be extended."""
    return may(Step.EXTEND, state, facts)


def may_assess(state: State, facts: GuardFacts) -> list[Message]:
    """Give the reasons why the memo may not be marked final."""
    return may(Step.ASSESS, state, facts)


def may_schedule(state: State, facts: GuardFacts) -> list[Message]:
    """Give the reasons why the adopted change may not be entered for effect."""
    return may(Step.SCHEDULE, state, facts)


def steps_from(state: State) -> list[Transition]:
    """List the rows that lead on from a state, in the table's order."""
    return [row for row in TRANSITIONS if state in row.sources]
