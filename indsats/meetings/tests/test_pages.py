from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.meetings.actions import deciding, holding
from indsats.meetings.actions import minutes as minutes_actions
from indsats.meetings.models import (
    AgendaItem,
    Decision,
    FollowUp,
    Meeting,
    Minutes,
    Result,
    VoteChoice,
)
from indsats.meetings.templatetags.meeting_states import meeting_state
from indsats.meetings.tests import factories as m
from indsats.organisation.models import Function, UnitState
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db


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
def secretary(client, by):
    client.force_login(by)
    return client


def go(client, name, *args, **data):
    address = reverse(f"meetings:{name}", args=args)
    return client.post(address, data) if data else client.get(address)


def test_a_meeting_from_plan_to_locked_minutes_in_the_pages(client, secretary, body, by):
    day = localdate() + timedelta(days=10)
    planned = {
        "body": body.unit.pk,
        "day": day.isoformat(),
        "starts": "17.00",
        "ends": "19.00",
        "place": "Salen",
    }
    assert go(secretary, "plan", **planned).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.starts_at == m.at(day)
    written = {"title": "Ny sag", "openness": "open", "version": "1", "presentation": "Alt"}
    assert go(secretary, "item-new", meeting.pk, **written).status_code == 302
    item = AgendaItem.objects.get()
    for step in ("publish", "open"):
        assert go(secretary, step, meeting.pk, yes="1").status_code == 302
    rows = meeting.attendees.all()
    there = {f"presence_{row.pk}": row.presence for row in rows}
    assert go(secretary, "attendance", meeting.pk, **there).status_code == 302
    votes = {f"vote_{row.pk}": "for" for row in rows if row.was_there}
    assert go(secretary, "decide", item.pk, result="adopted", text="", **votes).status_code == 302
    decision = Decision.objects.get()
    assert (decision.text, decision.votes_for) == ("Vedtaget.", 2)
    assert go(secretary, "end", meeting.pk, yes="1").status_code == 302
    due = (localdate() + timedelta(days=7)).isoformat()
    assert go(secretary, "minutes-send", meeting.pk, due=due).status_code == 302
    for who in (body.chair, body.member):
        client.force_login(who)
        assert go(client, "minutes", meeting.pk).status_code == 200
        assert go(client, "minutes-sign", meeting.pk, yes="1").status_code == 302
    client.force_login(by)
    for step in ("minutes-approve", "minutes-lock"):
        assert go(client, step, meeting.pk, yes="1").status_code == 302
    assert Minutes.objects.get().state == "locked"
    words = {"text": "Rettelse", "reason": "Tastefejl", "item": item.pk}
    assert go(client, "addendum", meeting.pk, **words).status_code == 302
    assert "Rettelse" in go(client, "minutes", meeting.pk).content.decode()


def test_bad_input_is_answered_in_danish_and_what_was_typed_stays(secretary, agenda):
    words = {"title": "", "openness": "closed", "version": "1", "presentation": "Langt forarbejde"}
    answer = go(secretary, "item-edit", agenda.open.pk, **words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Langt forarbejde" in page
    assert "Skriv, hvorfor punktet er lukket." in page
    agenda.open.refresh_from_db()
    assert agenda.open.title == "Ændret organisering"


def test_two_people_editing_see_both_wordings_and_lose_neither(secretary, agenda):
    first = {**agenda.open.texts, "openness": "open", "version": "1", "economy": "Ti tusind"}
    second = {
        **agenda.open.texts,
        "openness": "open",
        "version": "1",
        "economy": "Tyve tusind",
        "children": "Ingen",
    }
    assert go(secretary, "item-edit", agenda.open.pk, **first).status_code == 302
    answer = go(secretary, "item-edit", agenda.open.pk, **second)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(text in page for text in ("Ti tusind", "Tyve tusind", "Ingen"))
    assert 'name="version" value="2"' in page
    assert (
        go(secretary, "item-edit", agenda.open.pk, **{**second, "version": "2"}).status_code == 302
    )
    agenda.open.refresh_from_db()
    assert (agenda.open.economy, agenda.open.children) == ("Tyve tusind", "Ingen")


def test_an_attachment_is_judged_by_its_content(secretary, agenda):
    fake = m.SimpleUploadedFile("plan.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    answer = go(secretary, "attach", agenda.open.pk, file=fake, title="Plan")
    assert answer.status_code == 422
    assert agenda.open.attachments.count() == 2


def test_an_attachment_is_kept_under_a_name_that_says_nothing(secretary, agenda):
    name = agenda.open.attachments.get(title="Afskedigelser").file.name
    assert "bilag" not in name
    assert "pdf" not in name


@pytest.mark.parametrize("name", ["change", "cancel", "minutes-send", "item-new", "guest"])
def test_every_form_page_opens(secretary, agenda, by, name):
    m.hold(agenda, by)
    assert go(secretary, name, agenda.meeting.pk).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "item",
        "item-edit",
        "item-remove",
        "item-history",
        "attach",
        "decide",
        "dissent",
        "recuse",
        "follow-up-new",
    ],
)
def test_every_page_of_an_item_opens(secretary, agenda, by, name):
    m.hold(agenda, by)
    assert go(secretary, name, agenda.closed.pk).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["list", "plan", "series", "chair", "calendar", "items", "follow-ups"],
)
def test_every_page_of_the_room_opens(secretary, agenda, name):
    assert go(secretary, name).status_code == 200


def test_a_deed_that_is_only_done_by_sending_is_not_done_by_looking(secretary, agenda):
    for name in ("publish", "open", "end", "minutes-sign", "minutes-approve", "minutes-lock"):
        assert go(secretary, name, agenda.meeting.pk).status_code in {302, 404, 405}
    assert agenda.meeting.issues.count() == 1


def test_a_task_is_done_and_opened_again_in_the_pages(secretary, agenda, by):
    unit = f.make_unit("Ungdomsskolen")
    words = {
        "what": "Orientér",
        "responsible": f"unit:{unit.key}",
        "due": (agenda.meeting.day + timedelta(days=3)).isoformat(),
    }
    assert go(secretary, "follow-up-new", agenda.open.pk, **words).status_code == 302
    task = FollowUp.objects.get()
    assert go(secretary, "follow-up-finish", task.pk, note="Gjort").status_code == 302
    assert go(secretary, "follow-up-reopen", task.pk, reason="Nej").status_code == 302
    task.refresh_from_db()
    assert (task.done_on, task.note) == (None, "Gjort\nNej")


def test_minutes_comments_and_answers_in_the_pages(client, agenda, body, by):
    minutes = m.hold(agenda, by)
    due = localdate() + timedelta(days=7)
    minutes_actions.send_minutes(minutes=minutes, by=by, due=due, at=now())
    client.force_login(body.member)
    words = {"text": "Der mangler et ord", "item": agenda.open.pk}
    assert go(client, "minutes-comment", agenda.meeting.pk, **words).status_code == 302
    comment = minutes.comments.get()
    assert go(client, "comment-answer", comment.pk, answer="Nej").status_code == 404
    client.force_login(by)
    assert go(client, "comment-answer", comment.pk, answer="Rettet").status_code == 302
    assert "Rettet" in go(client, "minutes", agenda.meeting.pk).content.decode()


def test_a_past_meeting_that_nobody_opened_says_so(body, by):
    meeting = m.make_meeting(body.unit, by)
    assert "Ikke åbnet" not in meeting_state(meeting)
    meeting.ends_at = now() - timedelta(hours=1)
    assert "Ikke åbnet" in meeting_state(meeting)
    meeting.opened_at = now() - timedelta(hours=2)
    assert "Ikke åbnet" not in meeting_state(meeting)


def crumbs(answer):
    return answer.content.decode().split('class="breadcrumbs', 1)[1].split("</nav>")[0]


@pytest.mark.parametrize(
    ("name", "which"),
    [("attach", "item"), ("item-remove", "item"), ("change", "meeting"), ("cancel", "meeting")],
)
def test_a_form_page_says_which_meeting_it_is_about(secretary, body, agenda, name, which):
    pk = agenda.open.pk if which == "item" else agenda.meeting.pk
    steps = crumbs(go(secretary, name, pk))
    assert reverse("meetings:meeting", args=[agenda.meeting.pk]) in steps
    assert (reverse("meetings:item", args=[agenda.open.pk]) in steps) is (which == "item")


@pytest.mark.parametrize("name", ["plan", "series", "chair"])
def test_a_form_opened_from_a_body_stands_below_it_with_the_body_chosen(secretary, body, name):
    where = reverse(f"meetings:{name}")
    assert f"{where}?organ={body.unit.pk}" in go(secretary, "body", body.unit.pk).content.decode()
    answer = secretary.get(where, {"organ": body.unit.pk})
    assert reverse("meetings:body", args=[body.unit.pk]) in crumbs(answer)
    assert answer.context["form"]["body"].value() == body.unit.pk
    for odd in ("999999", "x"):
        assert secretary.get(where, {"organ": odd}).status_code == 200


@pytest.mark.parametrize("name", ["follow-up-finish", "follow-up-reopen"])
def test_a_form_about_a_task_stands_below_the_task(secretary, agenda, by, name):
    task = m.make_task(agenda, by)
    steps = crumbs(go(secretary, name, task.pk))
    for where, *args in (("list",), ("follow-ups",), ("follow-up", task.pk)):
        assert f'"{reverse(f"meetings:{where}", args=args)}"' in steps


def test_one_who_sees_no_meetings_is_led_to_none_from_a_task(client, agenda, by):
    task = m.make_task(agenda, by)
    leader = f.make_worker(task.unit, name="Leder", function=Function.LEADER)
    client.force_login(leader)
    for name, *args in (
        ("follow-ups",), ("follow-up", task.pk), ("follow-up-finish", task.pk),
    ):  # fmt: skip
        assert f'"{reverse("meetings:list")}"' not in crumbs(go(client, name, *args))


def test_an_answer_to_a_comment_stands_below_the_minutes(secretary, body, agenda, by):
    minutes = m.hold(agenda, by)
    minutes_actions.send_minutes(
        minutes=minutes, by=by, due=localdate() + timedelta(days=3), at=now()
    )
    minutes.refresh_from_db()
    said = minutes_actions.comment_on_minutes(minutes=minutes, by=body.member, text="Nej")
    steps = crumbs(go(secretary, "comment-answer", said.pk))
    assert reverse("meetings:minutes", args=[agenda.meeting.pk]) in steps


def test_a_secretary_notes_that_a_small_body_could_decide(secretary, body, agenda, by):
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    where = reverse("meetings:quorum", args=[meeting.pk])
    holding.take_attendance(
        meeting=meeting, by=by,
        lines=[holding.Attendance(row.pk, "absent") for row in meeting.attendees.all() if row.name],
    )  # fmt: skip
    assert where in go(secretary, "meeting", meeting.pk).content.decode()
    assert go(secretary, "quorum", meeting.pk, quorate="yes", note="").status_code == 422
    note = "Forretningsordenens § 4"
    assert go(secretary, "quorum", meeting.pk, quorate="yes", note=note).status_code == 302
    page = go(secretary, "meeting", meeting.pk).content.decode()
    assert f"beslutningsdygtigt: {note}" in page


def test_an_opinion_entered_by_mistake_is_taken_out_with_a_reason(secretary, body, agenda, by):
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    seat = meeting.attendees.get(user=body.member)
    said = deciding.dissent(item=agenda.open, attendee=seat, by=by, kind="opinion", text="Nej")
    where = reverse("meetings:dissent-remove", args=[said.pk])
    assert where in go(secretary, "item", agenda.open.pk).content.decode()
    assert go(secretary, "dissent-remove", said.pk, reason="Forkert punkt").status_code == 302
    assert not agenda.open.statements.exists()


def test_locked_minutes_offer_no_deed_that_would_be_refused(secretary, body, agenda, by):
    minutes = m.hold(agenda, by)
    page = go(secretary, "item", agenda.open.pk).content.decode()
    hidden = [reverse(f"meetings:{name}", args=[agenda.open.pk]) for name in ("dissent", "decide")]
    secret = agenda.open.attachments.get(is_open=False)
    opens = reverse("meetings:attachment-openness", args=[secret.pk])
    assert all(where in page for where in hidden)
    assert opens not in page
    Minutes.objects.filter(pk=minutes.pk).update(state="approved", approved_at=now())
    page = go(secretary, "item", agenda.open.pk).content.decode()
    assert not any(where in page for where in hidden)
    for name, pk in (("decide", agenda.open.pk), ("attendance", agenda.meeting.pk)):
        assert go(secretary, name, pk).url == reverse("meetings:minutes", args=[agenda.meeting.pk])


def test_the_minutes_name_those_they_wait_for(secretary, body, agenda, by):
    minutes = m.hold(agenda, by)
    minutes_actions.send_minutes(
        minutes=minutes, by=by, due=localdate() + timedelta(days=3), at=now()
    )
    minutes.refresh_from_db()
    minutes_actions.approve_as_attendee(minutes=minutes, by=body.chair)
    page = go(secretary, "minutes", agenda.meeting.pk).content.decode()
    assert f"Mangler: {body.member.name}." in page


def test_a_bodys_page_says_what_it_is_for_and_how_often_it_meets(secretary, body):
    UnitState.objects.filter(unit=body.unit).update(
        mandate="Sammenhæng på tværs af centrene", meeting_interval="hver anden måned"
    )
    page = go(secretary, "body", body.unit.pk).content.decode()
    assert "Sammenhæng på tværs af centrene" in page
    assert "hver anden måned" in page


def test_a_planned_meeting_is_shown_so_that_its_agenda_can_be_written(secretary, body):
    planned = {
        "body": body.unit.pk, "day": (localdate() + timedelta(days=10)).isoformat(),
        "starts": "17.00", "ends": "19.00",
    }  # fmt: skip
    answer = go(secretary, "plan", **planned)
    assert answer.url == reverse("meetings:meeting", args=[Meeting.objects.get().pk])


def test_a_vote_that_was_written_down_stands_open_and_no_result_is_said_twice(
    secretary, body, agenda, by
):
    meeting = holding.open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    seat = meeting.attendees.get(user=body.member)
    verdict = deciding.Verdict(result=Result.ADOPTED, text="Vedtaget.")
    deciding.decide(item=agenda.open, by=by, verdict=verdict)
    assert (
        '<details class="votes" open>'
        not in go(secretary, "decide", agenda.open.pk).content.decode()
    )
    page = go(secretary, "item", agenda.open.pk).content.decode()
    assert "Vedtaget." not in page
    verdict = deciding.Verdict(result=Result.ADOPTED, text="Vedtaget med tak.")
    votes = {seat.pk: VoteChoice.FOR}
    deciding.decide(item=agenda.open, by=by, verdict=verdict, votes=votes)
    assert (
        '<details class="votes" open>' in go(secretary, "decide", agenda.open.pk).content.decode()
    )
    assert "Vedtaget med tak." in go(secretary, "item", agenda.open.pk).content.decode()
