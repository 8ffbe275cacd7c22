from datetime import UTC, date, datetime, timedelta

import pytest

from indsats.hearings.rules.deadline import (
    Deadline,
    Notice,
    days_left,
    extensions,
    in_force,
    is_open,
    notices_owed,
    reasons_against_extension,
)
from indsats.hearings.rules.guards import GUARDS, Guard, GuardFacts, reasons
from indsats.hearings.rules.states import (
    HearingFacts,
    HearingState,
    MatterFacts,
    MatterState,
    PartyFacts,
    PartyState,
    Result,
    Role,
    TreatmentFacts,
    accepts_replies,
    hearing_state,
    is_late_reply,
    matter_state,
    party_state,
)
from indsats.hearings.rules.transitions import (
    BY_STEP,
    TRANSITIONS,
    Step,
    may,
    may_assess,
    may_dispatch,
    may_mark_ready,
    may_schedule,
    steps_from,
)
from indsats.hearings.rules.words import Message

SENT = datetime(2023, 9, 26, 8, tzinfo=UTC)
FIRST = Deadline(1, date(2023, 10, 30), SENT)
LAST_SECOND = datetime(2023, 10, 30, 22, 59, 59, tzinfo=UTC)
OVER = datetime(2023, 10, 30, 23, tzinfo=UTC)


def at(day, hour=12, month=10):
    return datetime(2023, month, day, hour, tzinfo=UTC)


def test_the_deadline_of_the_letter_is_open_to_the_last_second_across_the_clock_change():
    assert is_open([FIRST], LAST_SECOND)
    assert not is_open([FIRST], OVER)
    assert days_left([FIRST], LAST_SECOND) == 0
    assert days_left([FIRST], OVER) is None
    assert days_left([FIRST], at(29)) == 1


def test_an_extension_holds_from_the_moment_it_was_set_and_the_old_one_is_kept():
    second = Deadline(2, date(2023, 11, 6), at(20), "To bestyrelser mødes først i november.")
    history = [second, FIRST]
    assert in_force(history, at(19)) == FIRST
    assert in_force(history, at(20)) == second
    assert is_open(history, OVER)
    assert extensions(history) == [(FIRST, second)]
    other_round = Deadline(3, date(2023, 12, 6), at(20, month=11), iteration=2)
    assert extensions([*history, other_round]) == [(FIRST, second)]


def test_before_any_deadline_nothing_is_open_or_owed():
    assert in_force([], SENT) is None
    assert days_left([], SENT) is None
    assert not is_open([FIRST], SENT - timedelta(seconds=1))
    assert notices_owed([], ["a"], [], SENT) == []


def test_everybody_not_told_of_the_deadline_in_force_is_owed_a_notice():
    second = Deadline(2, date(2023, 11, 6), at(20))
    told = [("a", 1), ("b", 1), ("b", 2)]
    owed = notices_owed([FIRST, second], ["a", "b", "c"], told, at(21))
    assert owed == [Notice("a", 2), Notice("c", 2)]
    assert notices_owed([FIRST, second], ["a", "b"], told, at(19)) == []


@pytest.mark.parametrize(
    ("day", "reason", "count"),
    [
        (date(2023, 11, 6), "Flere møder", 0),
        (date(2023, 10, 30), "Flere møder", 1),
        (date(2023, 11, 6), "  ", 1),
        (date(2023, 10, 1), "", 3),
    ],
)
def test_an_extension_is_later_ahead_and_explained(day, reason, count):
    assert len(reasons_against_extension([FIRST], day, at(20), reason)) == count


def test_nothing_can_be_extended_before_it_is_set():
    assert len(reasons_against_extension([], date(2023, 11, 6), SENT, "x")) == 1


@pytest.mark.parametrize(
    ("facts", "moment", "state"),
    [
        ({}, SENT, PartyState.NOT_SENT),
        ({"failed_at": SENT}, SENT, PartyState.NOT_REACHED),
        ({"sent_at": SENT}, SENT, PartyState.INVITED),
        ({"sent_at": SENT, "seen_at": at(1)}, at(2), PartyState.SEEN),
        ({"sent_at": SENT, "drafted_at": at(1)}, at(2), PartyState.DRAFT),
        ({"sent_at": SENT, "released_at": at(3)}, at(2), PartyState.INVITED),
        ({"sent_at": SENT, "released_at": at(3)}, at(3), PartyState.RELEASED),
        ({"sent_at": SENT, "submitted_at": LAST_SECOND}, OVER, PartyState.SUBMITTED),
        ({"sent_at": SENT, "submitted_at": OVER}, OVER, PartyState.LATE),
        ({"sent_at": SENT, "no_comments_at": at(9)}, OVER, PartyState.NO_COMMENTS),
        ({"sent_at": SENT, "declined_at": at(9)}, OVER, PartyState.DECLINED),
        ({"sent_at": SENT, "drafted_at": at(9)}, LAST_SECOND, PartyState.DRAFT),
        ({"sent_at": SENT, "drafted_at": at(9)}, OVER, PartyState.SILENT),
    ],
)
def test_a_partys_state_is_read_off_its_moments(facts, moment, state):
    assert party_state(PartyFacts(**facts), [FIRST], moment) == state


def test_a_late_reply_is_timely_once_an_extension_covers_it():
    party = PartyFacts(sent_at=SENT, submitted_at=OVER)
    later = Deadline(2, date(2023, 11, 6), OVER + timedelta(hours=1))
    assert party_state(party, [FIRST, later], OVER) == PartyState.LATE
    assert party_state(party, [FIRST, later], at(1, month=11)) == PartyState.SUBMITTED


def hearing(*parties, **changes):
    facts = {"prepared_at": SENT, "sent_at": SENT, "deadlines": [FIRST], "parties": parties}
    return HearingFacts(**(facts | changes))


def test_silence_of_the_informed_does_not_hold_the_hearing_back():
    heard = PartyFacts(sent_at=SENT, submitted_at=at(9))
    told = PartyFacts(role=Role.INFORMED, sent_at=SENT)
    assert hearing_state(hearing(heard, told), at(10)) == HearingState.ANSWERED
    assert hearing_state(hearing(PartyFacts(sent_at=SENT), told), at(10)) == HearingState.OPEN
    assert hearing_state(hearing(told), at(10)) == HearingState.OPEN


def test_a_hearing_is_open_until_its_day_is_over_even_when_all_have_answered():
    heard = hearing(PartyFacts(sent_at=SENT, submitted_at=at(9)))
    assert hearing_state(HearingFacts(), SENT) == HearingState.DRAFT
    assert hearing_state(hearing(sent_at=None), SENT) == HearingState.PREPARED
    assert accepts_replies(heard, LAST_SECOND)
    assert not accepts_replies(heard, OVER)
    assert is_late_reply(heard, OVER)
    gone = hearing(withdrawn_at=at(9))
    assert hearing_state(gone, at(9)) == HearingState.WITHDRAWN
    assert not accepts_replies(gone, at(9))
    assert not is_late_reply(gone, OVER)


def matter(**changes):
    return MatterFacts(drafted=True, ready_at=SENT, **changes)


def treated(result=None):
    return TreatmentFacts(day=date(2023, 9, 25), result=result)


def test_a_matter_climbs_from_analysis_to_done():
    heard = hearing()
    done = {"sending": treated(Result.ADOPTED), "hearing": heard}
    weighed = done | {"assessed_at": at(1, month=11)}
    public = weighed | {"published_at": at(2, month=11)}
    adopted = public | {"final": treated(Result.AMENDED)}
    entered = adopted | {
        "scheduled_at": at(10, month=11),
        "effect_days": [date(2024, 1, 1), date(2024, 2, 1)],
    }
    eve = datetime(2023, 12, 31, 22, 59, tzinfo=UTC)
    story = [
        (MatterFacts(), SENT, MatterState.ANALYSIS),
        (MatterFacts(drafted=True), SENT, MatterState.DRAFT),
        (matter(), SENT, MatterState.READY),
        (matter(sending=treated()), SENT, MatterState.ON_AGENDA),
        (matter(sending=treated(Result.POSTPONED)), SENT, MatterState.ON_AGENDA),
        (matter(sending=treated(Result.RETURNED)), SENT, MatterState.RETURNED),
        (matter(sending=treated(Result.REJECTED)), SENT, MatterState.REJECTED),
        (matter(sending=treated(Result.ADOPTED)), SENT, MatterState.TO_HEARING),
        (matter(**done), SENT - timedelta(seconds=1), MatterState.TO_HEARING),
        (matter(**done), SENT, MatterState.OPEN),
        (matter(**done), OVER, MatterState.CLOSED),
        (matter(**weighed), at(1, month=11), MatterState.ASSESSED),
        (matter(**public), at(3, month=11), MatterState.PUBLISHED),
        (matter(**public, final=treated()), at(3, month=11), MatterState.FINAL_TREATMENT),
        (
            matter(**public, final=treated(Result.NEW_HEARING)),
            at(3, month=11),
            MatterState.RETURNED,
        ),
        (matter(**adopted), at(9, month=11), MatterState.ADOPTED),
        (matter(**entered), at(10, month=11), MatterState.SCHEDULED),
        (matter(**entered), eve, MatterState.SCHEDULED),
        (matter(**entered), eve + timedelta(minutes=1), MatterState.PARTLY_IN_EFFECT),
        (matter(**entered), datetime(2024, 2, 1, tzinfo=UTC), MatterState.IN_EFFECT),
        (matter(**entered, followed_up_at=SENT), SENT, MatterState.FOLLOWED_UP),
        (matter(**entered, closed_at=SENT), SENT, MatterState.DONE),
    ]
    assert [matter_state(facts, moment) for facts, moment, _ in story] == [s for *_, s in story]


def sound():
    return GuardFacts(
        legal_basis="Kommunens styrelseslov", items=5, parties=5, deadline=date(2023, 10, 30),
        today=date(2023, 9, 26), preview_hash="abc", hash_in_minutes="abc", quorate=True,
        item_open=True, publication_policy="with_memo", authoritative_treatments=1,
        reason="Fordi", evaluation="Det virker.", evaluation_on=date(2023, 9, 1),
    )  # fmt: skip


def test_a_sound_matter_may_take_every_step_from_its_own_state_and_no_other():
    for row in TRANSITIONS:
        for state in MatterState:
            found = may(row.step, state, sound())
            assert (found == []) == (state in row.sources), (row.step, state, found)
    assert may(Step.OPEN_MATTER, None, sound()) == []
    assert may(Step.DISPATCH, None, sound()) != []


def test_every_state_is_reached_and_every_guard_is_used():
    reached = {row.target for row in TRANSITIONS}
    derived = {
        MatterState.REJECTED, MatterState.RETURNED, MatterState.ANSWERED,
        MatterState.PARTLY_IN_EFFECT,
    }  # fmt: skip
    assert set(MatterState) - reached == derived
    assert {guard for row in TRANSITIONS for guard in row.guards} == set(Guard)
    assert set(GUARDS) == set(Guard)
    assert len(BY_STEP) == len(TRANSITIONS)
    assert [row.number for row in steps_from(MatterState.DRAFT)] == ["3"]


def test_an_empty_matter_is_stopped_by_each_guard_that_asks_for_something():
    silent = {guard for guard in Guard if not reasons(guard, GuardFacts())}
    assert silent == {
        Guard.PREVIEW_SOUND, Guard.ANNEXES_PRESENT, Guard.COVERAGE_ANSWERED, Guard.LETTER_SOUND,
        Guard.SEGMENTS_WEIGHED, Guard.EFFECT_DATES, Guard.NOTICES_END, Guard.PREFLIGHT,
        Guard.FOLLOW_UPS_ANSWERED, Guard.PARTIES_TOLD, Guard.CHANGE_DONE,
    }  # fmt: skip


def test_what_is_missing_is_named():
    blocker = Message("The reply address is missing.")
    facts = GuardFacts(
        items=1, unclassified_items=["1a"], preview_errors=["cycle"], annexes_missing=["Bilag 1"],
        parties=2, parties_without_members=["Politiet"], coverage_unanswered=["HovedMED"],
        item_open=False, letter_blockers=[blocker], deadline=date(2023, 9, 26),
        today=date(2023, 9, 26), memo_gaps=[blocker, blocker], authoritative_treatments=2,
        operations_without_date=["3"], notices_after_effect=["E1"], preflight_errors=["gap"],
        follow_ups_open=2, evaluation_on=date(2024, 1, 1), change_waits=True,
        parties_untold=["Politiet"],
    )  # fmt: skip
    assert [str(m) for m in may_mark_ready(MatterState.DRAFT, facts)] == [
        "Say what kind of change each item is. Missing: 1a.",
        "The preview of the change shows errors: cycle.",
        "Attach the annexes that are missing: Bilag 1.",
        "Include these bodies, or write why they are left out: HovedMED.",
    ]
    assert [str(m) for m in may_dispatch(MatterState.PREPARED, facts)] == [
        "These parties have nobody to write to: Politiet.",
        "The reply address is missing.",
        "The deadline 2023-09-26 leaves no time to reply. Choose a later day.",
    ]
    assert may_assess(MatterState.CLOSED, facts) == [blocker]
    assert len(may_schedule(MatterState.ADOPTED, facts)) == 4
    assert [str(m) for m in may(Step.FOLLOW_UP, MatterState.ADOPTED, facts)] == [
        "The change has not taken effect yet.",
        "The matter is evaluated on 2024-01-01 and cannot be closed before.",
    ]
    assert [str(m) for m in may(Step.CLOSE_MATTER, MatterState.REJECTED, facts)] == [
        "Follow-up points without an answer: 2.",
        "These parties have not been told the outcome: Politiet.",
    ]
    assert str(reasons(Guard.ITEM_OPENNESS, facts)[0]) == "Write why the item is closed."
