"""What waits on the desk: parked entries, collisions and phones are decided on by a person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.audit.models import Act, Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.deciding import put_aside, take_in
from indsats.field.actions.settling import settle
from indsats.field.models import (
    CheckIn,
    Conflict,
    Contact,
    Device,
    FieldChange,
    KnownYouth,
    ParkedItem,
    PlaceObservation,
    SyncedItem,
    Tour,
)
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text
from indsats.field.tests.test_leaving import move
from indsats.organisation.models import UnitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def place():
    return f.make_place()


def parked_after_moving(client, team, *items, **more):
    """Let a worker who has moved on send entries; give what was parked."""
    phone = f.make_phone(team.worker)
    move(team.worker, f.make_team("Fritidsklubben").unit)
    f.sent(client, phone, *items, **more)
    return phone, list(ParkedItem.objects.order_by("pk"))


def test_what_is_taken_in_becomes_the_writers_own_record(client, team, place):
    entry = f.observed(team, place, text="Uro ved kiosken", behaviours=["music"])
    phone, (parked,) = parked_after_moving(client, team, entry)
    take_in(by=team.coordinator, parked=parked, at=now())
    row = PlaceObservation.objects.get()
    assert (row.author, row.unit, row.text) == (team.worker, team.unit, "Uro ved kiosken")
    assert [mark.code for mark in row.marks.all()] == ["music"]
    parked.refresh_from_db()
    assert (parked.outcome, parked.handled_by) == ("taken_in", team.coordinator)
    (again,) = f.sent(client, phone, entry)  # the phone sends once more: nothing is made twice
    assert again["outcome"] == "taken"
    assert PlaceObservation.objects.count() == 1
    assert Entry.objects.filter(actor=team.coordinator.username, act=Act.CREATED).exists()


def test_a_wrong_clock_is_still_set_right_when_a_person_decides_days_later(client, team, place):
    wrong = now() - timedelta(days=1)
    entry = f.observed(team, place, at=wrong)
    _phone, (parked,) = parked_after_moving(client, team, entry, sent_at=wrong.isoformat())
    take_in(by=team.coordinator, parked=parked, at=now())
    row = PlaceObservation.objects.get()
    assert abs(row.seen_at - now()) < timedelta(minutes=1)
    assert abs(row.made_at - now()) < timedelta(minutes=1)


def test_a_closed_units_work_is_taken_into_the_one_that_took_over(client, team, place):
    phone, tour = f.make_phone(team.worker), uuid4()
    UnitState.objects.filter(unit=team.unit).update(valid_to=localdate())
    of = {"tour": str(tour)}
    check_in = f.item("check_in", kind="ok", **of)
    f.sent(client, phone, f.toured(team, record=tour), check_in, f.observed(team, place, **of))
    as_(client, team.leader)
    first = ParkedItem.objects.order_by("pk").first()
    page = client.get(reverse("field:parked-item", args=[first.pk]))
    assert "3 registreringer fra turen" in text(page)
    client.post(reverse("field:parked-together", args=[first.pk]))
    assert Tour.objects.get().unit == team.centre
    assert PlaceObservation.objects.get().unit == team.centre
    assert CheckIn.objects.count() == 1
    assert not ParkedItem.objects.open().exists()


def test_a_released_tours_late_words_are_taken_in_by_the_coordinator(client, team, place):
    tour = f.make_tour(team, released_at=now(), released_by=team.coordinator)
    phone = f.make_phone(team.worker)
    f.sent(client, phone, f.item("tour", record=tour.pk, base=1, summary="Glemt"))
    take_in(by=team.coordinator, parked=ParkedItem.objects.get(), at=now())
    tour.refresh_from_db()
    assert (tour.summary, tour.version) == ("Glemt", 2)


def test_too_long_a_text_is_cut_down_by_a_person_and_nothing_is_gone(client, team, place):
    long = "Uro. " * 400
    f.sent(client, f.make_phone(team.worker), f.observed(team, place, text=long, mood="tense"))
    parked = ParkedItem.objects.get()
    as_(client, team.coordinator)
    address = reverse("field:parked-item", args=[parked.pk])
    page = text(client.get(address))
    assert "2000" in page or "1999" in page
    assert long.strip()[:40] in page
    fields = {"place": place.key, "crowd": "5-9", "mood": "tense", "weather": "", "ages": "",
              "genders": "", "text": long}  # fmt: skip
    assert client.post(address, fields).status_code == 422
    assert client.post(address, {**fields, "text": "Uro hele aftenen"}).status_code == 302
    assert PlaceObservation.objects.get().text == "Uro hele aftenen"
    parked.refresh_from_db()
    assert parked.body["fields"]["text"] == long


def test_reading_a_parked_entry_leaves_a_line_in_the_trail(client, team, place):
    _phone, (parked,) = parked_after_moving(client, team, f.observed(team, place))
    as_(client, team.leader).get(reverse("field:parked-item", args=[parked.pk]))
    line = Entry.objects.get(act=Act.SEEN)
    assert (line.actor, line.subject) == (team.leader.username, f"field.parkeditem:{parked.pk}")


def test_only_one_decides_and_putting_aside_takes_a_reason(client, team, place):
    _phone, (parked,) = parked_after_moving(client, team, f.observed(team, place))
    with pytest.raises(ValidationError):
        put_aside(by=team.leader, parked=parked, because=" ", at=now())
    put_aside(by=team.leader, parked=parked, because="Skrevet to gange", at=now())
    with pytest.raises(ValidationError, match="imens"):
        take_in(by=team.coordinator, parked=parked, at=now())
    assert PlaceObservation.objects.count() == 0
    assert ParkedItem.objects.get().body["fields"]["mood"] == "calm"


def collided(client, team, place):
    """Let two phones write the same field; give the record and the collision."""
    record = str(uuid4())
    phone, mate = f.make_phone(team.worker), f.make_phone(team.mate)
    f.sent(client, phone, f.observed(team, place, record=record, text="Først"))
    for each, words in ((phone, "Alices ord"), (mate, "Bobs ord")):
        f.sent(client, each, f.item(record=record, base=1, was={"text": "Først"}, text=words))
    return PlaceObservation.objects.get(), Conflict.objects.get()


@pytest.mark.parametrize(
    ("chosen", "stands"),
    [("kept", "Alices ord"), ("offered", "Bobs ord"), ("written", "Alices og Bobs ord")],
)
def test_a_collision_is_settled_on_the_page(client, team, place, chosen, stands):
    row, clash = collided(client, team, place)
    as_(client, team.coordinator)
    page = text(client.get(reverse("field:collision", args=[clash.pk])))
    assert "Alices ord" in page
    assert "Bobs ord" in page
    changes = FieldChange.objects.count()
    data = {"chosen": chosen, "text": "Alices og Bobs ord", "version": row.version}
    assert client.post(reverse("field:collision", args=[clash.pk]), data).status_code == 302
    row.refresh_from_db()
    clash.refresh_from_db()
    assert row.text == stands
    assert row.version == (2 if chosen == "kept" else 3)
    assert FieldChange.objects.count() == changes + (chosen != "kept")
    assert (clash.settled_by, clash.chosen) == (team.coordinator, chosen)
    assert {clash.kept, clash.offered} == {"Alices ord", "Bobs ord"}


def test_two_at_once_settle_a_collision_once(client, team, place):
    row, clash = collided(client, team, place)
    who = {"conflict": clash, "chosen": "offered", "at": now()}
    with pytest.raises(ChangedMeanwhileError):
        settle(by=team.leader, version=row.version - 1, **who)
    settle(by=team.leader, version=row.version, **who)
    with pytest.raises(ValidationError, match="imens"):
        settle(by=team.coordinator, version=row.version, **who)


@pytest.mark.parametrize(("chosen", "left"), [("kept", ["A7", "A7b"]), ("offered", ["A7"])])
def test_one_code_from_two_phones_is_two_youths_or_one(client, team, chosen, left):
    phone, mate = f.make_phone(team.worker), f.make_phone(team.mate)
    made = [f.item("known", unit=team.unit.key, code="A7") for _each in range(2)]
    f.sent(client, phone, made[0])
    f.sent(client, mate, made[1], f.item(
        "contact", unit=team.unit.key, met_at=now().isoformat(), ages="16-17", kind="help",
        known=made[1]["record"],
    ))  # fmt: skip
    settle(by=team.coordinator, conflict=Conflict.objects.get(), chosen=chosen, version=0, at=now())
    assert sorted(KnownYouth.objects.values_list("code", flat=True)) == left
    assert Contact.objects.get().known.code == left[-1]


def test_the_list_of_phones_says_who_has_not_sent_and_nothing_of_where(client, team, place):
    phone = f.make_phone(team.worker)
    f.call(client, phone, [], waiting=3, oldest_waiting_at=(now() - timedelta(days=2)).isoformat())
    f.make_phone(f.make_team("Fritidsklubben").worker, name="En anden")
    page = text(as_(client, team.coordinator).get(reverse("field:phones")))
    assert "Registreringer venter" in page
    assert "En anden" not in page
    assert "adresse" not in page.lower()
    address = reverse("field:phone-close", args=[phone.device.pk])
    assert client.post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "Tabt i bussen", "wipe": "on"}).status_code == 302
    row = Device.objects.get(pk=phone.device.pk)
    assert (row.wipe, row.closed_because) == (True, "Tabt i bussen")
    assert row.closed_at


@pytest.mark.parametrize("name", ["parked", "collisions", "phones", "alarms", "tours"])
def test_lists_ask_the_same_however_long_they_are(
    client, team, place, name, django_assert_max_num_queries
):
    phone = f.make_phone(team.worker)
    as_(client, team.coordinator)

    def more(count):
        for number in range(count):
            at = now()
            fields = {"device": phone.device, "user": team.worker, "unit": team.unit,
                      "received_at": at, "made_at": at}  # fmt: skip
            ParkedItem.objects.create(
                op=uuid4(), kind="tour", record=uuid4(), body={}, reason="closed", **fields
            )
            Conflict.objects.create(
                op=uuid4(), unit=team.unit, kind="tour", record=uuid4(), field="summary",
                offered_by=team.mate, offered_at=at, received_at=at,
            )  # fmt: skip
            f.make_phone(team.mate, name=f"Nr. {number}")
            tour = f.make_tour(team, day=localdate() - timedelta(days=2))
            tour.alarms.create(due_at=at, raised_at=at)

    more(1)
    with django_assert_max_num_queries(10):
        assert client.get(reverse(f"field:{name}")).status_code == 200
    more(20)
    with django_assert_max_num_queries(10):
        assert client.get(reverse(f"field:{name}")).status_code == 200


def test_receipts_of_what_a_person_took_in_keep_the_phones_own_mark(client, team, place):
    _phone, (parked,) = parked_after_moving(client, team, f.observed(team, place))
    before = SyncedItem.objects.get().digest
    take_in(by=team.coordinator, parked=parked, at=now())
    receipt = SyncedItem.objects.get()
    assert (receipt.digest, receipt.outcome) == (before, "taken")
