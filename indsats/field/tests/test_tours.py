"""Tours at the desk: planned past midnight, read, written, corrected, released, tied to orders."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now

from indsats.audit.models import Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions import tours as actions
from indsats.field.forms.moments import MomentField
from indsats.field.models import Tour
from indsats.field.queries.suggesting import fitting
from indsats.field.rules.tour import hours
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text
from indsats.law.deadlines import COPENHAGEN
from indsats.strategy.tests import factories as orders

pytestmark = pytest.mark.django_db
FRIDAY = date(2023, 10, 27)


@pytest.fixture
def team():
    return f.make_team()


def planned(team, place, **more):
    return {
        "unit": team.unit.pk, "day": "2026-12-04", "begins": "22:00", "ends": "02:00",
        "reason": "planned", "members": [team.worker.username, team.mate.username],
        "on_call": team.coordinator.username, "check_in_minutes": 60,
        "brief": "Hold øje med kiosken", "places": [place.key], "version": 1, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "begins", "ends", "length"),
    [
        (date(2026, 12, 4), time(22), time(2), 4),
        (date(2026, 10, 24), time(22), time(4), 7),  # the night of 25 hours
        (date(2026, 3, 28), time(22), time(4), 5),  # the night of 23
        (date(2026, 12, 4), time(0), time(0), 24),
    ],
)
def test_hours_past_midnight_are_as_long_as_the_night_is(day, begins, ends, length):
    start, end = hours(day, begins, ends)
    assert (end - start) == timedelta(hours=length)


def test_the_hour_that_comes_twice_can_be_written():
    early = MomentField().clean("2026-10-25T02:30")
    late = MomentField(late=True).clean("2026-10-25T02:30")
    assert (late.timestamp() - early.timestamp()) == 3600
    evening = datetime(2026, 11, 20, 22, 30, tzinfo=COPENHAGEN)
    assert MomentField().clean("20-11-2026 22.30") == evening


def test_a_coordinator_plans_a_tour_and_the_phone_has_it(client, team):
    place = f.make_place("Kiosken")
    response = as_(client, team.coordinator).post(
        reverse("field:tour-plan"), planned(team, place, day=localdate().isoformat())
    )
    tour = Tour.objects.get()
    assert response.url == reverse("field:tour", args=[tour.pk])
    assert localtime(tour.planned_to).date() == localdate() + timedelta(days=1)
    assert {each.user for each in tour.members.all()} == {team.worker, team.mate}
    found = f.fetched(client, f.make_phone(team.worker))
    (told,) = (each["fields"] for each in found.changes)
    assert (told["brief"], told["places"]) == ("Hold øje med kiosken", [place.key])


def test_what_cannot_be_planned_is_said_and_what_was_typed_stays(client, team):
    place = f.make_place()
    as_(client, team.coordinator)
    response = client.post(reverse("field:tour-plan"), planned(team, place, ends="21:00"))
    assert response.status_code == 422
    assert "14 timer" in text(response)
    assert "Hold øje med kiosken" in text(response)
    other = f.make_team("Fritidsklubben")
    response = client.post(reverse("field:tour-plan"), planned(team, place, unit=other.unit.pk))
    assert response.status_code == 422
    assert Tour.objects.count() == 0


def test_two_who_change_a_plan_are_told(client, team):
    tour = f.make_tour(team, started_at=None)
    as_(client, team.coordinator)
    data = planned(team, f.make_place())
    assert client.post(reverse("field:tour-change", args=[tour.pk]), data).status_code == 302
    response = client.post(reverse("field:tour-change", args=[tour.pk]), data)
    assert response.status_code == 422
    assert "imens" in text(response)


def test_who_has_not_read_the_brief_is_seen_and_reads_it_once(client, team):
    tour = f.make_tour(team, brief="Hold øje", started_at=None)
    page = text(as_(client, team.coordinator).get(reverse("field:tour", args=[tour.pk])))
    assert page.count("Har ikke læst briefingen") == 2
    as_(client, team.worker)
    for _each in range(2):
        client.post(reverse("field:tour-brief-read", args=[tour.pk]))
    assert Entry.objects.filter(facts__what="brief_read").count() == 1
    page = text(client.get(reverse("field:tour", args=[tour.pk])))
    assert page.count("Har ikke læst briefingen") == 1
    assert page.count("Har læst briefingen") == 1


def test_the_checklist_is_noted_and_missing_things_block_nothing(client, team):
    tour = f.make_tour(team, started_at=None)
    as_(client, team.worker)
    client.post(reverse("field:tour-ready", args=[tour.pk]), {"answers": ["phone"]})
    member = tour.members.get(user=team.worker)
    assert member.checklist == {"answers": ["phone"]}
    assert member.ready_at


def test_a_name_in_the_summary_is_saved_and_remarked_on(client, team):
    tour = f.make_tour(team, day=localdate() - timedelta(days=1))
    as_(client, team.worker)
    data = {
        "started_at": "2026-11-20T21:00", "ended_at": "2026-11-21T00:30", "weather": "dry",
        "mood": "calm", "summary": "Fulgte Amir hjem", "version": tour.version,
    }  # fmt: skip
    address = reverse("field:tour-write", args=[tour.pk])
    page = text(client.post(address, data, follow=True))
    assert "Det her ligner noget, der siger, hvem nogen er: Amir" in page
    tour.refresh_from_db()
    assert tour.summary == "Fulgte Amir hjem"
    assert tour.written_at
    page = text(as_(client, team.coordinator).get(reverse("field:tour", args=[tour.pk])))
    assert page.count("Amir") >= 3  # the text, the box, and the question before the release


def test_words_that_name_places_are_no_names(client, team):
    place = f.make_place("Sofies Plads")
    tour = f.make_tour(team, places=[place], summary="Roligt ved Sofies Plads")
    page = text(as_(client, team.coordinator).get(reverse("field:tour", args=[tour.pk])))
    assert "Ligner noget" not in page


def test_release_is_the_coordinators_and_a_correction_after_it_takes_a_reason(client, team):
    at = now()
    tour = f.make_tour(team, ended_at=at, started_at=at - timedelta(hours=3), summary="Roligt")
    for user in (team.worker, team.leader):
        response = as_(client, user).post(reverse("field:tour-release", args=[tour.pk]))
        assert response.status_code == 404
    as_(client, team.coordinator)
    client.post(reverse("field:tour-release", args=[tour.pk]), {"version": 1, "text": "Tak"})
    tour.refresh_from_db()
    assert (tour.released_by, tour.release_note) == (team.coordinator, "Tak")
    facts = {name: getattr(tour, name) for name in ("started_at", "ended_at", "weather", "mood")}
    facts["summary"] = "Rettet"
    with pytest.raises(ValidationError):
        actions.write_up(by=team.worker, tour=tour, facts=facts, version=2, at=at)
    with pytest.raises(ChangedMeanwhileError):
        actions.write_up(by=team.worker, tour=tour, facts=facts, version=1, at=at, reason="Fejl")
    actions.write_up(by=team.worker, tour=tour, facts=facts, version=2, at=at, reason="Fejl")
    tour.refresh_from_db()
    assert (tour.summary, tour.version) == ("Rettet", 3)


def test_a_tour_that_went_out_is_not_cancelled_and_a_cancelled_one_says_why(client, team):
    out, planned_ = f.make_tour(team), f.make_tour(team, started_at=None)
    as_(client, team.leader)
    for tour in (out, planned_):
        client.post(reverse("field:tour-cancel", args=[tour.pk]), {"version": 1, "text": "Sygdom"})
    out.refresh_from_db()
    planned_.refresh_from_db()
    assert out.cancelled_at is None
    assert planned_.cancelled_because == "Sygdom"


def test_a_tour_is_offered_the_orders_it_fits_and_counts_by_one_click(client, team):
    place, elsewhere = f.make_place("Torvet"), f.make_place("Havnen")
    who = {"unit": team.unit, "leader": team.leader}
    who = type("Team", (), who)
    fits = orders.make_order(who, places=[place], title="Nattelivet")
    orders.make_order(who, places=[elsewhere], title="Et andet sted", seen=True)
    orders.make_order(who, places=[place], title="En anden dag", weekdays=(1,))
    start, end = hours(FRIDAY, time(21), time(0))
    tour = f.make_tour(
        team, day=FRIDAY, started_at=None, planned_from=start, planned_to=end, places=[place]
    )
    assert fitting(tour, team.coordinator) == [fits]
    after_midnight = f.make_tour(
        team, day=FRIDAY + timedelta(days=2), places=[place],
        started_at=f.danish(2023, 10, 29, 0, 30), ended_at=f.danish(2023, 10, 29, 1, 30),
    )  # fmt: skip
    assert fitting(after_midnight, team.coordinator) == [fits]  # the evening that began Saturday
    as_(client, team.coordinator)
    assert "Passer til: Nattelivet" in text(client.get(reverse("field:tour", args=[tour.pk])))
    client.post(reverse("field:tour-order", args=[tour.pk, fits.pk]))
    assert list(tour.deployments.all()) == [fits]
    client.post(reverse("field:tour-order", args=[tour.pk, fits.pk]), {"do": "untie"})
    assert not tour.deployments.exists()


def test_the_page_of_a_tour_asks_the_same_however_much_was_written(
    client, team, django_assert_max_num_queries
):
    tour = f.make_tour(team)
    as_(client, team.coordinator)

    def more(count):
        for _each in range(count):
            f.make_observation(team, tour=tour, text="Mødte Amir")
            f.make_contact(team, tour=tour)
            f.make_follow_up(team, tour=tour)
            tour.check_ins.create(user=team.worker, kind="ok", made_at=now(), received_at=now())

    address = reverse("field:tour", args=[tour.pk])
    more(1)
    with django_assert_max_num_queries(26):
        client.get(address)
    more(10)
    with django_assert_max_num_queries(26):
        page = text(client.get(address))
    assert page.count("Ingen har svaret") == 0
