"""What a phone fetches: what its user may see and needs tonight, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from indsats.audit.models import Entry
from indsats.field.tests import factories as f
from indsats.organisation.models import EngagementState
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return f.make_team()


def kinds(found):
    return sorted({each["kind"] for each in found.changes})


def records(found, kind):
    return {each["record"] for each in found.changes if each["kind"] == kind}


def everything(team, place):
    tour = f.make_tour(team, places=[place], on_call=team.coordinator, brief="Hold øje")
    group = f.make_group(team, place=place)
    f.make_sighting(group, team, mood="loud")
    f.make_known(team)
    f.make_follow_up(team)
    f.make_incident(team)
    f.make_observation(team, place=place, tour=tour, text="Stille", behaviours=["music"])
    f.make_contact(team)
    return tour


def test_a_phone_gets_the_night_and_nothing_of_persons(client, team):
    place = f.make_place(area=f.make_area())
    tour = everything(team, place)
    found = f.fetched(client, f.make_phone(team.worker))
    assert kinds(found) == ["follow_up", "group", "incident", "known", "observation", "tour"]
    (told,) = (each["fields"] for each in found.changes if each["kind"] == "tour")
    assert told["members"] == sorted([team.worker.username, team.mate.username])
    assert told["places"] == [place.key]
    assert (told["brief"], told["on_call"]["name"]) == ("Hold øje", team.coordinator.name)
    assert told["day"] == tour.day.isoformat()
    (group,) = (each["fields"] for each in found.changes if each["kind"] == "group")
    assert group["last"]["mood"] == "loud"
    assert {each["key"] for each in found.base["places"]} == {place.key}
    assert {each["username"] for each in found.base["people"]} >= {
        team.worker.username, team.mate.username, team.coordinator.username,
    }  # fmt: skip
    assert "observation" in found.base["units"][0]["writes"]
    assert found.base["labels"]["mood"]["calm"] == "Rolig"
    assert found.base["forms"]["observation/1"]["crowd"]["required"]


def test_a_fetch_with_codes_is_one_line_in_the_trail_and_one_without_is_none(client, team):
    for _each in range(3):
        f.make_known(team)
    phone = f.make_phone(team.worker)
    before = Entry.objects.count()
    cursor = f.fetched(client, phone).cursor
    (line,) = Entry.objects.all()[before:]
    assert (line.act, line.actor, line.facts["codes"]) == ("exported", team.worker.username, 3)
    assert str(phone.device.pk) in line.subject
    f.fetched(client, phone, cursor)
    assert Entry.objects.count() == before + 1


def test_another_team_is_not_there_at_all(client, team):
    other = f.make_team("Fritidsklubben")
    everything(other, f.make_place("Hemmeligt sted"))
    found = f.fetched(client, f.make_phone(team.worker))
    assert found.changes == []
    phone = f.make_phone(team.worker)
    cursor = f.fetched(client, phone).cursor
    f.sent(client, f.make_phone(other.worker), f.observed(other, f.make_place()))
    assert f.fetched(client, phone, cursor).changes == []


def test_who_may_see_incidents_everywhere_hears_of_nothing_else_of_other_teams(client, team):
    other, group = (
        f.make_team("Fritidsklubben"),
        org.make_unit("Styregruppe", kind="steering_group"),
    )
    org.seat(group, user=team.worker)
    phone = f.make_phone(team.worker)
    cursor = f.fetched(client, phone).cursor
    said = {"kind": "unrest", "title": "Uro", "happened_at": now().isoformat()}
    incident = f.item("incident", unit=other.unit.key, **said)
    seen = f.observed(other, f.make_place())
    f.sent(client, f.make_phone(other.worker), f.toured(other), seen, incident)
    assert kinds(f.fetched(client, phone, cursor)) == ["incident"]


def test_what_is_old_done_or_closed_is_not_fetched(client, team):
    today = localdate()
    f.make_tour(team, day=today - timedelta(days=4))
    f.make_tour(team, day=today + timedelta(days=2))
    f.make_tour(team, cancelled_at=now(), cancelled_because="Sygdom")
    f.make_observation(team, at=now() - timedelta(days=16))
    f.make_group(team, closed_on=today, closed_because="Ikke set")
    f.make_follow_up(team, done_at=now())
    f.make_follow_up(team, owner=team.mate)
    f.make_incident(team, closed_at=now())
    assert f.fetched(client, f.make_phone(team.worker)).changes == []


def test_only_what_was_written_since_is_fetched_then(client, team):
    phone, mate = f.make_phone(team.worker), f.make_phone(team.mate)
    old = f.make_observation(team)
    cursor = f.fetched(client, phone).cursor
    assert f.fetched(client, phone, cursor).changes == []
    new, done = f.observed(team, f.make_place()), f.make_follow_up(team, owner=team.worker)
    finish = f.item("follow_up", record=done.pk, base=1, done_at=now().isoformat())
    assert [each["outcome"] for each in f.sent(client, mate, new, finish)] == ["taken"] * 2
    found = f.fetched(client, phone, cursor)
    assert records(found, "observation") == {new["record"]}
    assert str(old.pk) not in records(found, "observation")
    (gone,) = (each for each in found.changes if each["kind"] == "follow_up")
    assert gone == {"kind": "follow_up", "record": str(done.pk), "gone": True}
    assert found.base is None


def test_a_new_base_holds_back_nothing_that_was_written(client, team, monkeypatch):
    """A quarter of an hour has passed: the base comes first, and what was written at once after."""
    phone = f.make_phone(team.worker)
    cursor = f.fetched(client, phone).cursor
    new = f.observed(team, f.make_place())
    f.sent(client, f.make_phone(team.mate), new)
    monkeypatch.setattr("indsats.field.queries.fetching._base_mark", lambda *_one: "later")
    found = f.fetched(client, phone, cursor)
    assert found.base
    assert records(found, "observation") == {new["record"]}
    assert f.fetched(client, phone, found.cursor).pages == 1


def test_moving_to_another_unit_starts_anew(client, team):
    other = f.make_team("Fritidsklubben")
    theirs = f.make_observation(other)
    mine = f.make_observation(team)
    phone = f.make_phone(team.worker)
    first = f.fetched(client, phone)
    assert records(first, "observation") == {str(mine.pk)}
    EngagementState.objects.filter(user=team.worker).update(valid_to=localdate())
    post = org.make_post(other.unit)
    org.engage(team.worker, post, since=localdate())
    told = f.call(client, phone, cursor=first.cursor).json()
    assert told["reset"]
    assert told["base"]["units"][0]["key"] == other.unit.key
    found = f.fetched(client, phone, told["cursor"])
    assert records(found, "observation") == {str(theirs.pk)}


@pytest.mark.parametrize("cursor", ["x", "", 7, "e30=", "bnVsbA==", ["a"], "eyJyZWFjaCI6MX0="])
def test_a_strange_cursor_starts_anew(client, team, cursor):
    told = f.call(client, f.make_phone(team.worker), cursor=cursor).json()
    assert told["reset"]
    assert told["base"]


def test_a_phone_gets_all_of_many_in_pages_without_asking_more(client, team):
    place = f.make_place()
    phone = f.make_phone(team.worker)

    def queries():
        counted, cursor = [], None
        while True:
            with CaptureQueriesContext(
                connection,
            ) as found:
                told = f.call(client, phone, cursor=cursor).json()
            counted.append(sum(each["sql"].startswith("SELECT") for each in found.captured_queries))
            cursor = told["cursor"]
            if not told["more"]:
                return counted

    everything(team, place)
    few = queries()
    for _each in range(20):
        everything(team, place)
    assert queries() == few
    assert max(few) <= 10, few


def test_every_page_is_taken_once_and_none_is_skipped(client, team, monkeypatch):
    monkeypatch.setattr("indsats.field.queries.fetching.PAGE", 4)
    place = f.make_place()
    rows = {str(f.make_observation(team, place=place).pk) for _each in range(11)}
    rows |= {str(f.make_known(team).pk) for _each in range(5)}
    phone = f.make_phone(team.worker)
    found = f.fetched(client, phone)
    assert sorted(each["record"] for each in found.changes) == sorted(rows)
    items = [f.observed(team, place) for _each in range(9)]
    items += [f.item("follow_up", unit=team.unit.key, text="Ring") for _each in range(7)]
    f.sent(client, f.make_phone(team.mate), *items)
    again = f.fetched(client, phone, found.cursor)
    assert sorted(each["record"] for each in again.changes) == sorted(i["record"] for i in items)
