"""Incidents: our own people first, a timeline that only grows, threats against staff apart."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Act, Entry
from indsats.field.actions import incident as actions
from indsats.field.actions import staff_event
from indsats.field.actions.consequences import after
from indsats.field.models import Incident, IncidentEntry, StaffEvent
from indsats.field.queries.incident import picture
from indsats.field.queries.todo_incidents import waiting_incidents, waiting_staff_events
from indsats.field.tests.factories import make_team, make_tour
from indsats.law.work import report_by
from indsats.organisation.access import Permission
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org
from tests.test_access_matrix import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


def reported(team, **told):
    told = {"kind": "fight", "title": "Slagsmål ved stationen", "happened_at": now(), **told}
    return actions.report(by=team.worker, unit=team.unit, **told)


def add(team, row, kind, text, **told):
    told = {"happened_at": now(), **told}
    return actions.add_line(by=team.worker, incident=row, kind=kind, text=text, **told)


def test_everyone_who_is_out_is_on_the_list_and_nobody_who_is_home(team):
    make_tour(team)
    home = org.make_worker(team.unit, name="Hjemme")
    make_tour(team, members=[home], ended_at=now() + timedelta(days=1))
    elsewhere = make_team("Nabo")
    make_tour(elsewhere)
    row = reported(team)
    assert {each.user for each in row.staff.all()} == {team.worker, team.mate}
    assert {each.status for each in row.staff.all()} == {"unknown"}


def test_those_who_go_out_later_are_added_once(team):
    row = reported(team)
    assert row.staff.count() == 0
    make_tour(team)
    assert actions.call_the_roll(by=team.worker, incident=row) == 2
    assert actions.call_the_roll(by=team.worker, incident=row) == 0


def test_it_is_not_closed_while_somebody_is_not_known_to_be_safe(team):
    make_tour(team)
    row = reported(team)
    actions.note_safety(by=team.coordinator, incident=row, user=team.worker, status="safe")
    with pytest.raises(ValidationError, match="1 af vores egne"):
        actions.close(by=team.coordinator, incident=row, review="Ro igen")
    actions.note_safety(by=team.coordinator, incident=row, user=team.mate, status="going_home")
    actions.close(by=team.coordinator, incident=row, review="Ro igen")
    with pytest.raises(ValidationError, match="lukket"):
        add(team, row, "known", "Endnu et slagsmål")


def test_a_line_is_corrected_by_another_and_both_stand(team):
    row = reported(team)
    question = add(team, row, "unknown", "Hvor mange var med?")
    answer = add(team, row, "known", "Seks", corrects=question)
    shown = picture(row)
    assert [line.text for line in shown.lines] == ["Hvor mange var med?", "Seks"]
    assert shown.open_questions == []
    assert shown.known == [answer]


def test_a_line_of_another_incident_cannot_be_corrected_here(team):
    other = add(team, reported(team), "known", "Der")
    with pytest.raises(ValidationError):
        add(team, reported(team), "known", "Her", corrects=other)


def test_what_lies_in_the_future_is_refused_and_nothing_is_written(team):
    with pytest.raises(ValidationError):
        reported(team, happened_at=now() + timedelta(hours=1))
    assert not Incident.objects.exists()


def test_bad_input_keeps_what_was_typed(client, team):
    row = reported(team)
    client.force_login(team.worker, backend=BACKEND)
    answer = client.post(
        reverse("incidents:line", args=[row.pk]),
        {"kind": "decision", "text": "Æblehaven lukkes i aften", "happened_at": "i går"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Æblehaven lukkes i aften" in page
    assert "Skriv dag og klokkeslæt" in page
    assert not IncidentEntry.objects.exists()


def test_the_page_the_list_and_the_paper_show_it(client, team):
    make_tour(team)
    row = reported(team)
    add(team, row, "communication", "Skolen er ringet op", told_whom="Vibeholmskolen")
    client.force_login(team.coordinator, backend=BACKEND)
    page = client.get(reverse("incidents:incident", args=[row.pk])).content.decode()
    assert "Vibeholmskolen" in page
    assert "Ikke fået fat på" in page
    assert "Slagsmål ved stationen" in client.get(reverse("incidents:list")).content.decode()
    paper = client.get(reverse("incidents:paper", args=[row.pk]))
    assert paper.content.startswith(b"%PDF")
    assert Entry.objects.filter(act=Act.EXPORTED, subject__startswith="field.incident:").exists()


def test_one_press_notes_that_somebody_is_safe(client, team):
    make_tour(team)
    row = reported(team)
    client.force_login(team.coordinator, backend=BACKEND)
    address = reverse("incidents:safety", args=[row.pk, team.mate.pk])
    client.post(address, {"status": "safe"})
    client.post(address, {"status": "scored"})
    assert row.staff.get(user=team.mate).status == "safe"


def threatened(who, **told):
    told = {"kind": "threat", "happened_at": now(), "what": "Han råbte efter mig.", **told}
    return staff_event.report(by=who, **told)


def test_the_last_day_to_report_is_two_weeks_after_the_first_of_absence(team):
    assert report_by(date(2026, 12, 24)) == date(2027, 1, 7)
    event = threatened(team.worker, absent_from=date(2026, 10, 1))
    assert event.report_by == date(2026, 10, 15)


def seen_by(user):
    rows = StaffEvent.objects.open_to(user, Permission.STAFF_EVENT_SEE, localdate())
    return list(rows)


def test_only_the_exposed_the_leader_and_personnel_see_a_threat(team):
    event = threatened(team.worker)
    personnel = org.make_worker(org.make_unit("HR"), name="Nadia", function=Function.HR)
    stranger = make_team("Nabo").leader
    assert seen_by(team.worker) == seen_by(team.leader) == seen_by(personnel) == [event]
    assert seen_by(team.mate) == seen_by(team.coordinator) == seen_by(stranger) == []


def test_reading_about_a_colleague_is_written_in_the_trail_with_the_page(client, team):
    event = threatened(team.worker)
    address = reverse("incidents:staff-event", args=[event.pk])
    trail = Entry.objects.filter(act=Act.SEEN, subject=f"field.staffevent:{event.pk}")
    client.force_login(team.worker, backend=BACKEND)
    client.get(address)
    assert not trail.exists()
    client.force_login(team.leader, backend=BACKEND)
    client.get(address)
    assert [each.actor for each in trail] == [team.leader.username]


def test_two_who_follow_up_at_once_do_not_overwrite_each_other(team):
    event = threatened(team.worker)
    staff_event.follow_up(by=team.leader, event=event, version=1, followed_up="Samtale i dag")
    with pytest.raises(ValidationError, match="Sammenlign"):
        staff_event.follow_up(by=team.leader, event=event, version=1, followed_up="Ring")
    event.refresh_from_db()
    assert event.followed_up == "Samtale i dag"


def test_the_exposed_does_not_close_the_report_alone(client, team):
    event = threatened(team.worker, absent_from=date(2026, 10, 1))
    client.force_login(team.worker, backend=BACKEND)
    client.post(reverse("incidents:staff-event-close", args=[event.pk]))
    event.refresh_from_db()
    assert event.closed_on is None
    staff_event.follow_up(by=team.leader, event=event, version=1, followed_up="Fulgt op")
    with pytest.raises(ValidationError, match="fravær"):
        staff_event.close(by=team.leader, event=event)


def test_the_database_keeps_a_line_as_it_was_written(team):
    line = add(team, reported(team), "known", "Ro")
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        IncidentEntry.objects.filter(pk=line.pk).update(text="Uro")


def test_an_incident_from_a_phone_lists_who_is_out(team):
    make_tour(team)
    row = Incident.objects.create(
        unit=team.unit, author=team.worker, kind="fight", title="Slagsmål", happened_at=now(),
        made_at=now(), received_at=now(),
    )  # fmt: skip
    after(row, {"title": "Slagsmål"})
    assert row.staff.count() == 2


def test_the_start_page_tells_whom_it_concerns(team):
    make_tour(team)
    reported(team)
    threatened(team.worker)
    today = localdate()
    assert [each.where for each in waiting_incidents(team.worker, today)] == ["incidents:incident"]
    assert waiting_staff_events(team.worker, today) == []
    assert len(waiting_staff_events(team.leader, today)) == 1
    assert waiting_incidents(make_team("Nabo").worker, today) == []
