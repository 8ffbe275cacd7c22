import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from indsats.law.calendar import is_holiday
from indsats.meetings.rules.deciding import (
    Choice,
    Result,
    TreatmentRole,
    awaits_preview,
    beyond_mandate,
    decision_preview,
    outcome,
    quorum,
    requires_new_preview,
    settles,
    tally,
)
from indsats.meetings.rules.freeze import digest
from indsats.meetings.rules.meeting import (
    MeetingFacts,
    MeetingState,
    may_decide,
    may_edit_agenda,
    may_move_in_time,
    meeting_state,
)
from indsats.meetings.rules.minutes import (
    TABLE,
    Hindrance,
    MinutesFacts,
    MinutesState,
    Step,
    after,
    editable,
    hindrances,
    may_approve,
    missing_approvals,
)
from indsats.meetings.rules.order import moved
from indsats.meetings.rules.series import LIMIT, every
from indsats.meetings.rules.texts import merge

DAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, MeetingState.PLANNED),
        ({"agenda_published_at": AT}, MeetingState.AGENDA_OUT),
        ({"agenda_published_at": AT, "opened_at": AT}, MeetingState.UNDER_WAY),
        ({"opened_at": AT, "closed_at": AT}, MeetingState.HELD),
        ({"agenda_published_at": AT, "cancelled_at": AT}, MeetingState.CANCELLED),
    ],
)
def test_the_state_of_a_meeting_is_read_off_its_facts(facts, state):
    assert meeting_state(MeetingFacts(**facts)) is state


def test_what_may_be_done_in_which_state():
    assert [s for s in MeetingState if may_move_in_time(s)] == [
        MeetingState.PLANNED,
        MeetingState.AGENDA_OUT,
    ]
    assert [s for s in MeetingState if may_edit_agenda(s)] == [
        MeetingState.PLANNED,
        MeetingState.AGENDA_OUT,
        MeetingState.UNDER_WAY,
    ]
    assert [s for s in MeetingState if may_decide(s)] == [MeetingState.UNDER_WAY, MeetingState.HELD]


def test_only_an_amended_decision_needs_a_new_preview_and_never_the_old_one():
    assert [r for r in Result if requires_new_preview(r)] == [Result.AMENDED]
    assert decision_preview(Result.ADOPTED, "old", "") == "old"
    assert decision_preview(Result.AMENDED, "old", "new") == "new"
    assert decision_preview(Result.AMENDED, "old", "") == ""
    with pytest.raises(ValueError, match="old preview"):
        decision_preview(Result.AMENDED, "old", "old")
    assert awaits_preview(Result.AMENDED, "old", "")
    assert not awaits_preview(Result.AMENDED, "", "")
    assert not awaits_preview(Result.ADOPTED, "old", "")


def test_what_a_treatment_led_to():
    assert outcome(TreatmentRole.SEND_IN_HEARING, Result.SENT_IN_HEARING) == "adopted"
    assert outcome(TreatmentRole.DECISION, Result.SENT_IN_HEARING) == "new_hearing"
    assert outcome(TreatmentRole.DECISION, Result.REFERRED) == "postponed"
    assert outcome(TreatmentRole.DECISION, Result.AMENDED) == "amended"
    assert not settles(Result.POSTPONED)
    assert settles(Result.REJECTED)


def test_votes_are_counted_and_half_the_seats_can_decide():
    assert tally([Choice.FOR, Choice.AGAINST, Choice.FOR, Choice.ABSTAINED]) == (2, 1, 1)
    assert [quorum(seats, present) for seats, present in [(4, 2), (5, 2), (5, 3), (0, 0)]] == [
        True,
        False,
        True,
        False,
    ]


def test_a_steering_group_is_told_when_it_is_asked_to_decide():
    assert beyond_mandate("steering_group", TreatmentRole.DECISION)
    assert not beyond_mandate("steering_group", TreatmentRole.RECOMMENDATION)
    assert not beyond_mandate("committee", TreatmentRole.DECISION)


def test_a_series_skips_july_and_public_holidays():
    series = every(4, date(2026, 4, 6), date(2026, 8, 31))  # 6 April 2026 is Easter Monday
    assert series.days == (date(2026, 5, 4), date(2026, 6, 1), date(2026, 6, 29), date(2026, 8, 24))
    assert series.skipped == (date(2026, 4, 6), date(2026, 7, 27))


@given(st.integers(1, 12), st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 400))
def test_no_day_of_a_series_is_lost_or_free(weeks, first, length):
    last = first + timedelta(days=length)
    series = every(weeks, first, last)
    both = sorted(series.days + series.skipped)
    assert both == [first + timedelta(weeks=weeks * n) for n in range(length // (7 * weeks) + 1)]
    assert not any(day.month == 7 or is_holiday(day) for day in series.days)


def test_a_series_has_its_limits():
    assert len(every(1, DAY, DAY + timedelta(weeks=LIMIT - 1)).days) <= LIMIT
    with pytest.raises(ValueError, match="60"):
        every(1, DAY, DAY + timedelta(weeks=LIMIT))
    with pytest.raises(ValueError, match="one week"):
        every(0, DAY, DAY)
    assert every(4, DAY, DAY - timedelta(days=1)).days == ()


def test_two_people_meet_in_the_same_text_only_where_they_both_changed_it():
    base = {"economy": "10", "law": "§ 1", "title": "Sag"}
    theirs = {"economy": "20", "law": "§ 1", "title": "Sag"}
    apart = merge(base, {"economy": "10", "law": "§ 2", "title": "Sag"}, theirs)
    assert apart.texts == {"economy": "20", "law": "§ 2", "title": "Sag"}
    assert apart.conflicts == []
    clash = merge(base, {"economy": "30", "law": "§ 1", "title": "Sag"}, theirs)
    assert clash.conflicts == ["economy"]
    assert clash.texts["economy"] == "30"
    assert merge(base, {"economy": "20"}, theirs).conflicts == []


TEXTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y", "z"]))


@given(TEXTS, TEXTS, TEXTS)
def test_merging_never_loses_what_one_side_wrote_silently(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for name, text in mine.items():
        if text != base.get(name, ""):
            assert merged.texts.get(name, "") == text
    for name, text in theirs.items():
        if text != base.get(name, ""):
            assert merged.texts[name] == text or name in merged.conflicts


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_an_item_keeps_all_others_in_order(items, data):
    item, place = data.draw(st.sampled_from(items)), data.draw(st.integers(-2, 20))
    order = moved(items, item, place)
    assert sorted(order) == sorted(items)
    assert [each for each in order if each != item] == [each for each in items if each != item]
    assert order.index(item) == min(max(place, 1), len(items)) - 1


def test_an_item_of_another_agenda_cannot_be_moved():
    with pytest.raises(ValueError, match="not on this agenda"):
        moved([1, 2], 3, 1)


def test_the_fingerprint_does_not_depend_on_order_of_keys():
    assert digest({"a": 1, "b": "æ"}) == digest({"b": "æ", "a": 1}) != digest({"a": 1, "b": "e"})


def facts(state=MinutesState.OUT, **known):
    known = {"attended": [1, 2], "approved": [1, 2], "due": DAY, "today": DAY, **known}
    return MinutesFacts(state=state, **known)


@pytest.mark.parametrize(
    ("known", "step", "found"),
    [
        (facts(), Step.APPROVE, []),
        (facts(approved=[1]), Step.APPROVE, [Hindrance.APPROVALS_MISSING]),
        (facts(approved=[], today=DAY + timedelta(days=1)), Step.APPROVE, []),
        (facts(unanswered=1), Step.APPROVE, [Hindrance.COMMENTS_UNANSWERED]),
        (facts(attended=[], approved=[]), Step.APPROVE, [Hindrance.NOBODY_ATTENDED]),
        (facts(MinutesState.DRAFT), Step.SEND, []),
        (facts(MinutesState.DRAFT, held=False), Step.SEND, [Hindrance.NOT_HELD]),
        (facts(MinutesState.DRAFT, undecided=2), Step.SEND, [Hindrance.UNDECIDED]),
        (facts(MinutesState.DRAFT), Step.APPROVE, [Hindrance.WRONG_STATE]),
        (facts(MinutesState.APPROVED), Step.LOCK, []),
        (facts(awaiting_preview=1), Step.APPROVE, [Hindrance.NEEDS_PREVIEW]),
        (facts(MinutesState.LOCKED), Step.LOCK, [Hindrance.WRONG_STATE]),
        (facts(MinutesState.LOCKED), Step.ADD, []),
    ],
)
def test_what_hinders_a_step_of_the_minutes(known, step, found):
    assert hindrances(known, step) == found


def test_only_those_who_were_there_approve_and_silence_counts_after_the_last_day():
    assert may_approve([1, 2], 2)
    assert not may_approve([1, 2], 3)
    assert missing_approvals(facts(approved=[2])) == {1}
    assert missing_approvals(facts(approved=[2], today=DAY + timedelta(days=1))) == set()


class MinutesLife(RuleBasedStateMachine):
    """Whatever is tried, in whatever order: locked is for ever, and the way there is one."""

    def __init__(self):
        super().__init__()
        self.state, self.path = MinutesState.DRAFT, [MinutesState.DRAFT]

    @rule(
        step=st.sampled_from(Step),
        unanswered=st.integers(0, 1),
        approved=st.sets(st.integers(1, 2)),
    )
    def try_step(self, step, unanswered, approved):
        known = facts(self.state, unanswered=unanswered, approved=approved)
        if hindrances(known, step):
            return
        assert step is not Step.APPROVE or (not unanswered and approved == {1, 2})
        self.state = after(self.state, step)
        self.path.append(self.state)

    @precondition(lambda self: self.state is MinutesState.LOCKED)
    @rule(step=st.sampled_from(Step))
    def locked_stays_locked(self, step):
        known = facts(self.state)
        assert hindrances(known, step) or after(self.state, step) is MinutesState.LOCKED

    @invariant()
    def every_step_is_in_the_table(self):
        for before, now in itertools.pairwise(self.path):
            assert now in {to for (source, _), to in TABLE.items() if source is before}

    @invariant()
    def approved_minutes_were_out_first(self):
        if not editable(self.state):
            assert MinutesState.OUT in self.path


TestMinutesLife = MinutesLife.TestCase


def test_no_body_meets_on_the_eves():
    series = every(1, date(2026, 12, 17), date(2027, 1, 7))
    assert series.skipped == (date(2026, 12, 24), date(2026, 12, 31))
