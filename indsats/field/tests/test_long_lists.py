"""Lists of the street are as quick for many rows as for few, also for a leader of several teams."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils.timezone import now

from indsats.field.models import Contact, Incident, Tour
from indsats.field.tests import factories as f
from indsats.organisation.models import Function
from tests.test_access_matrix import BACKEND

pytestmark = pytest.mark.django_db
FEW, MANY = 300, 1_500  # few is more than a page of each team


def contacts(teams, amount):
    rows = ((n, teams[n % len(teams)], now() - timedelta(minutes=n)) for n in range(amount))
    Contact.objects.bulk_create(
        Contact(unit=t.unit, author=t.worker, made_at=at, received_at=at, met_at=at,
                ages="16-17", kind="conversation") for _n, t, at in rows
    )  # fmt: skip


def tours(teams, amount):
    rows = ((n, teams[n % len(teams)], now() - timedelta(hours=n)) for n in range(amount))
    Tour.objects.bulk_create(
        Tour(unit=t.unit, author=t.worker, made_at=at, received_at=at, day=at.date(),
             planned_from=None if n % 3 else at) for n, t, at in rows
    )  # fmt: skip


def incidents(teams, amount):
    rows = ((n, teams[n % len(teams)], now() - timedelta(hours=n)) for n in range(amount))
    Incident.objects.bulk_create(
        Incident(unit=t.unit, author=t.worker, made_at=at, received_at=at, happened_at=at,
                 kind="fight", title=f"Nummer {n}") for n, t, at in rows
    )  # fmt: skip


LISTS = {"/felt/kontakter/": contacts, "/felt/ture/": tours, "/haendelser/": incidents}


def of_three_teams():
    team = f.make_team()
    teams = [
        SimpleNamespace(unit=f.org.make_unit(f"Hold {n}", parent=team.centre), worker=team.worker)
        for n in range(3)
    ]
    for each in teams:  # who walks with several teams sees the contacts of each
        f.org.engage(team.leader, f.org.make_post(each.unit, function=Function.STREET_WORKER))
    return team.leader, teams


def effort(ask):
    """Count the steps SQLite takes, in hundreds: what is read and sorted, on any machine."""
    steps = 0

    def step():
        nonlocal steps
        steps += 1

    connection.connection.set_progress_handler(step, 100)
    try:
        assert ask().status_code == 200
    finally:
        connection.connection.set_progress_handler(None, 100)
    return steps


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite")
@pytest.mark.parametrize("address", LISTS)
def test_five_times_the_rows_take_no_more_effort(client, monkeypatch, address):
    monkeypatch.setattr("indsats.field.queries.long_lists.COUNTED", 60)
    leader, teams = of_three_teams()
    client.force_login(leader, backend=BACKEND)
    LISTS[address](teams, FEW)
    client.get(address)
    few = effort(lambda: client.get(address))
    LISTS[address](teams, MANY - FEW)
    assert effort(lambda: client.get(address)) < 1.3 * few


@pytest.mark.parametrize("address", LISTS)
def test_a_leader_of_several_teams_pages_through_all_in_order_and_back(client, address):
    leader, teams = of_three_teams()
    LISTS[address](teams, 130)
    client.force_login(leader, backend=BACKEND)
    pages, query = [], ""
    for _each in range(3):
        listing = client.get(address + query).context["listing"]
        pages.append([row.pk for row in listing.page.rows])
        query = listing.next_link
    met = [pk for page in pages for pk in page]
    assert len(met) == len(set(met)) == 130
    back = client.get(address + listing.previous_link).context["listing"]
    assert [row.pk for row in back.page.rows] == pages[1]


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("address", LISTS)
def test_several_teams_cost_no_more_questions(client, django_assert_max_num_queries, address, rows):
    leader, teams = of_three_teams()
    LISTS[address](teams, rows)
    client.force_login(leader, backend=BACKEND)
    client.get(address)
    with django_assert_max_num_queries(10):
        assert client.get(address).status_code == 200
