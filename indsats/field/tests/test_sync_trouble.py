"""Calls that go wrong: cut, too large, at once, from a phone that is not ours; nothing is lost."""

import threading
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.utils.timezone import now

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.field.actions import taking
from indsats.field.models import (
    Conflict,
    Device,
    KnownYouth,
    ParkedItem,
    PlaceObservation,
    SyncedItem,
    Tour,
    YouthGroup,
)
from indsats.field.tests import factories as f

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def place():
    return f.make_place()


@pytest.fixture
def phone(team):
    return f.make_phone(team.worker)


def test_a_call_cut_in_the_middle_has_taken_in_the_first(client, team, place, phone, monkeypatch):
    items = [f.observed(team, place, text=f"Nummer {number}") for number in range(6)]
    plain, done = taking.record, []

    def cut(**facts):
        done.append(facts)
        if len(done) == 4:
            raise OperationalError("the server closed the connection unexpectedly")
        return plain(**facts)

    monkeypatch.setattr(taking, "record", cut)
    client.raise_request_exception = False
    assert f.call(client, phone, items).status_code == 500
    assert PlaceObservation.objects.count() == SyncedItem.objects.count() == 3
    monkeypatch.setattr(taking, "record", plain)
    assert {each["outcome"] for each in f.sent(client, phone, *items)} == {"taken"}
    assert sorted(PlaceObservation.objects.values_list("text", flat=True)) == [
        f"Nummer {number}" for number in range(6)
    ]
    assert verify() == []


def test_an_error_of_ours_parks_the_entry_and_lets_the_rest_through(
    client, team, place, phone, monkeypatch, caplog
):
    items = [f.observed(team, place, text=text) for text in ("en", "to", "tre")]
    plain = taking.write

    def trips(sender, item, *more):
        if item.given["text"] == "to":
            raise ZeroDivisionError
        return plain(sender, item, *more)

    monkeypatch.setitem(taking.__dict__, "write", trips)
    answers = f.sent(client, phone, *items)
    assert [each["outcome"] for each in answers] == ["taken", "parked", "taken"]
    assert ParkedItem.objects.get().body["fields"]["text"] == "to"
    assert "ZeroDivisionError" in caplog.text
    assert "to" not in [record.getMessage() for record in caplog.records]


def test_what_the_tables_would_refuse_is_parked_in_words(client, team, phone):
    at = now().isoformat()
    nowhere = f.item("observation", unit=team.unit.key, seen_at=at, crowd="0", mood="calm")
    backwards = f.toured(team, started_at=at, ended_at="2026-01-01T20:00:00Z")
    unknown = [
        f.toured(team, places=["findes-ikke"]),
        f.toured(team, members=["ukendt"]),
        f.item("sighting", group=str(uuid4()), seen_at=at, crowd="5-9", mood="calm"),
        f.item("check_in", tour=str(uuid4()), kind="ok"),
        f.item("observation", record=uuid4(), base=3, text="Ændret"),
        {**f.toured(team), "fields": {**f.toured(team)["fields"], "unit": "findes-ikke"}},
    ]
    answers = f.sent(client, phone, nowhere, backwards, *unknown)
    assert [each["reason"] for each in answers] == [
        "invalid", "invalid", "unknown", "unknown", "unknown", "unknown", "too_old", "unknown",
    ]  # fmt: skip
    assert all(each["text"] for each in answers)
    assert set(ParkedItem.objects.values_list("unit", flat=True)) == {team.unit.pk}


def test_an_entry_is_never_tied_to_another_teams_records(client, team, place, phone):
    other = f.make_team("Fritidsklubben")
    tour, known, group = f.make_tour(other), f.make_known(other), f.make_group(other)
    at = now().isoformat()
    answers = f.sent(
        client, phone,
        f.observed(team, place, tour=str(tour.pk)),
        f.item("contact", unit=team.unit.key, met_at=at, ages="16-17", kind="help",
               known=str(known.pk)),
        f.item("sighting", group=str(group.pk), seen_at=at, crowd="5-9", mood="calm"),
        f.item("tour", record=tour.pk, base=1, summary="Kapret"),
        f.item("check_in", tour=str(tour.pk), kind="home"),
    )  # fmt: skip
    assert {each["outcome"] for each in answers} == {"parked"}
    assert Tour.objects.get().summary == ""


def test_the_same_code_from_two_phones_is_two_youths_until_somebody_says_otherwise(
    client, team, phone
):
    mate = f.make_phone(team.mate)
    first, second = (f.item("known", unit=team.unit.key, code="A7") for _each in range(2))
    f.sent(client, phone, first)
    (answer,) = f.sent(client, mate, second)
    assert (answer["outcome"], answer["collided"]) == ("conflict", ["code"])
    assert answer["fields"] == {"code": "A7b"}
    assert sorted(KnownYouth.objects.values_list("code", flat=True)) == ["A7", "A7b"]
    assert Conflict.objects.get().offered_by == team.mate
    assert f.sent(client, mate, second)[0] == answer


def test_groups_of_two_phones_at_one_place_get_a_number_each(client, team, place, phone):
    mate = f.make_phone(team.mate)
    for each in (phone, mate):
        (answer,) = f.sent(
            client, each, f.item("group", unit=team.unit.key, place=place.key, crowd="5-9")
        )
        assert answer["outcome"] == "taken"
    assert sorted(YouthGroup.objects.values_list("number", flat=True)) == [1, 2]


def test_too_much_at_once_is_told_to_halve(client, team, place, phone):
    assert f.call(client, phone, [{}] * 51).status_code == 413
    long = [f.observed(team, place, text="x" * 200_000) for _each in range(2)]
    assert f.call(client, phone, long).json() == {"problem": "too_large"}
    (answer,) = f.sent(client, phone, long[0])  # halved to one it is taken, and parked whole
    assert answer["outcome"] == "parked"
    assert len(ParkedItem.objects.get().body["fields"]["text"]) == 200_000


@pytest.mark.parametrize("body", ["", "x", "[]", "null", '{"items": {}}', "{" * 5000, "[" * 90_000])
def test_nonsense_is_told_so(client, phone, body):
    response = client.post(
        "/api/v1/felt/synk", body, content_type="application/json",
        headers={"Authorization": f"Bearer {phone.key}"},
    )  # fmt: skip
    assert (response.status_code, response.json()["problem"]) == (400, "unreadable")


@pytest.mark.parametrize("items", [[7], ["x"], [None], [[]], [{}], [{"op": "x", "kind": 7}]])
def test_a_nonsense_entry_is_parked_once(client, phone, items):
    first, again = f.sent(client, phone, *items), f.sent(client, phone, *items)
    assert first == again
    assert first[0]["reason"] == "invalid"
    assert ParkedItem.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "Bearer", "Basic abc"])
def test_without_its_key_nothing_opens(client, phone, team, key):
    client.force_login(team.worker, backend=BACKEND)  # a session is no key
    told = {"device": str(phone.device.pk), "items": []}
    headers = {"Authorization": key} if key else {}
    response = client.post(
        "/api/v1/felt/synk", told, content_type="application/json", headers=headers
    )
    assert (response.status_code, response.json()) == (401, {"problem": "login"})
    assert "sessionid" not in response.cookies


def test_the_key_of_one_phone_does_not_open_another(client, team, phone):
    mate = f.make_phone(team.mate)
    mixed = f.make_phone(team.worker)
    mixed.device, mixed.key = phone.device, mate.key
    assert f.call(client, mixed).status_code == 400
    assert not any(mate.key in str(row) for row in Device.objects.values_list())


def test_a_key_renewed_ends_the_old_one_and_a_stranger_cannot_take_the_phone(client, team, phone):
    client.force_login(team.worker, backend=BACKEND)
    told = {"device": str(phone.device.pk), "name": "Ny skærm", "app": "2"}
    made = client.post("/felt/telefon/", told, content_type="application/json").json()
    assert made["user"]["username"] == team.worker.username
    assert f.call(client, phone).status_code == 401
    phone.key = made["key"]
    assert f.call(client, phone).status_code == 200
    client.force_login(team.mate, backend=BACKEND)
    response = client.post("/felt/telefon/", told, content_type="application/json")
    assert (response.status_code, response.json()) == (409, {"problem": "device"})
    assert Device.objects.get().user == team.worker


def test_enrolling_asks_for_the_token_of_the_page(team):
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.worker, backend=BACKEND)
    told = {"device": str(uuid4())}
    assert client.post("/felt/telefon/", told, content_type="application/json").status_code == 403
    assert Device.objects.count() == 0


def test_a_phone_that_calls_without_end_is_told_to_wait(client, phone, settings):
    settings.PHONE_CALLS = 2
    assert [f.call(client, phone).status_code for _each in range(3)] == [200, 200, 429]


def test_what_a_phone_says_of_itself_is_noted_and_nothing_else(client, team, place, phone):
    at = now()
    items = [f.observed(team, place)]
    f.call(client, phone, items, waiting=4, oldest_waiting_at=at.isoformat(), gps=[55.6, 12.3])
    row = Device.objects.get()
    assert (row.waiting, row.oldest_waiting_at) == (3, at)
    assert row.last_seen_at
    assert row.last_synced_at is None
    f.call(client, phone, [], waiting="mange", oldest_waiting_at="x", sent_at=7)
    row.refresh_from_db()
    assert (row.waiting, row.oldest_waiting_at) == (0, None)


def test_no_words_of_an_entry_are_in_the_trail(client, team, place, phone):
    f.sent(client, phone, f.observed(team, place, text="Hemmelighed"),
           f.observed(team, place, text="Hemmelighed", mood="x"))  # fmt: skip
    trail = [str(each.facts) + each.reason for each in Entry.objects.all()]
    assert len(trail) >= 3
    assert not [line for line in trail if "Hemmelighed" in line]


def at_once(calls):
    """Let every call go at the same moment, each in a thread of its own."""
    gate, given, failed = threading.Barrier(len(calls)), [], []

    def one(phone, items):
        try:
            gate.wait()
            given.append(f.sent(Client(), phone, *items))
        except Exception as error:  # noqa: BLE001 -- told to the test below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in calls]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    return given


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_lose_nothing():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has one connection")
    team, place, record = f.make_team(), f.make_place(), str(uuid4())
    phones = [f.make_phone(team.worker), f.make_phone(team.mate)]
    new = f.observed(team, place, record=record, text="Først")
    edits = [
        f.item(record=record, base=1, was={"text": "Først"}, text=text) for text in ("Her", "Der")
    ]
    at_once([(phones[0], [new]), (phones[0], [new]), (phones[0], [new])])
    assert PlaceObservation.objects.count() == 1
    answers = at_once([(phones[0], [edits[0]]), (phones[1], [edits[1]]), (phones[1], [edits[1]])])
    assert sorted(each[0]["outcome"] for each in answers) in (
        ["conflict", "conflict", "taken"], ["conflict", "taken", "taken"],
    )  # fmt: skip
    kept = Conflict.objects.get()
    assert {kept.kept, kept.offered} == {"Her", "Der"}
    assert verify() == []
