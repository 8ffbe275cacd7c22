"""Three ways into one record: nothing anybody wrote is lost, whatever the order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats.field import models
from indsats.field.rules import forms, values
from indsats.field.rules.clock import Clock
from indsats.field.rules.forms import FORMS, Field, Type, form
from indsats.field.rules.items import read
from indsats.field.rules.merge import merge

FIELDS = {
    "text": Field(Type.TEXT, longest=600),
    "mood": Field(Type.CODE, codes=("calm", "loud", "tense")),
    "deeds": Field(Type.CODES, codes=("a", "b", "c", "d")),
    "first": Field(Type.YES_NO),
}
RECORDS = st.fixed_dictionaries({
    "text": st.sampled_from([None, "x", "y", "z"]),
    "mood": st.sampled_from([None, "calm", "loud", "tense"]),
    "deeds": st.sets(st.sampled_from("abcd")).map(lambda each: tuple(sorted(each))),
    "first": st.booleans(),
})  # fmt: skip
CHANGES = st.tuples(RECORDS, st.sets(st.sampled_from(sorted(FIELDS)))).map(
    lambda found: {name: found[0][name] for name in sorted(found[1])}
)


def apply(here, was, changes):
    found = merge(FIELDS, was, changes, here)
    return {**here, **found.written}, found


@given(RECORDS, CHANGES, CHANGES)
def test_every_value_is_in_the_record_or_beside_it(before, one, two):
    first, _ = apply(before, before, one)
    after, found = apply(first, before, two)
    for name, value in two.items():
        if name in found.collided:
            assert found.collided[name] == (first[name], value)
            assert after[name] == first[name]
        elif FIELDS[name].type is Type.CODES:
            assert set(value) - set(before[name]) <= set(after[name])
        else:
            assert after[name] == value or value == before[name]
    for name, value in one.items():  # what the first wrote is gone only where the second chose so
        if FIELDS[name].type is Type.CODES:
            added = set(value) - set(before[name])
            assert added <= set(after[name])
        elif value != before[name]:
            assert after[name] == value


@given(RECORDS, CHANGES, CHANGES)
def test_the_order_does_not_matter_where_nothing_collides(before, one, two):
    there, first = apply(apply(before, before, one)[0], before, two)
    back, second = apply(apply(before, before, two)[0], before, one)
    assert set(first.collided) == set(second.collided)
    if not first.collided:
        assert there == back


@given(RECORDS, CHANGES)
def test_sending_the_same_change_again_changes_nothing(before, one):
    once, _ = apply(before, before, one)
    twice, found = apply(once, before, one)
    assert twice == once
    assert not found.collided


def test_each_form_offers_exactly_what_its_words_have():
    words = {
        "reason": models.TourReason, "weather": models.Weather, "crowd": models.Crowd,
        "ages": models.Ages, "genders": models.Genders, "gender": models.Genders,
        "mood": models.Mood, "behaviours": models.Behaviour, "faults": models.Fault,
        "deeds": models.Deed, "themes": models.Theme, "tone": models.Tone,
        "offers": models.Offer, "meet_again": models.MeetAgain, "channel": models.Channel,
        "initiative": models.Initiative, "doing": models.GroupDoing,
        ("check_in", "kind"): models.CheckInKind, ("contact", "kind"): models.ContactKind,
        ("incident", "kind"): models.IncidentKind,
        ("incident_entry", "kind"): models.IncidentEntryKind,
    }  # fmt: skip
    someone = frozenset({"group", "sighting"})  # nobody is no group
    seen = set()
    for each in FORMS:
        for name, one in each.fields.items():
            if one.codes and name != "answers":
                key = (each.kind, name) if (each.kind, name) in words else name
                offered = [code for code in words[key].values if code in one.codes]
                left = set(words[key].values) - set(one.codes)
                assert list(one.codes) == offered, (each.kind, name)
                assert left == ({"0"} if name == "crowd" and each.kind in someone else set())
                seen.add(key)
    assert seen == set(words)


def test_the_record_has_a_column_for_every_field():
    kinds = {"tour": models.Tour, "observation": models.PlaceObservation, "contact": models.Contact,
             "group": models.YouthGroup, "sighting": models.GroupSighting,
             "follow_up": models.FollowUp, "incident": models.Incident}  # fmt: skip
    for kind, model in kinds.items():
        names = {each.name for each in model._meta.get_fields()} | {"position"}
        assert set(forms.newest(kind).fields) <= names
        for name, one in forms.newest(kind).fields.items():
            if one.longest and one.type is Type.TEXT:
                room = model._meta.get_field(name).max_length
                assert room is None or one.longest <= room, (kind, name)


NOW = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # in the hour Denmark has twice


@pytest.mark.parametrize("behind", [timedelta(seconds=119), timedelta(0), -timedelta(seconds=119)])
def test_a_small_difference_of_clocks_moves_nothing(behind):
    clock = Clock.compared(NOW - behind, NOW)
    assert not clock.is_wrong
    assert clock.right(NOW - timedelta(hours=2)) == NOW - timedelta(hours=2)


@given(st.timedeltas(min_value=-timedelta(days=9000), max_value=timedelta(days=9000)))
def test_a_wrong_clock_keeps_the_time_between_moments_and_makes_no_future(behind):
    clock = Clock.compared(NOW - behind, NOW)
    earlier = NOW - behind - timedelta(hours=3)
    assert clock.right(NOW + timedelta(days=9000)) <= NOW
    if clock.is_wrong:
        assert clock.right(earlier) == NOW - timedelta(hours=3)


def test_a_clock_beyond_all_reason_is_survived():
    clock = Clock.compared(datetime(1, 1, 2, tzinfo=UTC), NOW)
    assert clock.right(datetime(9999, 1, 1, tzinfo=UTC)) == NOW


def fields_wrong(raw):
    found = read(raw, uuid4()).problems
    assert all(each.wrong.say(str) for each in found)
    return [each.field for each in found]


def observation(**fields):
    return {
        "op": str(uuid4()), "record": str(uuid4()), "kind": "observation", "form": 1, "base": None,
        "made_at": NOW.isoformat(), "was": {},
        "fields": {"unit": "gade", "seen_at": NOW.isoformat(), "crowd": "0", "mood": "calm",
                   **fields},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"mood": "angry"}, "mood"),
        ({"mood": None}, "mood"),
        ({"behaviours": ["music", "flying"]}, "behaviours"),
        ({"behaviours": "music"}, "behaviours"),
        ({"text": 7}, "text"),
        ({"text": "x" * 601}, "text"),
        ({"seen_at": "2026-10-25T01:30:00"}, "seen_at"),
        ({"seen_at": "i går"}, "seen_at"),
        ({"tour": "7"}, "tour"),
        ({"place": "../etc"}, "place"),
        ({"position": {"latitude": 91, "longitude": 12}}, "position"),
        ({"position": {"latitude": True, "longitude": 12}}, "position"),
        ({"position": [55.6, 12.3]}, "position"),
        ({"gps": 1}, "gps"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(fields, field):
    assert fields_wrong(observation(**fields)) == [field]


def test_what_can_be_read_has_no_problem():
    fine = observation(text="  Åben\r\nport\x07 ", behaviours=[], weather="", tour=None)
    item = read(fine, uuid4())
    assert item.problems == ()
    assert item.given["text"] == "Åben\nport"


@settings(max_examples=50)
@given(st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*observation(), "text", "position", "x"]), inner, max_size=5),
    max_leaves=12,
))  # fmt: skip
def test_anything_at_all_can_be_read_without_falling(raw):
    sender = uuid4()
    item = read(raw, sender)
    assert item.problems
    assert read(raw, sender).op == item.op
    assert item.op != read({"other": [raw]}, sender).op


def test_the_whole_text_is_kept_of_what_was_too_long():
    long = "å" * 5000
    assert read(observation(text=long), uuid4()).body["fields"]["text"] == long


def test_values_travel_both_ways():
    known = form("contact", 1).fields | form("incident", 1).fields | form("tour", 1).fields
    raw = {"met_at": "2026-10-25T01:30:00Z", "themes": ["job"], "was_known": True, "minutes": 5,
           "position": {"latitude": 55.6123, "longitude": 12.3}, "day": "2026-10-25",
           "known": str(uuid4()), "agreement": "Ses på fredag"}  # fmt: skip
    for name, value in raw.items():
        assert values.plain(values.parse(known[name], value)) == value
