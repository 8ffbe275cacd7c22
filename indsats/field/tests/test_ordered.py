import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from indsats.audit.models import Act, Entry
from indsats.field.models import Tour
from indsats.field.queries.ordered import accounts
from indsats.field.rules.ordered import Part, State
from indsats.field.tests.factories import (
    danish,
    make_contact,
    make_group,
    make_observation,
    make_place,
    make_sighting,
    make_team,
    make_tour,
)
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.strategy.actions.orders import withdraw
from indsats.strategy.tests.factories import AUTUMN, make_draft, make_order

pytestmark = pytest.mark.django_db
MONDAY = datetime(2023, 11, 6, 8, tzinfo=UTC)
FRIDAY = date(2023, 10, 27)


@pytest.fixture(autouse=True)
def _on_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def places():
    return [make_place("Stationen"), make_place("Torvet")]


def out(team, order, day=FRIDAY, *, places=(), begins=22, hours=4, **fields):
    """Let the pair be out on an evening, and write something down at places."""
    start = danish(day.year, day.month, day.day, begins)
    fields = {"started_at": start, "ended_at": start + timedelta(hours=hours), **fields}
    tour = make_tour(team, day=day, **fields)
    if order:
        tour.deployments.add(order)
    for place in places:
        make_observation(team, place=place, tour=tour, at=start + timedelta(minutes=30))
    return tour


def states(order):
    return [each.state for each in accounts([order], MONDAY)[order.pk].outcomes][:4]


def test_an_evening_is_ticked_by_what_the_tour_did(team, places):
    order = make_order(team, places=places)
    out(team, order, places=places)
    out(team, order, FRIDAY + timedelta(days=1), places=places[:1], hours=2)
    found = accounts([order], MONDAY)[order.pk]
    assert states(order) == [State.DONE, State.PARTLY, State.NOT_DONE, State.NOT_DONE]
    assert found.outcomes[1].missing == (Part.PLACES, Part.HOURS)
    assert found.outcomes[4].state is State.COMING


def test_talks_and_groups_count_as_having_been_at_the_place(team, places):
    order = make_order(team, places=places)
    tour = out(team, order)
    at = tour.started_at + timedelta(hours=1)
    make_contact(team, tour=tour, place=places[0], at=at)
    make_sighting(make_group(team, place=places[1]), team, tour=tour, at=at)
    assert states(order)[0] is State.DONE


def test_cancelled_tours_other_orders_and_drafts_do_not_count(team, places):
    order, draft = make_order(team, places=places), make_draft(team)
    out(team, order, places=places, cancelled_at=MONDAY, cancelled_because="Sygdom")
    out(team, None, places=places)
    assert states(order)[0] is State.NOT_DONE
    assert draft.pk not in accounts([order, draft], MONDAY)


def test_a_withdrawn_order_asks_for_nothing_more(team, places):
    order = make_order(team, places=places)
    order = withdraw(deployment=order, by=team.leader, at=AUTUMN + timedelta(days=13), reason="Ro")
    found = accounts([order], MONDAY)[order.pk]
    assert [each.state for each in found.outcomes] == [State.NOT_DONE, State.NOT_DONE]


def test_the_page_says_what_was_missing_and_names_nobody(client, team, places):
    order = make_order(team, places=places, staff_min=2)
    out(team, order, places=places[:1], members=[team.worker], begins=23, hours=3)
    member = org.make_user("Stine")
    org.seat(
        org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP),
        user=member,
        role=SeatRole.MEMBER,
    )
    client.force_login(member)
    text = client.get(reverse("week:ordered", args=[order.pk])).content.decode()
    for words in (
        "0 af 4 aftener er udført, 1 delvist, 3 uden registreret tur. 10 aftener er tilbage.",
        "Intet er skrevet ned fra Torvet.",
        "Ingen var ude kl. 22.00–23.00.",
        "1 ude; mindst 2 var bestilt.",
        "1 medarbejder, 1 af 2 steder",
        "betyder ikke, at ingen var der",
    ):
        assert words in text
    assert team.worker.name not in text
    assert "Knyt til ordren" not in text


def test_a_tour_of_the_same_evening_can_be_tied_by_who_plans_tours(client, team, places):
    order = make_order(team, places=places)
    tour = out(team, None, places=places)
    page, tie = (
        reverse("week:ordered", args=[order.pk]),
        reverse("week:tie", args=[order.pk, tour.pk]),
    )
    client.force_login(team.worker)
    assert "Knyt til ordren" not in client.get(page).content.decode()
    assert client.post(tie).status_code == 404
    client.force_login(team.coordinator)
    assert "Knyt til ordren" in client.get(page).content.decode()
    assert "tæller nu med" in client.post(tie, follow=True).content.decode()
    assert states(order)[0] is State.DONE
    assert Entry.objects.filter(subject=f"field.tour:{tour.pk}", act=Act.CHANGED).exists()


def test_a_tour_of_another_unit_is_not_tied(client, team, places):
    order, other = make_order(team, places=places), make_team("Nabo")
    tour = out(other, None)
    client.force_login(other.coordinator)
    assert client.post(reverse("week:tie", args=[order.pk, tour.pk])).status_code == 404
    assert not Tour.objects.filter(deployments=order).exists()


def test_a_draft_has_no_account(client, team):
    draft = make_draft(team)
    client.force_login(team.leader)
    assert client.get(reverse("week:ordered", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_files_say_the_same_and_are_in_the_trail(client, team, places, kind):
    order = make_order(team, places=places)
    out(team, order, places=places)
    client.force_login(team.leader)
    content = client.get(reverse("week:ordered-file", args=[order.pk, kind])).content
    assert Entry.objects.filter(
        act=Act.EXPORTED, subject=f"strategy.deployment:{order.pk}"
    ).exists()
    if kind == "pdf":
        assert content.startswith(b"%PDF")
        return
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert len(rows) == 15
    assert rows[1][0].date() == FRIDAY
    assert rows[1][2] == "Udført"


@pytest.mark.parametrize("many", [1, 12])
def test_the_account_costs_the_same_for_few_and_many(team, places, many, django_assert_num_queries):
    orders = [make_order(team, places=places, seen=True) for _each in range(many)]
    for order in orders:
        out(team, order, places=places)
    with django_assert_num_queries(5):
        assert len(accounts(orders, MONDAY)) == many
