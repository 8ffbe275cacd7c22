"""What a phone's call asks of the database: bounded per entry and per page, and still just once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.field.models import Contact, FieldChange, PlaceObservation, SyncedItem
from indsats.field.tests import factories as f

# Deeds must be the outermost transaction, as they are when a phone calls.
pytestmark = pytest.mark.django_db(transaction=True)
OF_A_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
A_DAY = 68
MANY = 2000


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def place():
    return f.make_place(area=f.make_area())


@pytest.fixture
def phone(client, team):
    """Put a phone into use that has fetched all there is."""
    made = f.make_phone(team.worker)
    made.cursor = f.fetched(client, made).cursor
    return made


@pytest.fixture
def tour(client, team, phone):
    sent = f.toured(team)
    told = f.call(client, phone, [sent], cursor=phone.cursor).json()
    assert outcomes(told) == ["taken"]
    phone.cursor = told["cursor"]
    return sent["record"]


def outcomes(told):
    return [each["outcome"] for each in told["results"]]


def asked(act):
    """Give what is asked of the database meanwhile, and what the act gives."""
    with CaptureQueriesContext(connection) as log:
        given = act()
    return [each["sql"] for each in log if not each["sql"].startswith(OF_A_TRANSACTION)], given


def called(client, phone, items):
    queries, answer = asked(lambda: f.call(client, phone, items, cursor=phone.cursor))
    assert set(outcomes(answer.json())) <= {"taken"}
    return queries


def seen(team, place, tour, amount):
    return [
        f.observed(team, place, tour=tour, faults=["light"], text="Lygten er ude")
        for _each in range(amount)
    ]


def met(team, tour, amount):
    at = now().isoformat()
    return [
        f.item("contact", tour=tour, unit=team.unit.key, met_at=at, ages="16-17",
               kind="conversation")
        for _each in range(amount)
    ]  # fmt: skip


def test_one_observation_is_few_queries_and_each_more_of_a_call_fewer(
    client, team, place, phone, tour
):
    one = called(client, phone, seen(team, place, tour, 1))
    assert len(one) <= 18, "\n".join(one)
    two = called(client, phone, seen(team, place, tour, 2))
    ten = called(client, phone, seen(team, place, tour, 10))
    assert len(ten) - len(two) <= 8 * 9, "\n".join(ten)
    assert PlaceObservation.objects.exclude(area=None).count() == 13
    assert verify() == []


def test_a_days_work_is_few_queries_an_entry(client, team, place, phone):
    tour, group = str(uuid4()), str(uuid4())
    at = now().isoformat()
    day = [
        f.toured(team, record=tour, places=[place.key]),
        f.item("brief_read", tour=tour),
        f.item("checklist", tour=tour, answers=["phone"]),
        f.item("check_in", tour=tour, kind="out"),
        f.item("group", record=group, unit=team.unit.key, place=place.key, crowd="5-9"),
        *seen(team, place, tour, 40),
        *met(team, tour, 18),
        f.item("sighting", group=group, tour=tour, seen_at=at, crowd="5-9", mood="calm"),
        f.item("follow_up", tour=tour, unit=team.unit.key, text="Ring til klubben"),
        f.item("incident", unit=team.unit.key, kind="unrest", title="Uro", happened_at=at,
               place=place.key),
        f.item("known", unit=team.unit.key, code="A7"),
        f.item("check_in", tour=tour, kind="home"),
    ]  # fmt: skip
    assert len(day) == A_DAY
    queries = [sql for at in (0, 50) for sql in called(client, phone, day[at : at + 50])]
    assert len(queries) <= 10 * A_DAY, len(queries)
    assert SyncedItem.objects.count() == A_DAY


def test_a_call_that_comes_again_does_nothing_and_costs_less(client, team, place, phone, tour):
    items = seen(team, place, tour, 5)
    first, answer = asked(lambda: f.call(client, phone, items).json())
    lines, changes = Entry.objects.count(), FieldChange.objects.count()
    again, same = asked(lambda: f.call(client, phone, items).json())
    assert same["results"] == answer["results"]
    assert len(again) < len(first)
    assert (Entry.objects.count(), FieldChange.objects.count()) == (lines, changes)
    assert PlaceObservation.objects.count() == 5


def test_an_entry_that_comes_again_alone_or_twice_in_a_call_is_taken_in_once(
    client, team, place, phone, tour
):
    item = seen(team, place, tour, 1)[0]
    first, *_rest = f.sent(client, phone, item)
    lines = Entry.objects.count()
    assert f.sent(client, phone, item) == [first]
    assert f.sent(client, phone, item, item) == [first, first]
    assert (PlaceObservation.objects.count(), Entry.objects.count()) == (1, lines)
    assert verify() == []


def test_a_record_written_twice_before_an_answer_came_is_changed_by_the_second(
    client, team, place, phone, tour
):
    first = seen(team, place, tour, 1)[0]
    later = {**first, "op": str(uuid4()), "fields": {"mood": "loud"}, "was": {"mood": "calm"}}
    more = {**later, "op": str(uuid4()), "fields": {"crowd": "10-19"}, "was": {"crowd": "5-9"}}
    for each in (later, more):
        each["fields"] = {**first["fields"], **each["fields"]}
        each["was"] = {**first["fields"], **each["was"]}
    alone = f.sent(client, phone, first)
    together = f.sent(client, phone, later, more)
    assert [each["outcome"] for each in alone + together] == ["taken", "taken", "taken"]
    row = PlaceObservation.objects.get()
    assert (row.mood, row.crowd, row.version) == ("loud", "10-19", 3)
    assert verify() == []


def test_what_the_tables_refuse_is_parked_in_words_also_when_it_seems_new(client, team, phone):
    item = f.item("observation", unit=team.unit.key, seen_at=now().isoformat(), crowd="5-9",
                  mood="calm")  # fmt: skip
    told = f.sent(client, phone, item)
    assert [(each["outcome"], each["reason"]) for each in told] == [("parked", "invalid")]
    assert "fejl hos os" not in told[0]["text"].lower()
    assert f.sent(client, phone, item) == told


def test_the_first_fetch_of_2000_records_is_a_page_per_500_and_ten_queries_a_page(client, team):
    place = f.make_place()
    at = now()
    rows = PlaceObservation.objects.bulk_create(
        PlaceObservation(
            unit=team.unit, author=team.worker, made_at=at, received_at=at, place=place,
            seen_at=at - timedelta(minutes=number), crowd="5-9", mood="calm",
        )
        for number in range(MANY)
    )  # fmt: skip
    phone = f.make_phone(team.worker)
    few = f.make_phone(f.make_team().worker)
    counted = [len(each) for each in pages(client, phone)]
    assert len(counted) <= MANY // 500 + 4
    assert max(counted) <= 10, counted
    assert sum(counted) <= 10 * len(list(pages(client, few))) + 10 * MANY // 500
    assert {each["record"] for each in f.fetched(client, phone).changes} >= {
        str(row.pk) for row in rows
    }


def pages(client, phone):
    """Fetch all there is; give what each page asked."""
    cursor, more = None, True
    while more:
        queries, told = asked(lambda at=cursor: f.call(client, phone, cursor=at).json())
        cursor, more = told["cursor"], told["more"]
        yield queries


def test_a_phone_beside_fetches_a_day_in_a_page_of_ten_queries(client, team, place, phone, tour):
    other = f.make_phone(team.mate)
    other.cursor = f.fetched(client, other).cursor
    called(client, phone, seen(team, place, tour, 40))
    called(client, phone, met(team, tour, 28))
    queries, answer = asked(lambda: f.call(client, other, cursor=other.cursor).json())
    assert len(answer["changes"]) == 40
    assert Contact.objects.count() == 28  # which stay with the one who wrote them
    assert not answer["more"]
    assert len(queries) <= 10, "\n".join(queries)
