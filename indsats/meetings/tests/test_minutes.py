from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from indsats.meetings.actions import deciding, holding
from indsats.meetings.actions import minutes as actions
from indsats.meetings.actions.deciding import Verdict
from indsats.meetings.actions.holding import Attendance
from indsats.meetings.models import AgendaItem, Minutes, Presence, Result, VoteChoice
from indsats.meetings.queries.minutes import unchanged
from indsats.meetings.queries.papers import Version, minutes_document
from indsats.meetings.queries.seats import Member
from indsats.meetings.tests import factories as m

pytestmark = pytest.mark.django_db
DUE = timedelta(days=7)


@pytest.fixture
def body():
    return m.make_body()


@pytest.fixture
def by():
    return m.make_secretary()


@pytest.fixture
def agenda(body, by):
    return m.make_agenda(body.unit, by)


@pytest.fixture
def out(agenda, by):
    minutes = m.hold(agenda, by)
    return actions.send_minutes(minutes=minutes, by=by, due=m.NOW.date() + DUE, at=m.NOW)


def approve_all(minutes, body):
    for who in (body.chair, body.member):
        actions.approve_as_attendee(minutes=minutes, by=who)


def out_today(agenda, by, days=7):
    minutes = m.hold(agenda, by)
    actions.send_minutes(minutes=minutes, by=by, due=localdate() + DUE, at=now())
    Minutes.objects.update(comments_due=localdate() + timedelta(days=days))
    return Minutes.objects.get()


def lock(minutes, body, by):
    approve_all(minutes, body)
    minutes = actions.approve_minutes(minutes=minutes, by=by, at=m.NOW)
    return actions.lock_minutes(minutes=minutes, by=by, at=m.NOW)


def test_minutes_go_out_only_when_every_item_is_decided(agenda, by):
    minutes = m.hold(agenda, by, decided=False)
    with pytest.raises(ValidationError):
        actions.send_minutes(minutes=minutes, by=by, due=m.NOW.date() + DUE, at=m.NOW)
    assert Minutes.objects.get().state == "draft"


def test_minutes_are_approved_when_all_who_were_there_have(out, body, by):
    actions.approve_as_attendee(minutes=out, by=body.chair)
    with pytest.raises(ValidationError):
        actions.approve_minutes(minutes=out, by=by, at=m.NOW)
    actions.approve_as_attendee(minutes=out, by=body.member)
    assert actions.approve_minutes(minutes=out, by=by, at=m.NOW).state == "approved"


def test_silence_past_the_last_day_is_consent(out, by):
    late = m.NOW + DUE + timedelta(days=1)
    assert actions.approve_minutes(minutes=out, by=by, at=late).state == "approved"


@pytest.mark.parametrize("who", ["stand_in", "outsider"])
def test_who_was_not_there_neither_comments_nor_approves(out, body, by, who):
    user = body.stand_in if who == "stand_in" else by
    for deed, words in (
        (actions.approve_as_attendee, {}),
        (actions.comment_on_minutes, {"text": "Nej"}),
    ):
        with pytest.raises(ValidationError):
            deed(minutes=out, by=user, **words)


def test_the_substitute_who_came_approves_and_not_the_one_who_stayed_away(agenda, body, by):
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    row = meeting.attendees.get(user=body.member)
    came = Member(0, "member", body.stand_in.pk, body.stand_in.name)
    holding.take_attendance(
        meeting=meeting, by=by, lines=[Attendance(row.pk, Presence.SUBSTITUTE, came)]
    )
    for item in (agenda.open, agenda.closed):
        deciding.decide(
            item=item, by=by, verdict=Verdict(result=Result.NOTED, text="Taget til efterretning")
        )
    minutes = holding.end_meeting(meeting=meeting, by=by, at=meeting.ends_at)
    minutes = actions.send_minutes(minutes=minutes, by=by, due=m.NOW.date() + DUE, at=m.NOW)
    assert actions.approve_as_attendee(minutes=minutes, by=body.stand_in).attendee == row
    with pytest.raises(ValidationError):
        actions.approve_as_attendee(minutes=minutes, by=body.member)


def test_a_comment_is_answered_before_approval_and_undoes_ones_own_approval(out, body, by):
    approve_all(out, body)
    comment = actions.comment_on_minutes(minutes=out, by=body.member, text="Mangler", item=None)
    assert list(out.approvals.values_list("attendee__name", flat=True)) == [body.chair.name]
    actions.approve_as_attendee(minutes=out, by=body.member)
    with pytest.raises(ValidationError):
        actions.approve_minutes(minutes=out, by=by, at=m.NOW)
    actions.answer_comment(comment=comment, by=by, answer="Tilføjet", at=m.NOW)
    assert actions.approve_minutes(minutes=out, by=by, at=m.NOW).state == "approved"


def test_taking_back_drops_the_approvals(out, body, by):
    approve_all(out, body)
    back = actions.take_back_minutes(minutes=out, by=by, reason="Fejl i punkt 1", at=m.NOW)
    assert back.state == "draft"
    assert not back.approvals.exists()


def test_approved_minutes_cannot_be_written_in(out, agenda, body, by):
    lock(out, body, by)
    with pytest.raises(ValidationError):
        deciding.decide(
            item=agenda.open, by=by, verdict=Verdict(result=Result.REJECTED, text="Nej")
        )
    with pytest.raises(ValidationError):
        deciding.write_discussion(item=agenda.open, by=by, text="Nyt")


def test_locked_minutes_show_when_somebody_changed_them_behind_our_back(out, agenda, body, by):
    locked = lock(out, body, by)
    assert unchanged(locked)
    AgendaItem.objects.filter(pk=agenda.open.pk).update(discussion="Omskrevet")
    assert not unchanged(Minutes.objects.get())


def test_only_locked_minutes_get_additions_and_these_are_chained(out, body, by):
    with pytest.raises(ValidationError):
        actions.add_addendum(minutes=out, by=by, text="Rettelse", reason="Tastefejl")
    locked = lock(out, body, by)
    one = actions.add_addendum(minutes=locked, by=by, text="Rettelse", reason="Tastefejl")
    two = actions.add_addendum(minutes=locked, by=by, text="Rettelse", reason="Tastefejl")
    assert (one.number, two.number) == (1, 2)
    assert one.digest != two.digest
    assert unchanged(Minutes.objects.get())


def test_minutes_with_an_amended_decision_wait_for_its_new_preview(agenda, body, by):
    minutes = m.hold(agenda, by)
    amended = Verdict(result=Result.AMENDED, text="Med ændring")
    decision = deciding.decide(item=agenda.open, by=by, verdict=amended)
    minutes = actions.send_minutes(minutes=minutes, by=by, due=m.NOW.date() + DUE, at=m.NOW)
    approve_all(minutes, body)
    with pytest.raises(ValidationError):
        actions.approve_minutes(minutes=minutes, by=by, at=m.NOW)
    deciding.name_preview(decision=decision, by=by, preview_hash="b" * 64)
    assert actions.approve_minutes(minutes=minutes, by=by, at=m.NOW).state == "approved"


def test_the_database_refuses_a_lock_without_a_fingerprint(out):
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=out.pk).update(state="locked")


CHANGES = {
    "decision": lambda item, by: deciding.decide(
        item=item, by=by, verdict=Verdict(result=Result.REJECTED, text="Forkastet")
    ),
    "discussion": lambda item, by: deciding.write_discussion(item=item, by=by, text="Andre ord"),
    "attendance": lambda item, by: holding.take_attendance(meeting=item.meeting, by=by, lines=[]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_has_approved_words_that_were_changed_afterwards(agenda, body, by, change):
    minutes = out_today(agenda, by)
    approve_all(minutes, body)
    CHANGES[change](agenda.open, by)
    assert not minutes.approvals.exists()
    with pytest.raises(ValidationError):
        actions.approve_minutes(minutes=minutes, by=by, at=now())


def test_saving_the_same_discussion_again_leaves_the_approvals(agenda, body, by):
    minutes = out_today(agenda, by)
    approve_all(minutes, body)
    deciding.write_discussion(item=agenda.open, by=by, text=agenda.open.discussion)
    assert minutes.approvals.count() == 2


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_changed_once_silence_counts_as_approval(agenda, by, change):
    out_today(agenda, by, days=-1)
    with pytest.raises(ValidationError) as refused:
        CHANGES[change](agenda.open, by)
    assert "Tag referatet tilbage" in str(refused.value)


def test_the_papers_say_when_minutes_were_approved_and_who_voted_how(agenda, body, by):
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    chair, member = (meeting.attendees.get(user=who) for who in (body.chair, body.member))
    for item in (agenda.open, agenda.closed):
        deciding.decide(
            item=item, by=by, verdict=Verdict(result=Result.ADOPTED, text="Vedtaget."),
            votes={chair.pk: VoteChoice.FOR, member.pk: VoteChoice.AGAINST},
        )  # fmt: skip
    minutes = holding.end_meeting(meeting=meeting, by=by, at=meeting.ends_at)
    minutes = actions.send_minutes(minutes=minutes, by=by, due=m.NOW.date() + DUE, at=m.NOW)
    locked = lock(minutes, body, by)
    written = str(minutes_document(locked, Version(full=False)).blocks)
    line = f"For: 1 ({body.chair.name}). Imod: 1 ({body.member.name}). Hverken for eller imod: 0."
    for words in (line, "godkendt 2. november 2026", locked.digest, "Dagsorden udsendt"):
        assert words in written
    assert written.count(line) == 1
