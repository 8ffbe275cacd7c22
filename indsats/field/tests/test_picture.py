import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from indsats.audit.models import Act, Entry
from indsats.field.queries.picture import picture_facts, reader_of
from indsats.field.rules.picture import Month, Period
from indsats.field.tests.factories import (
    danish,
    make_area,
    make_incident,
    make_observation,
    make_place,
    make_team,
    make_tour,
)
from indsats.organisation.models import Function, SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.strategy.models import Assessment
from indsats.strategy.tests.factories import AUTUMN, make_order

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 11, 6, 8, tzinfo=UTC)
OCTOBER = Period(Month(2023, 10))


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def areas():
    return [make_area("Bymidten"), make_area("Vejleåparken")]


def steering():
    member = org.make_user("Stine")
    body = org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    org.seat(body, user=member, role=SeatRole.MEMBER)
    return member


def see(team, area, times, *, on=date(2023, 10, 13), **fields):
    """Let a team see the same thing at a place in an area some evenings."""
    place = make_place(area=area)
    for number in range(times):
        at = danish(on.year, on.month, on.day) + timedelta(minutes=number)
        make_observation(team, place=place, at=at, area=area, **fields)


def page(client, user, name="picture", *args, year=2023, month=10, **query):
    client.force_login(user)
    return client.get(reverse(f"week:{name}", args=[year, month, *args], query=query or None))


def text_of(response):
    return response.content.decode()


def numbers(user, category, area=None):
    facts = picture_facts(user, reader_of(user, date(2023, 11, 6)), OCTOBER, NOW)
    (line,) = (each for each in facts.lines if each.category == category)
    return [cell.shown for cell in line.at(area)]


def test_a_month_is_counted_beside_the_one_before_and_the_same_a_year_ago(team, areas):
    see(team, areas[0], 7, behaviours=["hash"])
    see(team, areas[1], 6, behaviours=["hash", "music"])
    see(team, areas[0], 8, on=date(2023, 9, 30), behaviours=["hash"])
    see(team, areas[0], 9, on=date(2022, 10, 31), behaviours=["hash"])
    see(team, areas[0], 3, on=date(2023, 11, 1), behaviours=["hash"])
    assert numbers(team.coordinator, "hash") == [13, 8, 9]
    assert numbers(team.coordinator, "hash", areas[1].key) == [6, 0, 0]
    assert numbers(steering(), "music") == [6, 0, 0]


def test_the_night_to_the_first_belongs_to_the_month_before(team):
    for at in (danish(2023, 11, 1, 5, 59), danish(2023, 10, 1, 6)):
        make_observation(team, at=at, mood="tense")
    for at in (danish(2023, 11, 1, 6), danish(2023, 10, 1, 5, 59)):
        make_observation(team, at=at, mood="tense")
    assert numbers(team.coordinator, "tense") == [2, 1, 0]


def test_incidents_count_in_the_area_of_their_place(team, areas):
    for number in range(6):
        at = danish(2023, 10, 5) + timedelta(hours=number)
        make_incident(team, at=at, place=make_place(area=areas[0]))
    assert numbers(team.coordinator, "incident", areas[0].key) == [6, 0, 0]


class TestReaders:
    """The team sees every number; everybody else sees none that is small, in any form."""

    def consultant(self, team):
        return org.make_worker(
            org.make_unit("Konsulenter"), name="Nadia", function=Function.CONSULTANT
        )

    def director(self, team):
        return org.make_worker(team.centre, name="Karen", function=Function.DIRECTOR)

    def both(self, team):
        """Give a leader of another team who also sits in the steering group."""
        other = make_team("Nabo")
        body = org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
        org.seat(body, user=other.leader, role=SeatRole.MEMBER)
        return other.leader

    @pytest.mark.parametrize("who", ["coordinator", "leader"])
    def test_the_team_itself_sees_all(self, team, areas, who):
        see(team, areas[0], 2, behaviours=["weapon"])
        assert numbers(getattr(team, who), "weapon") == [2, 0, 0]

    @pytest.mark.parametrize("who", ["consultant", "director", "both", "steering"])
    def test_others_see_no_small_number_on_the_page_or_in_the_file(self, client, team, areas, who):
        see(team, areas[0], 2, behaviours=["weapon", "music"])
        see(team, areas[1], 6, behaviours=["music"], mood="tense")
        see(team, areas[1], 1, on=date(2022, 10, 13), mood="tense")
        user = steering() if who == "steering" else getattr(self, who)(team)
        assert numbers(user, "weapon") == [None, 0, 0]
        assert numbers(user, "music") == [8, 0, 0]
        assert numbers(user, "music", areas[1].key)[0] is None  # else the other is found
        text = text_of(page(client, user))
        assert "skjult" in text
        assert "Det er en praksis, ikke en lov." in text
        book = load_workbook(io.BytesIO(page(client, user, "picture-file", "xlsx").content))
        cells = [
            cell
            for sheet in book.worksheets
            for row in sheet.iter_rows(min_row=2, values_only=True)
            if row[0] != "Ture bag tallene"
            for cell in row
            if isinstance(cell, int)
        ]
        assert cells
        assert [n for n in cells if 0 < n < 5] == []

    def test_nobody_sees_another_units_picture_unless_the_table_says_so(self, client, team, areas):
        see(team, areas[0], 9, behaviours=["music"])
        other = make_team("Nabo")
        response = page(client, other.coordinator)
        assert response.context["facts"].is_empty
        assert page(client, team.worker).status_code == 404


def test_one_area_alone_and_no_other(client, team, areas):
    see(team, areas[0], 6, behaviours=["music"])
    see(team, None, 7, behaviours=["music"])
    assert "Bymidten" in text_of(page(client, team.coordinator))
    one = page(client, team.coordinator, omraade=areas[0].key)
    assert one.context["compared"][0] == ("Musik", ["6", "–", "–"])
    assert page(client, team.coordinator, omraade="-").context["compared"][0][1][0] == "7"
    assert page(client, team.coordinator, omraade="findes-ikke").status_code == 404


def test_a_month_in_which_nobody_was_out_is_no_nought(client, team, areas):
    see(team, areas[0], 6, behaviours=["music"])
    response = page(client, team.coordinator)
    month = response.context["facts"].period.before.first
    make_tour(team, day=month + timedelta(days=3), started_at=danish(month.year, month.month, 4))
    response = page(client, team.coordinator)
    assert response.context["compared"][0] == ("Musik", ["6", "0", "–"])


def test_four_months_are_fixed_so_that_they_cannot_be_subtracted(client, team, areas):
    see(team, areas[0], 3, behaviours=["music"])
    see(team, areas[0], 3, on=date(2023, 9, 5), behaviours=["music"])
    user = steering()
    response = page(client, user, laengde="4")
    assert "september til december 2023" in text_of(response)
    assert response.context["compared"][0] == ("Musik", ["6", "–", "–"])
    same = page(client, user, laengde="4", month=9)
    assert same.context["compared"] == response.context["compared"]


@pytest.mark.parametrize(
    ("year", "month", "status"),
    [(2023, 11, 200), (2023, 12, 404), (2023, 13, 404), (2023, 0, 404), (1999, 1, 404)],
)
def test_only_months_that_have_begun_are_there(client, team, year, month, status):
    assert page(client, team.coordinator, year=year, month=month).status_code == status


def test_the_newest_whole_month_is_shown_first(client, team):
    client.force_login(team.leader)
    response = client.get(reverse("week:newest-picture"))
    assert response.headers["Location"] == reverse("week:picture", args=[2023, 10])


def test_how_orders_stand_is_one_line_each(client, team):
    order = make_order(team, at=AUTUMN, places=[make_place()])
    text = text_of(page(client, steering()))
    assert order.title in text
    assert "0 af 2 aftener er udført, 2 uden registreret tur." in text


class TestAssessment:
    """The coordinator's judgement stands apart from the counts, and is read by the others."""

    def save(self, client, user, text, version=0):
        client.force_login(user)
        there = reverse("week:picture-assess", args=[2023, 10])
        return client.post(there, {"text": text, "version": version})

    def test_is_written_by_the_coordinator_and_read_by_the_steering_group(self, client, team):
        self.save(client, team.coordinator, "Lyset ved stationen er hovedsagen")
        assert Assessment.objects.get().first == date(2023, 10, 1)
        text = text_of(page(client, steering()))
        assert "Lyset ved stationen er hovedsagen" in text
        assert "holdt adskilt fra tallene" in text

    def test_an_empty_one_or_a_personal_number_is_refused(self, client, team):
        assert self.save(client, team.coordinator, " ").status_code == 422
        response = self.save(client, team.coordinator, "Det er 010203-1234")
        assert response.status_code == 422
        assert "Det er 010203-1234" in text_of(response)
        assert not Assessment.objects.exists()

    def test_others_do_not_write_it(self, client, team):
        for user in (team.leader, steering()):
            assert self.save(client, user, "Min mening").status_code == 404


def test_the_picture_as_a_pdf_is_in_the_trail(client, team, areas):
    see(team, areas[0], 6, behaviours=["music"])
    user = steering()
    assert page(client, user, "picture-file", "pdf").content.startswith(b"%PDF")
    assert page(client, user, "picture-file", "doc").status_code == 404
    assert Entry.objects.filter(act=Act.EXPORTED, actor=user.username).count() == 1


@pytest.mark.parametrize("times", [1, 20])
def test_the_picture_costs_the_same_for_few_and_many(
    client, team, times, django_assert_max_num_queries
):
    for number in range(times):
        see(team, make_area(f"Område {number}"), 2, behaviours=["music"])
        make_tour(team, day=date(2023, 10, 1) + timedelta(days=number))
        make_order(team, places=[make_place()], seen=True)
    client.force_login(team.leader)
    there = reverse("week:picture", args=[2023, 10])
    client.get(there)
    with django_assert_max_num_queries(22):
        assert client.get(there).status_code == 200
