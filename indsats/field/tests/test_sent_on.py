"""What a line of the week became stands beside it, and says itself how far it has come."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.field.models import FollowUp, SentOn
from indsats.field.queries.sent_on import sent_on
from indsats.field.tests.factories import danish, make_observation, make_place, make_team
from indsats.field.tests.pages import as_, text
from indsats.meetings.actions.planning import plan_meeting
from indsats.meetings.models import AgendaItem, Decision, Meeting
from indsats.meetings.tests.factories import slot
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.places.actions.measures import MeasureFacts, finish_measure, order_measure
from indsats.places.models import Measure

pytestmark = pytest.mark.django_db
WEEK = reverse("week:week", args=[2023, 44])
FORWARD = reverse("week:forward", args=[2023, 44])
MONDAY = date(2023, 10, 30)


@pytest.fixture(autouse=True)
def _on_monday():
    with time_machine.travel(datetime(2023, 11, 6, 8, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def place(team):
    place = make_place("Stationen")
    make_observation(team, place=place, at=danish(2023, 11, 3), faults=["light"])
    return place


def go(client, team, line, **data):
    as_(client, team.coordinator)
    there = f"{FORWARD}?linje={line}"
    return client.post(there, data) if data else client.get(there)


def states(team, line):
    found = sent_on([team.unit.pk], MONDAY, team.coordinator, localdate())
    return [each.state for each in found.get(line, [])]


def test_a_task_stands_beside_its_line_until_it_is_done(client, team, place):
    line = f"place:{place.key}"
    go(client, team, line, to="task", text="Få lyset lavet")
    page = text(client.get(WEEK))
    assert "Opgave: Få lyset lavet" in page
    assert states(team, line) == ["I gang"]
    FollowUp.objects.update(done_at=now())
    assert states(team, line) == ["Udført"]
    assert states(make_team("Nabo"), line) == []


def test_a_fault_becomes_a_measure_at_its_place(client, team, place):
    parks = org.make_unit("Materielgården")
    line = f"fault:{place.key}:light"
    assert "Materielgården" in text(go(client, team, line))
    go(
        client, team, line, to="measure", text="Skift pæren", kind="light",
        responsible=parks.key, due_on="2023-11-20",
    )  # fmt: skip
    measure = Measure.objects.get()
    assert (measure.unit, measure.orderer, measure.place) == (parks, team.unit, place)
    assert measure.due == date(2023, 11, 20)
    assert states(team, line) == ["I gang"]
    finish_measure(by=team.leader, measure=measure, day=localdate())
    assert states(team, line) == ["Udført"]


def test_a_measure_needs_somebody_and_a_day_and_nothing_typed_is_lost(client, team, place):
    answer = go(client, team, f"place:{place.key}", to="measure", text="Skift pæren " + "x" * 200)
    page = text(answer)
    assert answer.status_code == 422
    assert page.count("Det skal et tiltag have.") >= 3
    assert "højst 200 tegn" in page
    assert "Skift pæren x" in page
    assert not SentOn.objects.exists()


def item_at_a_meeting(client, team, place):
    body = org.make_unit("SSP-NU", kind=UnitKind.BOARD)
    org.seat(body, user=team.coordinator, role=SeatRole.CHAIR)
    meeting = plan_meeting(by=team.leader, body=body, slot=slot(date(2023, 11, 6)))
    line = f"place:{place.key}"
    go(client, team, line, to=f"meeting:{meeting.pk}", text="Uro ved stationen")
    return line, AgendaItem.objects.get()


def test_an_item_is_done_when_its_meeting_has_treated_it_and_not_before(client, team, place):
    line, item = item_at_a_meeting(client, team, place)
    page = text(client.get(WEEK))
    assert "Punkt til mødet den 6. november 2023" in page
    assert reverse("meetings:item", args=[item.pk]) in page
    assert states(team, line) == ["På dagsordenen"]
    Decision.objects.create(
        item=item, result="noted", text="Til efterretning", decided_on=localdate(),
        entered_by=team.coordinator,
    )  # fmt: skip
    assert states(team, line) == ["Behandlet"]


@pytest.mark.parametrize(
    ("meeting", "item", "state"),
    [
        ({"opened_at": True, "closed_at": True}, {"discussion": "Drøftet."}, "Behandlet"),
        ({"opened_at": True, "closed_at": True}, {}, "Ikke behandlet på mødet"),
        ({"cancelled_at": True, "cancel_reason": "Sygdom"}, {}, "Mødet er aflyst"),
        ({}, {"withdrawn_at": True}, "Taget af dagsordenen"),
    ],
)
def test_what_did_not_come_up_says_so(client, team, place, meeting, item, state):
    line, row = item_at_a_meeting(client, team, place)
    for rows, changed in (
        (Meeting.objects.filter(pk=row.meeting_id), meeting),
        (AgendaItem.objects.filter(pk=row.pk), item),
    ):
        told = {key: now() if value is True else value for key, value in changed.items()}
        rows.update(**told) if told else None
    assert states(team, line) == [state]


def test_measures_past_due_of_the_team_and_of_places_it_walked_past_are_on_the_page(
    client, team, place
):
    other, far = make_team("Nabo"), make_place("Langt væk")

    def measure(title, unit, days, at=None):
        facts = MeasureFacts(
            title=title, kind="light", unit=unit, due=localdate() + timedelta(days=days), place=at
        )
        return order_measure(by=other.leader, orderer=other.unit, facts=facts, at=now())

    own = measure("Egen forsinket", team.unit, -1)
    measure("Lygten ved stationen", other.unit, -5, place)
    measure("Uden for os", other.unit, -5, far)
    measure("Ikke endnu", team.unit, 0)
    done = measure("Gjort", team.unit, -1)
    finish_measure(by=team.leader, measure=done, day=localdate())
    page = text(as_(client, team.coordinator).get(WEEK))
    assert "Tiltag over fristen" in page
    shown = {"Egen forsinket", "Lygten ved stationen"}
    every = {*shown, "Uden for os", "Ikke endnu", "Gjort"}
    assert {title for title in every if title in page} == shown
    go(client, team, f"measure:{own.pk}", to="task", text="Ryk for lygten")
    assert states(team, f"measure:{own.pk}") == ["I gang"]
