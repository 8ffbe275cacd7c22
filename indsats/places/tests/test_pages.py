"""The pages of places: what they show, what they take in, how much they ask the database."""

import json
from datetime import date

import pytest
from django.urls import reverse

from indsats.base.periods import Span
from indsats.organisation.tests.factories import make_unit, make_worker
from indsats.places.actions.places import PlaceWish, close_place, set_timelines
from indsats.places.models import Place, PlaceState
from indsats.places.rules.borders import Point
from indsats.places.rules.opening import Hours
from indsats.places.rules.timeline import Slice
from indsats.places.tests.factories import (
    STATION,
    facts,
    make_area,
    make_coordinator,
    make_place,
)

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def coordinator(client):
    user = make_coordinator()
    client.force_login(user, backend=BACKEND)
    return user


def sent(**more):
    return {
        "name": "Ishøj Bibliotek", "kind": "library", "latitude": "55,6140", "longitude": "12.3570",
        "address": "", "owner": "Ishøj Kommune", "unit": "", "hours": "man-tor 14-22",
        "note": "", "day": "2026-01-01", **more,
    }  # fmt: skip


def test_the_map_is_told_the_owner_and_the_opening_hours(client, coordinator):
    hours = (Hours((1, 2, 3, 4), 14 * 60, 22 * 60), Hours((5,), 14 * 60, 23 * 60))
    make_place("Klubben", kind="club", owner="Ishøj Kommune", hours=hours)
    (feature,) = json.loads(client.get(reverse("places-api")).content)["features"]
    assert feature["properties"] == {
        "name": "Klubben", "kind": "club", "owner": "Ishøj Kommune",
        "hours": "Mandag–torsdag 14.00–22.00; Fredag 14.00–23.00",
    }  # fmt: skip


def test_the_data_of_the_map_is_that_of_the_list(client, coordinator):
    area = make_area("Bycenter")
    make_place("Ishøj Station")
    make_place("Ishøj Skole", kind="school", at=Point(55.7, 12.1))
    data = json.loads(client.get(reverse("places-api"), {"area": area.key}).content)
    (feature,) = data["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [12.3579, 55.6134]}
    assert feature["properties"] == {"name": "Ishøj Station", "kind": "station"}
    assert data["kinds"]["station"] == "Station"
    assert data["page"] == "/steder/sted/{id}/"
    found = json.loads(client.get(reverse("places-api"), {"q": "skole"}).content)["features"]
    assert [each["properties"]["name"] for each in found] == ["Ishøj Skole"]


def test_a_day_in_the_past_shows_what_was_in_use(client, coordinator):
    place = make_place("Den gamle kiosk", kind="shopping")
    close_place(by=coordinator, place=place, day=date(2024, 1, 1), reason="Revet ned")
    assert "Den gamle kiosk" not in client.get(reverse("places:list")).content.decode()
    before = {"dag": "2023-12-31"}
    assert "Den gamle kiosk" in client.get(reverse("places:list"), before).content.decode()
    page = client.get(reverse("places:place", args=[place.key])).content.decode()
    assert "ikke i brug denne dag" in page
    assert (
        "Vist, som det er den"
        in client.get(reverse("places:place", args=[place.key]), before).content.decode()
    )


def test_a_place_shows_its_area_hours_and_history(client, coordinator):
    make_area("Bycenter")
    club = facts("Klubben", kind="club", hours=(Hours((1, 2, 3, 4), 840, 1320),))
    moved = facts("Klubben", kind="club", at=(55.6135, 12.358), hours=club.hours)
    wanted = [
        Slice(Span(date(2020, 1, 1), date(2025, 1, 1)), club),
        Slice(Span(date(2025, 1, 1)), moved),
    ]
    set_timelines(by="test", wishes=[PlaceWish("klubben", wanted)])
    place = Place.objects.get()
    page = client.get(reverse("places:place", args=[place.key])).content.decode()
    for words in ("Bycenter", "Mandag–torsdag", "14.00–22.00", "Placering: 55.61340, 12.35790 →"):
        assert words in page
    assert "/ret/2020-01-01/" in page


def test_registering_changing_and_correcting_by_form(client, coordinator):
    response = client.post(reverse("places:new"), sent())
    assert response.status_code == 302
    place = Place.objects.get()
    state = place.states.get()
    assert (state.latitude, state.longitude) == (55.614, 12.357)
    assert state.opening_hours == [{"days": [1, 2, 3, 4], "from": "14:00", "to": "22:00"}]
    change = reverse("places:change", args=[place.key])
    assert "man-tor 14.00-22.00" in client.get(change).content.decode()
    client.post(change, sent(name="Biblioteket", day="2026-06-01", version="1"))
    client.post(
        reverse("places:correct", args=[place.key, "2026-01-01"]),
        sent(name="Ishøj bibliotek", first="2026-01-01", last="2026-05-31", reason="Stavet forkert",
             version="2"),
    )  # fmt: skip
    assert list(place.states.order_by("valid_from").values_list("name", "valid_to")) == [
        ("Ishøj bibliotek", date(2026, 6, 1)),
        ("Biblioteket", None),
    ]
    client.post(
        reverse("places:close", args=[place.key]), {"day": "2026-09-01", "reason": "Flyttet"}
    )
    assert not PlaceState.objects.on(date(2026, 9, 1)).exists()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"latitude": "nord"}, "Skriv grader som et tal"),
        ({"latitude": "617000", "longitude": "720000"}, "skal være i grader"),
        ({"hours": "man-tor 14-22\nengang imellem"}, "»engang imellem« kan ikke læses"),
        ({"day": "31/31"}, "dag-måned-år"),
        ({"name": ""}, "id_name"),
    ],
)
def test_bad_input_is_answered_in_danish_and_nothing_is_lost(client, coordinator, bad, said):
    response = client.post(reverse("places:new"), sent(**bad))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Ishøj Kommune" in page, "what was typed stays"
    assert not Place.objects.exists()


def test_the_second_of_two_may_look_and_save_again(client, coordinator):
    place = make_place("Før")
    change = reverse("places:change", args=[place.key])
    client.post(change, sent(name="Den ene", version="1"))
    response = client.post(change, sent(name="Den anden", version="1"))
    assert response.status_code == 422
    assert 'name="version" value="2"' in response.content.decode()
    assert client.post(change, sent(name="Den anden", version="2")).status_code == 302


def test_an_entry_that_is_not_there_is_404(client, coordinator):
    place = make_place()
    for first in ("2021-01-01", "i-går", "2020-13-45"):
        address = reverse("places:correct", args=[place.key, first])
        assert client.get(address).status_code == 404


def test_who_only_sees_gets_no_buttons(client):
    client.force_login(make_worker(make_unit()), backend=BACKEND)
    place = make_place()
    page = client.get(reverse("places:place", args=[place.key])).content.decode()
    assert "/aendr/" not in page
    assert "/ret/" not in page
    assert "/steder/nyt/" not in client.get(reverse("places:list")).content.decode()


def test_without_scripts_the_map_is_drawn(client, coordinator):
    make_area("Bycenter")
    make_place("a", at=STATION)
    make_place("b", at=STATION)
    page = client.get(reverse("places:map")).content.decode()
    assert '<svg class="map__drawing" role="img"' in page
    assert '<text class="map__count"' in page


def test_a_picture_below_the_map_is_let_through_only_where_one_is_set_up(client, coordinator):
    assert "data-tiles=" not in client.get(reverse("places:map")).content.decode()
