"""Whoever must know is told once, by words that say nothing, until they have seen it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Act, Entry
from indsats.field.actions import incident as incidents
from indsats.field.actions import staff_event, telling
from indsats.field.actions.consequences import after
from indsats.field.models import Incident, Notice
from indsats.field.queries.todo_incidents import waiting_incidents, waiting_staff_events
from indsats.field.tests.factories import make_team, make_tour
from indsats.field.tests.pages import as_, text
from indsats.organisation.models import Function, UnitState
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


def reported(team, by=None):
    return incidents.report(
        by=by or team.worker, unit=team.unit, kind="fight", title="Slagsmål ved stationen",
        happened_at=now(),
    )  # fmt: skip


def threatened(who):
    return staff_event.report(
        by=who, kind="threat", happened_at=now(), what="Han råbte, at han ville finde mig."
    )


def told():
    return sorted(each for message in mail.outbox for each in message.to)


def to(*people):
    return sorted(each.email for each in people)


def test_the_coordinator_the_leader_and_whoever_is_on_call_are_told_of_an_incident(
    team, django_capture_on_commit_callbacks
):
    make_team("Nabo")
    make_tour(team, on_call=team.mate, started_at=now() - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        row = reported(team)
    assert told() == to(team.coordinator, team.leader, team.mate)
    words = " ".join(f"{each.subject} {each.body}" for each in mail.outbox)
    assert reverse("incidents:incident", args=[row.pk]) in words
    for secret in ("Slagsmål", "stationen", team.worker.name, "Alice"):
        assert secret not in words
    assert not Notice.objects.filter(told_at=None).exists()


def test_who_reports_it_needs_no_mail(team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reported(team, by=team.coordinator)
    assert told() == to(team.leader)


def test_an_incident_from_a_phone_is_told_once_however_often_it_is_written(
    team, django_capture_on_commit_callbacks
):
    row = Incident.objects.create(
        unit=team.unit, author=team.worker, kind="fight", title="Slagsmål", happened_at=now(),
        made_at=now(), received_at=now(),
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        after(row, {"title": "Slagsmål"})
        after(row, {"title": "Stort slagsmål"})
    assert told() == to(team.coordinator, team.leader)


def test_violence_is_told_only_to_those_who_may_read_about_it_and_in_no_words(
    team, django_capture_on_commit_callbacks
):
    personnel = org.make_worker(org.make_unit("HR"), name="Nadia", function=Function.HR)
    with django_capture_on_commit_callbacks(execute=True):
        threatened(team.worker)
    assert told() == to(team.leader, personnel)
    words = " ".join(f"{each.subject} {each.body}" for each in mail.outbox).lower()
    for secret in ("vold", "trus", "råbte", "alice", "haendelser"):
        assert secret not in words


def test_a_leader_who_is_exposed_is_followed_up_from_above(
    team, django_capture_on_commit_callbacks
):
    top = org.make_unit("Center")
    UnitState.objects.filter(unit=team.centre).update(parent=top)
    director = org.make_user("Dorte")
    post = org.make_post(top, title="Centerchef", function=Function.STAFF)
    org.engage(director, post)
    org.lead(top, post)
    with django_capture_on_commit_callbacks(execute=True):
        threatened(team.leader)
    assert told() == to(director)


def test_mail_that_does_not_get_through_is_tried_again(
    team, monkeypatch, django_capture_on_commit_callbacks
):
    def refused(*_more):
        raise OSError("no mail")

    with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
        broken.setattr(telling.EmailMessage, "send", refused)
        reported(team)
    assert mail.outbox == []
    call_command("watch_tours")
    call_command("watch_tours")
    assert told() == to(team.coordinator, team.leader)


def test_it_stands_on_top_of_the_start_page_until_it_is_seen(client, team):
    row, today = reported(team), localdate()
    (line,) = waiting_incidents(team.coordinator, today)
    assert (line.urgent, line.why) == (True, "Ny: du har ikke set den endnu.")
    assert not waiting_incidents(team.worker, today)[0].urgent
    as_(client, team.coordinator).get(reverse("incidents:incident", args=[row.pk]))
    assert not waiting_incidents(team.coordinator, today)[0].urgent
    assert waiting_incidents(team.leader, today)[0].urgent
    seen = Entry.objects.filter(act=Act.SEEN, subject=f"field.incident:{row.pk}")
    assert [each.actor for each in seen] == [team.coordinator.username]


def test_an_incident_that_was_closed_meanwhile_is_still_shown_until_it_is_seen(client, team):
    row, today = reported(team), localdate()
    incidents.close(by=team.coordinator, incident=row, review="Ro igen")
    assert [each.args for each in waiting_incidents(team.leader, today)] == [(row.pk,)]
    as_(client, team.leader).get(reverse("incidents:incident", args=[row.pk]))
    assert waiting_incidents(team.leader, today) == []


def test_violence_is_urgent_for_the_leader_until_it_is_read(client, team):
    event, today = threatened(team.worker), localdate()
    (line,) = waiting_staff_events(team.leader, today)
    assert line.urgent
    assert "Nu" in text(as_(client, team.leader).get("/"))
    client.get(reverse("incidents:staff-event", args=[event.pk]))
    (line,) = waiting_staff_events(team.leader, today)
    assert not line.urgent
    assert waiting_staff_events(team.coordinator, today) == []
