import io
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.field.models import Conflict, FollowUp, ParkedItem, SafetyAlarm
from indsats.field.queries.todo_week import ordered_for, todo_for
from indsats.field.queries.waiting import What, waiting
from indsats.field.queries.week import week_facts
from indsats.field.rules.week import Week
from indsats.field.tests.factories import (
    danish,
    make_contact,
    make_follow_up,
    make_group,
    make_incident,
    make_known,
    make_observation,
    make_phone,
    make_place,
    make_sighting,
    make_team,
    make_tour,
)
from indsats.meetings.actions.planning import plan_meeting
from indsats.meetings.models import AgendaItem
from indsats.meetings.tests.factories import slot
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.strategy.actions.assessing import Assessed, Words, assess
from indsats.strategy.models import AssessedPeriod, Assessment
from indsats.strategy.tests.factories import make_order

pytestmark = pytest.mark.django_db
MONDAY = datetime(2023, 11, 6, 8, tzinfo=UTC)
WEEK = Week(2023, 44)
FRIDAY = danish(2023, 11, 3)
SECRETS = ("Aftale om lektier", "Pigen i rød jakke", "Turen gik fint", "Ring til klubben", "K7")


@pytest.fixture(autouse=True)
def _on_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def team():
    return make_team()


def fill(team, *, times=1):
    """Let a team have a week with some of everything, with texts nobody should meet on it."""
    place = make_place("Stationen")
    for number in range(times):
        at = FRIDAY + timedelta(minutes=number)
        tour = make_tour(
            team, day=date(2023, 11, 3), started_at=at, ended_at=at + timedelta(hours=3),
            summary=SECRETS[2],
        )  # fmt: skip
        where = place if times == 1 else make_place(f"Sted {number}")
        make_observation(
            team, place=where, tour=tour, at=at, mood="conflict", faults=["light"], text=SECRETS[1]
        )
        known = make_known(team, f"K7{number}")
        make_contact(
            team, tour=tour, place=where, at=at, known=known, was_known=True, agreement=SECRETS[0]
        )
        make_sighting(make_group(team, place=where), team, at=at, text=SECRETS[1])
        make_incident(team, at=at, place=where)
        make_follow_up(team, SECRETS[3], due_on=date(2023, 11, 1))
    return place


def page(client, user, name="week", *, year=2023, number=44, **query):
    client.force_login(user)
    return client.get(reverse(f"week:{name}", args=[year, number], query=query or None))


def text_of(response):
    return response.content.decode()


def test_monday_morning_leads_to_the_week_that_has_ended(client, team):
    client.force_login(team.coordinator)
    response = client.get(reverse("week:newest"))
    assert response.headers["Location"] == reverse("week:week", args=[2023, 44])
    response = client.get(reverse("week:newest"), {"day": "2023-10-25"})
    assert response.headers["Location"] == reverse("week:week", args=[2023, 43])


def test_a_week_says_what_it_amounts_to(client, team):
    fill(team)
    text = text_of(page(client, team.coordinator))
    for words in (
        "Gaden i uge 44, 2023",
        "1 besøg: konflikt (1)",
        "Lys ude, Stationen",
        "Slagsmål ved stationen",
        "Gruppe Stationen",
        "1 tur er ikke frigivet",
        "1 opgave er over fristen",
        "ikke personer",
    ):
        assert words in text


@pytest.mark.parametrize("who", ["coordinator", "leader"])
def test_counts_are_there_and_no_text_code_or_name_is(client, team, who):
    fill(team)
    response = page(client, getattr(team, who))
    text = text_of(response)
    assert response.context["facts"].met.meetings == 1
    assert [each for each in (*SECRETS, team.worker.name, team.mate.name) if each in text] == []


def test_the_night_to_monday_belongs_to_the_week(team):
    for at in (danish(2023, 10, 30, 5, 59), danish(2023, 10, 30, 6), danish(2023, 11, 6, 5, 59)):
        make_observation(team, at=at)
    make_observation(team, at=danish(2023, 11, 6, 6))
    facts = week_facts(WEEK, frozenset({team.unit.pk}), MONDAY)
    assert facts.visits == (2, 1)
    assert facts.days[-1] == (date(2023, 11, 5), (1, 0, 0, 0))


def test_only_ones_own_teams_count(client, team):
    other = make_team("Nabo")
    fill(other)
    assert page(client, team.coordinator).context["facts"].is_empty
    assert "Der er ikke registreret noget i ugen" in text_of(page(client, team.leader))
    assert page(client, other.leader).context["facts"].visits.now == 1
    assert page(client, team.leader, hold=str(other.unit.pk)).status_code == 404


def test_a_leader_of_two_teams_chooses_one_or_sees_both(client, team):
    second = org.make_unit("Ungdomsskolens opsøgende", parent=team.centre)
    worker = org.make_worker(second, name="Emil")
    fill(team)
    both = page(client, team.leader)
    assert "Alle hold" in text_of(both)
    one = page(client, team.leader, hold=str(second.pk))
    assert one.context["facts"].is_empty
    assert both.context["facts"].visits.now == 1
    assert page(client, worker).status_code == 404


@pytest.mark.parametrize(
    ("year", "number", "status"),
    [(2023, 45, 200), (2023, 46, 404), (2023, 53, 404), (2023, 0, 404), (1999, 1, 404)],
)
def test_only_weeks_that_have_begun_are_there(client, team, year, number, status):
    assert page(client, team.coordinator, year=year, number=number).status_code == status


def test_the_weekend_alone(client, team):
    make_observation(team, at=danish(2023, 11, 1))
    make_observation(team, at=danish(2023, 11, 4))
    response = page(client, team.coordinator, **{"del": "weekend"})
    assert response.context["facts"].visits.now == 1
    assert "weekenden i uge 44" in text_of(response)


def test_what_waits_is_counted_by_kind(team):
    phone = make_phone(team.worker).device
    fill(team)
    received = {"received_at": MONDAY, "record": uuid4(), "op": uuid4()}
    ParkedItem.objects.create(
        device=phone, user=team.worker, unit=team.unit, kind="observation", body={},
        reason="invalid", made_at=MONDAY, **received,
    )  # fmt: skip
    Conflict.objects.create(
        unit=team.unit, kind="observation", field="mood", kept="calm", offered="loud",
        offered_by=team.worker, offered_at=MONDAY, **received,
    )  # fmt: skip
    tour = make_tour(team)
    SafetyAlarm.objects.create(tour=tour, due_at=MONDAY, raised_at=MONDAY)
    make_group(team, last=date(2023, 7, 1))
    found = {each.what: each.number for each in waiting({team.unit.pk}, date(2023, 11, 6))}
    assert found == dict.fromkeys(What, 1)
    assert waiting({make_team("Nabo").unit.pk}, date(2023, 11, 6)) == []


def test_ordered_evenings_that_were_not_done_ask_for_a_decision(client, team):
    order = make_order(team, places=[make_place("Torvet")])
    text = text_of(page(client, team.coordinator))
    assert f"{order.title}, fredag 3. november" in text
    assert "Ingen tur registreret" in text
    assert "Der er ikke planlagt en tur fredag 10. november og lørdag 11. november." in text


class TestForward:
    """A line becomes a task or an item, and only a line that is really in the week."""

    def go(self, client, team, line, **typed):
        there = reverse("week:forward", args=[2023, 44], query={"linje": line})
        client.force_login(team.coordinator)
        return client.post(there, typed) if typed else client.get(there)

    def test_a_fault_becomes_a_task_with_an_owner_and_a_day(self, client, team):
        place = fill(team)
        line = f"fault:{place.key}:light"
        assert "Lys ude, Stationen: set én gang, 3. november" in text_of(
            self.go(client, team, line)
        )
        self.go(
            client, team, line, to="task", text="Få lyset lavet", owner=team.mate.username,
            due_on="2023-11-20",
        )  # fmt: skip
        task = FollowUp.objects.get(text="Få lyset lavet")
        assert (task.unit, task.owner, task.due_on) == (team.unit, team.mate, date(2023, 11, 20))
        assert Entry.objects.filter(subject=f"field.followup:{task.pk}", act=Act.CREATED).exists()

    def test_who_writes_a_bodys_meetings_can_make_it_an_item(self, client, team):
        place = fill(team)
        body = org.make_unit("SSP-NU", kind=UnitKind.BOARD)
        org.seat(body, user=team.coordinator, role=SeatRole.CHAIR)
        plan_meeting(by=team.leader, body=body, slot=slot(date(2023, 11, 20)))
        meeting = plan_meeting(by=team.leader, body=body, slot=slot(date(2023, 11, 6)))
        line = f"place:{place.key}"
        assert "Et punkt til SSP-NU den 6. november" in text_of(self.go(client, team, line))
        self.go(client, team, line, to=f"meeting:{meeting.pk}", text="Uro ved stationen")
        item = AgendaItem.objects.get()
        assert (item.meeting, item.title) == (meeting, "Uro ved stationen")
        assert "uge 44, 2023" in item.presentation

    def test_nobody_elses_meeting_can_be_named(self, client, team):
        place = fill(team)
        body = org.make_unit("SSP-NU", kind=UnitKind.BOARD)
        meeting = plan_meeting(by=team.leader, body=body, slot=slot(date(2023, 11, 6)))
        line = f"place:{place.key}"
        response = self.go(client, team, line, to=f"meeting:{meeting.pk}", text="Uro")
        assert response.status_code == 422
        assert not AgendaItem.objects.exists()

    @pytest.mark.parametrize("line", ["", "place:findes-ikke", "x" * 500, "incident:1"])
    def test_a_line_that_is_not_there_leads_back(self, client, team, line):
        fill(team)
        assert self.go(client, team, line).status_code == 302
        response = self.go(client, team, line, to="task", text="Opdigtet")
        assert response.status_code == 302
        assert not FollowUp.objects.filter(text="Opdigtet").exists()

    def test_a_personal_number_is_refused_and_what_was_typed_stays(self, client, team):
        place = fill(team)
        typed = "Tal med 010203-1234 om lyset"
        response = self.go(client, team, f"place:{place.key}", to="task", text=typed)
        assert response.status_code == 422
        assert typed in text_of(response)
        assert "CPR-nummer" in text_of(response)

    def test_every_line_on_the_page_can_go_on(self, client, team):
        fill(team)
        make_order(team, places=[make_place("Torvet")])
        response = page(client, team.coordinator)
        context = response.context
        keys = [
            line.key
            for name in (
                "waiting",
                "missed",
                "measures",
                "orders",
                "incidents",
                "places",
                "faults",
                "groups",
            )
            for line in context[name]
        ]
        assert len(keys) >= 10
        assert [key for key in keys if self.go(client, team, key).status_code != 200] == []


class TestAssessment:
    """What the team thinks stands beside the counts, written by the coordinator only."""

    def save(self, client, user, text, version=0):
        client.force_login(user)
        there = reverse("week:assess", args=[2023, 44])
        return client.post(there, {"text": text, "version": version})

    def test_the_coordinator_goes_through_the_week(self, client, team):
        self.save(client, team.coordinator, "Mere uro efter kampen")
        assert Assessment.objects.get().unit == team.unit
        assert "Mere uro efter kampen" in text_of(page(client, team.leader))

    def test_others_do_not_write_it(self, client, team):
        for user in (team.leader, team.worker, make_team("Nabo").coordinator):
            self.save(client, user, "Min mening")
        assert not Assessment.objects.filter(unit=team.unit).exists()

    def test_two_at_once_do_not_overwrite_and_lose_nothing(self, client, team):
        self.save(client, team.coordinator, "Første")
        response = self.save(client, team.coordinator, "Andet")
        assert response.status_code == 422
        assert "Andet" in text_of(response)
        assert "»Første«" in text_of(response)
        assert Assessment.objects.get().text == "Første"

    def test_an_empty_week_can_be_gone_through(self, client, team):
        self.save(client, team.coordinator, "")
        assert Assessment.objects.get().text == ""


def test_the_week_as_an_accessible_pdf(client, team):
    fill(team)
    response = page(client, team.leader, "file")
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Gaden i uge 44, 2023"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("da")
    assert Entry.objects.filter(act=Act.EXPORTED, actor=team.leader.username).exists()


@pytest.mark.parametrize("times", [1, 25])
def test_the_week_costs_the_same_for_few_and_many(
    client, team, times, django_assert_max_num_queries
):
    fill(team, times=times)
    for number in range(times):
        make_order(team, places=[make_place(f"P{number}")], seen=True)
    client.force_login(team.leader)
    there = reverse("week:week", args=[2023, 44])
    client.get(there)
    with django_assert_max_num_queries(30):
        assert client.get(there).status_code == 200


def test_what_a_closed_team_saw_counts_for_whoever_took_over(client, team):
    closed = org.make_unit("Gammelt hold", parent=team.unit, until=date(2023, 11, 4))
    before = SimpleNamespace(unit=closed, worker=team.worker, mate=team.mate)
    make_observation(before, at=FRIDAY)
    assert page(client, team.coordinator).context["facts"].visits.now == 1
    assert page(client, make_team("Nabo").coordinator).context["facts"].visits.now == 0


def test_the_start_page_asks_for_the_week_until_it_has_been_gone_through(team):
    day = date(2023, 11, 6)
    assert todo_for(team.coordinator, day) == []
    fill(team)
    (todo,) = todo_for(team.coordinator, day)
    assert todo.title == "Gå uge 44, 2023 igennem"
    assert todo_for(team.leader, day) == todo_for(make_team("Nabo").coordinator, day) == []
    about = Assessed(team.unit, AssessedPeriod.WEEK, date(2023, 10, 30))
    assess(by=team.coordinator, about=about, words=Words(""), at=MONDAY)
    assert todo_for(team.coordinator, day) == []


def test_the_start_page_of_those_who_order_tells_what_was_done_of_what_is_over(team):
    day, steering = date(2023, 11, 6), org.make_user("Styregruppe")
    body = org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    org.seat(body, user=steering, role=SeatRole.MEMBER)
    order = make_order(team, places=[make_place("Torvet")], seen=True)
    for user in (steering, team.leader):
        (todo,) = ordered_for(user, day)
        assert todo.title == f"Bestilt og udført: {order.title}"
        assert "uden registreret tur" in todo.why
        assert (todo.where, todo.args) == ("week:ordered", (order.pk,))
    assert ordered_for(team.coordinator, day) == ordered_for(team.worker, day) == []
