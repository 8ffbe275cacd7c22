"""What a phone sends is taken in exactly once, or parked whole; nothing is dropped."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate, now

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.field.models import (
    Conflict,
    Contact,
    FieldChange,
    ParkedItem,
    PlaceObservation,
    SyncedItem,
    Tour,
    YouthGroup,
)
from indsats.field.tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def place():
    return f.make_place(area=f.make_area())


@pytest.fixture
def phone(team):
    return f.make_phone(team.worker)


def test_a_whole_tour_is_taken_in(client, team, place, phone):
    tour, group = uuid4(), uuid4()
    items = [
        f.toured(team, record=tour, started_at=now().isoformat(), places=[place.key],
                 members=[team.worker.username, team.mate.username]),
        f.item("checklist", tour=str(tour), answers=["phone", "jacket"]),
        f.item("check_in", tour=str(tour), kind="out"),
        f.observed(team, place, tour=str(tour), behaviours=["music", "hash"], faults=["light"],
                   text="Høj musik fra en højtaler ved cykelstativerne"),
        f.item("contact", tour=str(tour), unit=team.unit.key, met_at=now().isoformat(),
               ages="16-17", kind="conversation", themes=["job"]),
        f.item("group", record=group, unit=team.unit.key, place=place.key, crowd="5-9"),
        f.item("sighting", group=str(group), tour=str(tour), seen_at=now().isoformat(),
               crowd="10-19", mood="loud"),
        f.item("follow_up", tour=str(tour), unit=team.unit.key, text="Ring til klubben",
               owner=team.mate.username),
        f.item("incident", unit=team.unit.key, kind="unrest", title="Uro ved stationen",
               happened_at=now().isoformat(), place=place.key),
    ]  # fmt: skip
    results = f.sent(client, phone, *items)
    assert [each["outcome"] for each in results] == ["taken"] * len(items), results
    row = Tour.objects.get(pk=tour)
    assert row.members.count() == 2
    assert list(row.places.all()) == [place]
    seen = PlaceObservation.objects.get()
    assert (seen.tour, seen.author, seen.area) == (row, team.worker, place.states.get().area)
    assert {mark.code for mark in seen.marks.all()} == {"music", "hash", "light"}
    assert "højtal" in " ".join(word.stem for word in seen.words.all())
    assert YouthGroup.objects.get().number == 1
    assert Contact.objects.get().themes == ["job"]
    assert SyncedItem.objects.count() == len(items)
    assert verify() == []


def test_sending_again_does_nothing_and_gives_the_same_answer(client, team, place, phone):
    new = f.observed(team, place, text="Stille")
    bad = f.observed(team, place, mood="angry")
    first = f.sent(client, phone, new, bad)
    lines = Entry.objects.count()
    assert f.sent(client, phone, new, bad) == first
    assert PlaceObservation.objects.count() == 1
    assert Entry.objects.count() == lines
    assert FieldChange.objects.count() == 1


def test_the_same_name_with_other_content_is_parked(client, team, place, phone):
    new = f.observed(team, place, text="Stille")
    f.sent(client, phone, new)
    other = {**new, "fields": {**new["fields"], "text": "Noget andet"}}
    results = [f.sent(client, phone, other)[0] for _each in range(2)]
    assert {each["reason"] for each in results} == {"invalid"}
    assert ParkedItem.objects.get().body["fields"]["text"] == "Noget andet"
    assert PlaceObservation.objects.get().text == "Stille"


def test_two_phones_on_one_field_keep_both_values(client, team, place, phone):
    mate = f.make_phone(team.mate)
    record = str(uuid4())
    f.sent(client, phone, f.observed(team, place, record=record, text="Stille"))
    edit = {"record": record, "base": 1, "was": {"text": "Stille", "behaviours": []}}
    one = f.sent(client, phone, f.item(**edit, text="Stille, to par", behaviours=["music"]))
    two = f.sent(client, mate, f.item(**edit, text="Råben", behaviours=["litter"], mood="loud"))
    assert one[0]["outcome"] == "taken"
    assert one[0]["version"] == 2
    assert two[0]["outcome"] == "conflict"
    assert two[0]["collided"] == ["mood", "text"] or two[0]["collided"] == ["text"]
    assert two[0]["fields"]["text"] == "Stille, to par"
    row = PlaceObservation.objects.get()
    assert row.text == "Stille, to par"
    assert sorted(row.behaviours) == ["litter", "music"]
    kept = Conflict.objects.get(field="text")
    assert (kept.kept, kept.offered) == ("Stille, to par", "Råben")
    assert (kept.kept_by, kept.offered_by) == (team.worker, team.mate)


def test_a_minute_apart_is_a_collision_all_the_same(client, team, phone):
    mate, record = f.make_phone(team.mate), str(uuid4())
    start = now() - timedelta(hours=3)
    f.sent(client, phone, f.toured(team, record=record, started_at=start.isoformat()))
    edit = {"record": record, "base": 1, "was": {"started_at": start.isoformat()}}
    moments = [(start + timedelta(minutes=each)).isoformat() for each in (1, 30)]
    for each, at in zip((phone, mate), moments, strict=True):
        f.sent(client, each, f.item("tour", **edit, started_at=at))
    assert Tour.objects.get().started_at.isoformat() == moments[0]
    assert Conflict.objects.get().field == "started_at"


def test_only_pins_of_places_and_incidents_are_kept_and_rounded(client, team, place, phone):
    pin = {"latitude": 55.612345678, "longitude": 12.356789}
    fine = f.item("observation", unit=team.unit.key, seen_at=now().isoformat(), crowd="0",
                  mood="calm", position=pin)  # fmt: skip
    tracked = [
        f.toured(team, **{name: value})
        for name, value in {
            "gps": [55.6123456, 12.35], "track": [[55.6123456, 12.35]], "position": pin,
            "lat": 55.6123456, "route": "55.6123456,12.35",
        }.items()
    ]  # fmt: skip
    exact = f.item("observation", unit=team.unit.key, seen_at=now().isoformat(), crowd="0",
                   mood="calm", position={**pin, "accuracy": 4})  # fmt: skip
    odd = {**f.toured(team, gps=55.6123456, where={"x": 55.6123456}), "form": 99}
    results = f.sent(client, phone, fine, *tracked, exact, odd)
    assert [each["outcome"] for each in results] == ["taken"] + ["parked"] * 7
    row = PlaceObservation.objects.get()
    assert (row.latitude, row.longitude) == (55.6123, 12.3568)
    assert row.area == place.states.get().area
    assert Tour.objects.count() == 0
    kept = " ".join(str(each.body) + each.detail for each in ParkedItem.objects.all())
    kept += " ".join(str(each.facts) for each in Entry.objects.all())
    # A moment such as 01:16:55.618 holds the same digits and is no position.
    assert not re.search(r"55[.,]612|12[.,]35", re.sub(r"\d\d:\d\d:\d\d\.\d+", "", kept))


def test_a_clock_wrong_by_a_day_is_set_right(client, team, place, phone):
    wrong = now() - timedelta(days=1)
    tour = str(uuid4())
    f.sent(
        client, phone,
        f.toured(team, record=tour, day=localdate(wrong), made_at=wrong,
                 started_at=wrong.isoformat()),
        f.observed(team, place, at=wrong),
        sent_at=wrong.isoformat(),
    )  # fmt: skip
    row, seen = Tour.objects.get(), PlaceObservation.objects.get()
    assert row.day == localdate()
    for at in (row.started_at, row.made_at, seen.seen_at, seen.made_at):
        assert abs(at - now()) < timedelta(minutes=1)
    told = Entry.objects.get(subject=f"field.tour:{tour}").facts
    assert abs(told["phone_behind_by_seconds"] - 86_400) < 60
    again = f.item("tour", record=tour, base=1, was={"started_at": wrong.isoformat()},
                   started_at=(wrong - timedelta(minutes=30)).isoformat())  # fmt: skip
    assert f.sent(client, phone, again, sent_at=wrong.isoformat())[0]["outcome"] == "taken"


def test_a_clock_ahead_never_makes_the_future(client, team, place, phone):
    ahead = now() + timedelta(days=1)
    f.sent(client, phone, f.observed(team, place, at=ahead))
    assert PlaceObservation.objects.get().seen_at <= now()
