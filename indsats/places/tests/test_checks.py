"""Safety checks by link: without login, without names, once, until the link is closed."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import now

from indsats.audit.models import Entry
from indsats.organisation.tests.factories import make_unit
from indsats.places.actions import checks
from indsats.places.models import CheckLink, Hotspot, Measure, SafetyCheck
from indsats.places.queries.todo import waiting_for
from indsats.places.tests.factories import (
    asked,
    make_check,
    make_coordinator,
    make_link,
    make_place,
    measure_facts,
)

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _forget_rates():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def unit():
    return make_unit("Den operative indsats")


@pytest.fixture
def by(unit):
    return make_coordinator(unit)


@pytest.fixture
def link(unit, by):
    return make_link(unit, by)


def address(token):
    return reverse("places:check_link", args=[token])


def sent(key="nøgle", **more):
    return {"spot": "Stien bag skolen", "concerns": ["dark", "litter"], "noticed": "evening",
            "text": "Lyset er gået, og der ligger glas.", "request_key": key, **more}  # fmt: skip


def test_it_is_asked_without_login_and_followed_by_the_same_link(client, link, by):
    page = client.get(address(link.token)).content.decode()
    assert "Gildbroskolen" in page
    response = client.post(address(link.token), sent(), follow=True)
    assert response.status_code == 200
    check = SafetyCheck.objects.get()
    assert (check.unit, check.concerns) == (link.link.unit, ["dark", "litter"])
    assert "Modtaget" in response.content.decode()
    entry = Entry.objects.filter(subject=f"places.safetycheck:{check.pk}").get()
    assert entry.actor == f"places.checklink:{link.link.pk}"
    checks.take_up_check(by=by, check=check, at=now())
    assert "Vi kigger på det" in client.get(address(link.token)).content.decode()
    checks.answer_check(by=by, check=check, answer="Lampen er bestilt.", at=now())
    page = client.get(address(link.token)).content.decode()
    assert "Lampen er bestilt." in page
    assert by.name not in page, "who answered is nobody's business outside"


def test_sent_twice_is_one(client, link):
    for _again in range(2):
        assert client.post(address(link.token), sent()).status_code == 302
    assert SafetyCheck.objects.count() == 1
    client.post(address(link.token), sent(key="en anden"))
    assert SafetyCheck.objects.count() == 2


def test_only_a_hash_of_the_secret_is_kept(link):
    kept = str(CheckLink.objects.values().get()) + str(list(Entry.objects.values("facts")))
    assert link.token not in kept


def test_a_closed_expired_or_unknown_link_takes_nothing_in_and_tells_nothing(client, link, by):
    assert client.get(address("x" * 32)).status_code == 404
    with time_machine.travel(now() + timedelta(days=400)):
        assert client.post(address(link.token), sent()).status_code == 410
    checks.revoke_link(by=by, link=link.link, at=now())
    response = client.post(address(link.token), sent())
    assert response.status_code == 410
    assert "Gildbroskolen" not in response.content.decode()
    assert not SafetyCheck.objects.exists()


def test_a_new_link_closes_the_old_one_but_not_what_was_asked_by_it(client, unit, by):
    school = make_place("Skolen", kind="school")
    old = make_link(unit, by, place=school)
    checks.ask_for_check(link=old.link, asked=asked(), request_key="k", at=now())
    new = make_link(unit, by, place=school)
    assert client.get(address(old.token)).status_code == 410
    assert client.get(address(new.token)).status_code == 200
    assert SafetyCheck.objects.count() == 1


def test_one_institution_never_sees_what_another_asked(client, unit, by):
    one = make_link(unit, by, place=make_place("Skole A", kind="school"))
    other = make_link(unit, by, place=make_place("Skole B", kind="school"))
    checks.ask_for_check(
        link=one.link, asked=asked(spot="Hemmeligt hjørne"), request_key="k", at=now()
    )
    assert "Hemmeligt hjørne" in client.get(address(one.token)).content.decode()
    assert "Hemmeligt hjørne" not in client.get(address(other.token)).content.decode()


def test_a_name_or_number_is_asked_about_politely_and_may_stay(client, link):
    named = sent(text="Peter Hansen står der hver aften, ring 51 51 51 51")
    response = client.post(address(link.token), named)
    page = response.content.decode()
    assert response.status_code == 422
    assert "»51 51 51 51« og »Peter Hansen« til en person?" in page
    assert "Stien bag skolen" in page, "nothing that was typed is lost"
    assert not SafetyCheck.objects.exists()
    assert client.post(address(link.token), {**named, "nobody": "on"}).status_code == 302


def test_a_personal_number_never_gets_in(client, link):
    named = sent(text="Ham med 010203-1234", nobody="on")
    response = client.post(address(link.token), named)
    assert "Tag CPR-nummeret ud" in response.content.decode()
    assert not SafetyCheck.objects.exists()


def test_known_places_are_not_taken_for_persons(client, link):
    make_place("Den Glade Gris", kind="shopping")
    assert client.post(address(link.token), sent(text="Ved Den Glade Gris")).status_code == 302


@pytest.mark.parametrize(
    "bad", [{"concerns": []}, {"spot": ""}, {"noticed": "altid"}, {"text": "x" * 1001}]
)
def test_what_is_missing_is_said_and_nothing_is_lost(client, link, bad):
    response = client.post(address(link.token), sent(**bad))
    assert response.status_code == 422
    assert not SafetyCheck.objects.exists()


def test_a_script_in_it_is_only_text(client, link, by):
    client.post(address(link.token), sent(text="<script>alert(1)</script> mørkt"))
    client.force_login(by, backend=BACKEND)
    for page in (
        address(link.token), reverse("places:check", args=[SafetyCheck.objects.get().pk]),
    ):  # fmt: skip
        assert "<script>alert" not in client.get(page).content.decode()


def test_it_can_be_sent_only_so_often(client, link):
    answers = [
        client.post(address(link.token), sent(key=str(number))).status_code for number in range(25)
    ]
    assert answers.count(302) == 20
    assert answers[-1] == 429


def test_an_answer_becomes_a_measure_or_a_hotspot(client, unit, by):
    check = make_check(unit, by)
    client.force_login(by, backend=BACKEND)
    (waits,) = [each for each in waiting_for(by, now().date()) if each.where == "places:check"]
    assert waits.title == "Tryghedskig: Stien bag skolen"
    where = reverse("places:check-answer", args=[check.pk])
    response = client.post(where, {"answer": "Vi skifter pæren", "way": "measure", "title": "Pære"})
    assert response.status_code == 422
    assert response.content.decode().count("vælg en anden måde at svare på") >= 2
    whole = {"answer": "Vi skifter pæren", "way": "measure", "title": "Skift pæren",
             "unit": unit.key, "due": "2030-01-01", "kind": "light"}  # fmt: skip
    assert client.post(where, whole).status_code == 302
    measure = Measure.objects.get()
    assert (SafetyCheck.objects.get().measure, measure.orderer) == (measure, unit)
    facts = measure_facts(unit)
    with pytest.raises(ValidationError, match="besvaret"):
        checks.answer_check(by=by, check=check, answer="Igen", at=now(), measure=facts)


def test_a_hotspot_takes_its_reason_from_the_request(client, unit, by):
    check = make_check(unit, by)
    place = make_place("Stien")
    client.force_login(by, backend=BACKEND)
    words = {"answer": "Stedet følges", "way": "hotspot", "title": "Stien", "place": place.key,
             "goal": "Lys inden jul"}  # fmt: skip
    client.post(reverse("places:check-answer", args=[check.pk]), words)
    hotspot = Hotspot.objects.get()
    assert (hotspot.reason, list(hotspot.places.all())) == ("Lyset er gået.", [place])


def test_the_link_is_shown_once_and_never_kept_by_the_browser(client, unit, by):
    school = make_place("Skolen", kind="school")
    client.force_login(by, backend=BACKEND)
    words = {"place": school.key, "unit": unit.key}
    response = client.post(reverse("places:check-link-make"), words)
    assert "no-store" in response["Cache-Control"]
    assert "/steder/bed-om-tryghedskig/" in response.content.decode()
    assert "/bed-om-tryghedskig/" not in client.get(reverse("places:check-links")).content.decode()
