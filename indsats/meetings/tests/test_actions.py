from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.meetings.actions import agenda as agenda_actions
from indsats.meetings.actions import deciding, following, holding, planning, treating
from indsats.meetings.actions.agenda import ItemDraft, Openness
from indsats.meetings.actions.deciding import Alone, Verdict
from indsats.meetings.actions.holding import Attendance
from indsats.meetings.actions.refusals import Conflict
from indsats.meetings.models import (
    AgendaItem,
    Decision,
    FollowUp,
    Ground,
    Meeting,
    Presence,
    Result,
    StatementKind,
    Treatment,
    TreatmentRole,
    VoteChoice,
)
from indsats.meetings.queries.agenda import changed_since_sent
from indsats.meetings.queries.outcomes import authoritative, outcomes, undecided_questions
from indsats.meetings.queries.seats import Member
from indsats.meetings.rules.meeting import MeetingState
from indsats.meetings.tests import factories as m
from indsats.organisation.models import SeatRole, SeatState, UnitKind
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
ADOPTED = Verdict(result=Result.ADOPTED, text="Tiltrådt")


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
def held(agenda, by):
    holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    agenda.meeting.refresh_from_db()
    for item in (agenda.open, agenda.closed):
        item.refresh_from_db()
    return agenda


def seats(meeting):
    return {row.name: row for row in meeting.attendees.all()}


def test_a_series_keeps_the_danish_hour_across_both_clock_changes(body, by):
    clock = planning.Clock(time(17), time(19), "Byrådssalen")
    made, series = planning.plan_series(
        by=by,
        body=body.unit,
        clock=clock,
        weeks=4,
        span=(date(2026, 3, 9), date(2026, 11, 30)),
    )
    hours = {meeting.day: meeting.starts_at.astimezone(UTC).hour for meeting in made}
    assert hours[date(2026, 3, 9)] == 16
    assert hours[date(2026, 5, 4)] == 15
    assert hours[date(2026, 11, 16)] == 16
    assert series.skipped == (date(2026, 4, 6), date(2026, 7, 27))
    assert len({meeting.series for meeting in made}) == 1
    assert len({meeting.uid for meeting in made}) == len(made)


def test_a_meeting_is_not_planned_for_what_is_no_body_that_day(by):
    unit = f.make_unit("Gadeplan")
    ended = f.make_unit("Nedlagt udvalg", kind=UnitKind.COMMITTEE, until=date(2026, 1, 1))
    for wrong in (unit, ended):
        with pytest.raises(ValidationError) as error:
            m.make_meeting(wrong, by, date(2026, 6, 1))
        assert list(error.value.message_dict) == ["body"]
    assert not Meeting.objects.exists()


def test_moving_and_cancelling_a_meeting_raises_its_sequence(body, by):
    meeting = m.make_meeting(body.unit, by)
    uid = meeting.uid
    later = m.slot(meeting.day + timedelta(days=1))
    meeting = planning.change_meeting(meeting=meeting, by=by, slot=later, reason="Optaget sal")
    assert (meeting.sequence, meeting.day, meeting.uid) == (1, later.starts_at.date(), uid)
    meeting = planning.change_meeting(meeting=meeting, by=by, slot=later)
    assert meeting.sequence == 1
    with pytest.raises(ValidationError):
        planning.cancel_meeting(meeting=meeting, by=by, reason=" ", at=m.NOW)
    meeting = planning.cancel_meeting(meeting=meeting, by=by, reason="Ingen sager", at=m.NOW)
    assert (meeting.sequence, meeting.state) == (2, MeetingState.CANCELLED)
    with pytest.raises(ValidationError):
        agenda_actions.add_item(meeting=meeting, by=by, draft=ItemDraft(title="For sent"))


def test_items_are_ordered_and_close_their_gaps(body, by):
    meeting = m.make_meeting(body.unit, by)
    items = [
        agenda_actions.add_item(meeting=meeting, by=by, draft=ItemDraft(title=title))
        for title in ("A", "B", "C")
    ]
    agenda_actions.move_item(item=items[2], by=by, place=1)
    order = AgendaItem.objects.filter(meeting=meeting).values_list("number", "title")
    assert list(order) == [(1, "C"), (2, "A"), (3, "B")]
    agenda_actions.remove_item(item=items[0], by=by, reason="", at=m.NOW)
    assert list(order.all()) == [(1, "C"), (2, "B")]


def test_an_item_sent_out_stays_behind_as_taken_off(agenda, by):
    with pytest.raises(ValidationError):
        agenda_actions.remove_item(item=agenda.open, by=by, reason="", at=m.NOW)
    agenda_actions.remove_item(item=agenda.open, by=by, reason="Ikke klar", at=m.NOW)
    agenda.open.refresh_from_db()
    assert agenda.open.withdrawn_reason == "Ikke klar"
    assert changed_since_sent(agenda.meeting)


def test_a_closed_item_says_why(body, by):
    meeting = m.make_meeting(body.unit, by)
    with pytest.raises(ValidationError) as error:
        agenda_actions.add_item(meeting=meeting, by=by, draft=m.closed_draft(closed_reason=" "))
    assert list(error.value.message_dict) == ["closed_reason"]
    item = agenda_actions.add_item(meeting=meeting, by=by, draft=m.closed_draft())
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(closed_reason="")


def test_two_people_write_in_different_fields_and_both_stand(agenda, by):
    item = agenda.open
    one, two = item.version, item.version
    agenda_actions.edit_item(
        item=item, by=by, texts={**item.texts, "economy": "Ingen"}, version=one
    )
    saved = agenda_actions.edit_item(
        item=item,
        by=by,
        texts={**item.texts, "legal_basis": "§ 18"},
        version=two,
    )
    assert (saved.economy, saved.legal_basis, saved.version) == ("Ingen", "§ 18", 3)


def test_two_people_write_in_the_same_field_and_nothing_is_lost(agenda, by):
    item = agenda.open
    agenda_actions.edit_item(item=item, by=by, texts={"economy": "10.000"}, version=1)
    with pytest.raises(Conflict) as error:
        agenda_actions.edit_item(
            item=item,
            by=by,
            texts={"economy": "20.000", "children": "Ingen"},
            version=1,
        )
    assert error.value.fields == ["economy"]
    assert error.value.saved["economy"] == "10.000"
    item.refresh_from_db()
    assert (item.economy, item.children) == ("10.000", "")
    saved = agenda_actions.edit_item(
        item=item,
        by=by,
        texts={"economy": "20.000", "children": "Ingen"},
        version=error.value.version,
    )
    assert (saved.economy, saved.children) == ("20.000", "Ingen")
    assert [row.texts["economy"] for row in saved.revisions.all()] == ["", "10.000", "20.000"]


def test_publishing_freezes_the_agenda_and_notices_later_changes(agenda, by):
    issue = agenda.meeting.issues.get()
    assert issue.digest == agenda.meeting.agenda_hash
    assert [item["title"] for item in issue.content["items"]] == [
        agenda.open.title,
        agenda.closed.title,
    ]
    assert not changed_since_sent(agenda.meeting)
    agenda_actions.edit_item(item=agenda.open, by=by, texts={"economy": "Ny"}, version=1)
    assert changed_since_sent(agenda.meeting)
    again = agenda_actions.publish_agenda(meeting=agenda.meeting, by=by, at=m.NOW)
    assert again.number == 2
    agenda.meeting.refresh_from_db()
    assert not changed_since_sent(agenda.meeting)


def test_an_empty_agenda_is_not_sent(body, by):
    with pytest.raises(ValidationError):
        agenda_actions.publish_agenda(meeting=m.make_meeting(body.unit, by), by=by, at=m.NOW)


def test_seats_are_frozen_as_they_are_held_on_the_day_of_the_meeting(body, by):
    new = f.make_user("Ny")
    meeting = m.make_meeting(body.unit, by)
    state = SeatState.objects.get(seat=body.seat)
    state.valid_to = meeting.day
    state.save()
    SeatState.objects.create(
        seat=body.seat,
        body=body.unit,
        role="member",
        holder_user=new,
        valid_from=meeting.day,
    )
    holding.open_meeting(meeting=meeting, by=by, at=meeting.starts_at)
    state.delete()
    found = sorted(meeting.attendees.values_list("role", "name", "presence"))
    assert found == [
        ("chair", body.chair.name, "present"),
        ("member", "", "vacant"),
        ("member", new.name, "present"),
    ]
    meeting.refresh_from_db()
    assert meeting.quorate is True


def test_a_substitute_sits_in_the_seat_and_votes(held, body, by):
    row = seats(held.meeting)[body.member.name]
    came = Member(0, "member", body.stand_in.pk, body.stand_in.name)
    line = Attendance(row.pk, Presence.SUBSTITUTE, came)
    holding.take_attendance(meeting=held.meeting, by=by, lines=[line])
    row.refresh_from_db()
    assert (row.acting_name, row.acting_user) == (body.stand_in.name, body.stand_in.pk)
    decision = deciding.decide(
        item=held.open, by=by, verdict=ADOPTED, votes={row.pk: VoteChoice.FOR}
    )
    assert (decision.votes_for, decision.votes_against, decision.abstained) == (1, 0, 0)
    with pytest.raises(ValidationError):
        holding.take_attendance(
            meeting=held.meeting, by=by, lines=[Attendance(row.pk, Presence.ABSENT)]
        )


def test_who_was_absent_vacant_or_recused_cannot_vote(held, body, by):
    rows = seats(held.meeting)
    holding.recuse(item=held.open, attendee=rows[body.member.name], by=by, reason="Ægtefælle")
    line = Attendance(rows[body.chair.name].pk, Presence.ABSENT)
    holding.take_attendance(meeting=held.meeting, by=by, lines=[line])
    for row in rows.values():
        with pytest.raises(ValidationError) as error:
            deciding.decide(item=held.open, by=by, verdict=ADOPTED, votes={row.pk: VoteChoice.FOR})
        assert list(error.value.message_dict) == ["votes"]
    assert not Decision.objects.exists()
    held.meeting.refresh_from_db()
    assert held.meeting.quorate is False


def test_a_decision_written_anew_leaves_exactly_one_in_force(held, by):
    deciding.decide(item=held.open, by=by, verdict=ADOPTED)
    deciding.decide(item=held.open, by=by, verdict=Verdict(result=Result.POSTPONED, text="Udsat"))
    rows = Decision.objects.filter(item=held.open).values_list("result", "authoritative")
    assert list(rows) == [("adopted", False), ("postponed", True)]


def test_the_database_refuses_a_second_authoritative_decision(held, by):
    deciding.decide(item=held.open, by=by, verdict=ADOPTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            item=held.open,
            result="rejected",
            text="Nej",
            decided_on=held.meeting.day,
            entered_by=by,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.bulk_create(
            [
                Decision(
                    item=held.closed,
                    result="adopted",
                    text="Ja",
                    decided_on=held.meeting.day,
                    entered_by=by,
                )
                for _ in range(2)
            ]
        )
    assert Decision.objects.count() == 1


def test_an_amended_decision_names_a_new_preview_or_none_yet(held, by):
    amended = {"result": Result.AMENDED, "text": "Tiltrådt med ændring"}
    with pytest.raises(ValidationError) as error:
        deciding.decide(item=held.open, by=by, verdict=Verdict(**amended, preview_hash="a" * 64))
    assert list(error.value.message_dict) == ["preview_hash"]
    decision = deciding.decide(item=held.open, by=by, verdict=Verdict(**amended))
    assert decision.awaits_preview
    decision = deciding.name_preview(decision=decision, by=by, preview_hash="b" * 64)
    assert not Decision.objects.get(pk=decision.pk).awaits_preview
    adopted = deciding.decide(item=held.open, by=by, verdict=ADOPTED)
    assert adopted.preview_hash == "a" * 64


def test_nothing_is_decided_before_the_meeting_is_open(agenda, by):
    with pytest.raises(ValidationError):
        deciding.decide(item=agenda.open, by=by, verdict=ADOPTED)


def test_a_differing_opinion_comes_from_somebody_who_was_there(held, body, by):
    rows = seats(held.meeting)
    said = {"item": held.open, "by": by, "kind": StatementKind.MINORITY, "text": "Vi er imod."}
    deciding.dissent(attendee=rows[body.member.name], **said)
    with pytest.raises(ValidationError):
        deciding.dissent(attendee=rows[""], **said)
    assert [row.attendee.name for row in held.open.statements.all()] == [body.member.name]


def alone(**fields):
    return Alone(
        **{
            "title": "Hegn",
            "text": "Hegnet sættes op.",
            "ground": Ground.CANNOT_WAIT,
            "reason": "Fare for børn",
            "decided_on": date(2026, 6, 1),
            **fields,
        }
    )


def test_what_the_chair_decided_alone_is_shown_at_the_next_meeting_only(body, by):
    other = m.make_body("Andet udvalg")
    row = deciding.decide_as_chair(body=body.unit, by=by, alone=alone())
    assert row.chair_name == body.chair.name
    foreign, first = m.make_agenda(other.unit, by), m.make_agenda(body.unit, by)
    second = m.make_agenda(body.unit, by)
    assert list(foreign.meeting.chair_decisions.all()) == []
    assert list(first.meeting.chair_decisions.all()) == [row]
    assert list(second.meeting.chair_decisions.all()) == []
    with pytest.raises(ValidationError):
        deciding.decide_as_chair(body=body.unit, by=by, alone=alone(reason=""))


def turns(*bodies, deciding_one=0):
    return [
        treating.Turn(
            body.unit,
            TreatmentRole.DECISION if n == deciding_one else TreatmentRole.RECOMMENDATION,
            authoritative=n == deciding_one,
        )
        for n, body in enumerate(bodies)
    ]


def test_exactly_one_body_decides_a_question(body, by):
    council = m.make_body("Byrådet")
    plan = {"matter_key": "sag-1", "question": "final", "by": by}
    for wrong in (
        [treating.Turn(body.unit, TreatmentRole.RECOMMENDATION)],
        [
            treating.Turn(b.unit, TreatmentRole.DECISION, authoritative=True)
            for b in (body, council)
        ],
        [treating.Turn(body.unit, TreatmentRole.INFORMATION, authoritative=True)],
    ):
        with pytest.raises(ValidationError):
            treating.plan_treatments(turns=wrong, **plan)
    treating.plan_treatments(turns=turns(body, council, deciding_one=1), **plan)
    assert [(t.order, t.body_id, t.authoritative) for t in Treatment.objects.all()] == [
        (1, body.unit.pk, False),
        (2, council.unit.pk, True),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Treatment.objects.create(
            matter_key="sag-1",
            question="final",
            order=3,
            body=body.unit,
            role="decision",
            authoritative=True,
        )
    assert undecided_questions("sag-1") == []


def test_a_matter_finds_its_decision_by_key(held, body, by):
    [treatment] = treating.plan_treatments(
        matter_key="sag-1",
        question="send",
        turns=[treating.Turn(body.unit, TreatmentRole.SEND_IN_HEARING, authoritative=True)],
        by=by,
    )
    assert authoritative("sag-1", "send").result == ""
    treating.place_treatment(treatment=treatment, item=held.open, by=by)
    deciding.decide(
        item=held.open, by=by, verdict=Verdict(result=Result.SENT_IN_HEARING, text="Sendes")
    )
    found = authoritative("sag-1", "send")
    assert (found.result, found.decided_on, found.preview_hash) == (
        "adopted",
        held.meeting.day,
        "a" * 64,
    )
    assert not found.final
    assert outcomes("sag-2") == []
    assert authoritative("sag-1", "final") is None


def test_a_treatment_is_placed_only_in_its_own_body_and_matter(agenda, body, by):
    other = m.make_agenda(m.make_body("Byrådet").unit, by)
    [treatment] = treating.plan_treatments(
        matter_key="sag-1", question="final", turns=turns(body), by=by
    )
    for item in (other.open, agenda.closed):
        with pytest.raises(ValidationError):
            treating.place_treatment(treatment=treatment, item=item, by=by)
    item = treating.put_on_agenda(
        treatment=treatment,
        meeting=agenda.meeting,
        by=by,
        draft=ItemDraft(title="Sag", matter_key="sag-1"),
    )
    treatment.refresh_from_db()
    assert treatment.item == item


def test_turns_already_on_an_agenda_are_kept_when_the_order_is_set_anew(agenda, body, by):
    council = m.make_body("Byrådet")
    plan = {"matter_key": "sag-1", "question": "final", "by": by}
    first, _second = treating.plan_treatments(turns=turns(body, council, deciding_one=1), **plan)
    treating.place_treatment(treatment=first, item=agenda.open, by=by)
    treating.plan_treatments(turns=turns(council), **plan)
    rows = Treatment.objects.values_list("order", "body", "authoritative")
    assert list(rows) == [(1, body.unit.pk, False), (2, council.unit.pk, True)]


def test_follow_up_belongs_to_a_unit_or_a_post_and_can_be_opened_again(held, by):
    unit = f.make_unit("Ungdomsskolen")
    due = held.meeting.day + timedelta(days=30)
    task = following.add_follow_up(
        item=held.open, by=by, what="Orientér skolerne", due=due, responsible=unit
    )
    task = following.finish_follow_up(task=task, by=by, day=due, note="Sendt")
    with pytest.raises(ValidationError):
        following.finish_follow_up(task=task, by=by, day=due)
    task = following.reopen_follow_up(task=task, by=by, reason="En skole mangler")
    assert (task.done_on, task.note) == (None, "Sendt\nEn skole mangler")
    with pytest.raises(ValidationError):
        following.add_follow_up(
            item=held.open,
            by=by,
            what="Før",
            due=held.meeting.day - timedelta(days=1),
            responsible=unit,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=task.pk).update(post=f.make_post(unit))


def test_every_deed_left_its_line_and_the_chain_holds(held, by):
    deciding.decide(item=held.open, by=by, verdict=ADOPTED)
    acts = Entry.objects.filter(actor=by.username).values_list("act", flat=True)
    assert {"created", "sent", "changed", "decided"} <= set(acts)
    assert verify() == []


def test_a_refused_deed_leaves_neither_row_nor_line(held, by):
    before = Entry.objects.count()
    with pytest.raises(ValidationError):
        deciding.decide(item=held.open, by=by, verdict=Verdict(result=Result.ADOPTED, text="  "))
    assert Entry.objects.count() == before
    assert not Decision.objects.exists()


def test_the_moment_is_kept_in_utc(body, by):
    meeting = m.make_meeting(body.unit, by, date(2026, 10, 25))  # the clocks go back this day
    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2026, 10, 25, 16, tzinfo=UTC)
    assert meeting.day == date(2026, 10, 25)


def test_openness_can_be_changed_with_a_reason(agenda, by):
    texts = {"title": agenda.open.title}
    with pytest.raises(ValidationError):
        agenda_actions.edit_item(
            item=agenda.open,
            by=by,
            texts=texts,
            version=1,
            openness=Openness(is_open=False, reason=""),
        )
    item = agenda_actions.edit_item(
        item=agenda.open,
        by=by,
        texts=texts,
        version=1,
        openness=Openness(is_open=False, reason="Personsag"),
    )
    assert (item.is_open, item.closed_reason) == (False, "Personsag")


def test_the_bodys_secretary_counts_for_no_quorum_and_has_no_vote(body, by):
    writer = f.make_user("Referent")
    f.seat(body.unit, user=writer, role=SeatRole.SECRETARY)
    agenda = m.make_agenda(body.unit, by)
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    seats = {row.user_id: row for row in meeting.attendees.all()}
    away = [holding.Attendance(seats[body.member.pk].pk, Presence.ABSENT)]
    holding.take_attendance(meeting=meeting, by=by, lines=away)
    meeting.refresh_from_db()
    assert meeting.quorate is False  # the chair of three seats; the secretary's is not one
    seat = seats[writer.pk]
    verdict = deciding.Verdict(result=Result.ADOPTED, text="Vedtaget")
    with pytest.raises(ValidationError):
        deciding.decide(item=agenda.open, by=by, verdict=verdict, votes={seat.pk: "for"})
    with pytest.raises(ValidationError):
        deciding.dissent(item=agenda.open, attendee=seat, by=by, kind="opinion", text="Nej")
