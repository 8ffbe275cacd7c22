from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from icalendar import Calendar

from indsats.base.icalendar import Appointment, to_ical
from indsats.base.tests.documents import ANY_TEXT

START = datetime(2023, 9, 25, 15, 0, tzinfo=timezone(timedelta(hours=2)))
MEETING = Appointment(
    uid="meeting-7@ishoj.example",
    sequence=2,
    changed_at=datetime(2023, 9, 1, 8, tzinfo=UTC),
    summary="Møde, Økonomi- og Planudvalget",
    starts=START,
    ends=START + timedelta(hours=2),
    place="Rådhuset; lokale 2",
    address="https://example.dk/moeder/7",
)


def events(*appointments):
    return list(Calendar.from_ical(to_ical(appointments, name="Møder")).walk("VEVENT"))


def test_a_meeting_keeps_its_identity_and_its_hour():
    (event,) = events(MEETING)
    assert (event["uid"], event["sequence"]) == ("meeting-7@ishoj.example", 2)
    assert event.decoded("dtstart") == datetime(2023, 9, 25, 13, tzinfo=UTC)
    assert str(event["summary"]) == "Møde, Økonomi- og Planudvalget"
    assert str(event["location"]) == "Rådhuset; lokale 2"
    assert event["status"] == "CONFIRMED"


def test_a_cancelled_meeting_says_so():
    cancelled = replace(MEETING, sequence=3, cancelled=True)
    assert [(event["sequence"], event["status"]) for event in events(cancelled)] == [
        (3, "CANCELLED"),
    ]


def test_a_deadline_lasts_a_day():
    day = replace(MEETING, starts=date(2023, 10, 30), ends=date(2023, 10, 31))
    (event,) = events(day)
    assert event.decoded("dtstart") == date(2023, 10, 30)
    assert event.decoded("dtend") == date(2023, 10, 31)


def test_the_same_appointments_give_the_same_bytes():
    assert to_ical([MEETING], name="Møder") == to_ical([MEETING], name="Møder")


@given(ANY_TEXT)
def test_no_text_makes_a_second_event(text):
    tricky = replace(
        MEETING,
        uid=f"x{text}",
        summary=f"{text}\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        place=text,
        description=f"{text}\nBEGIN:VEVENT",
    )
    found = list(Calendar.from_ical(to_ical([tricky], name=text)).walk("VEVENT"))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": START}, "ends after"),
        ({"ends": date(2023, 9, 26)}, "mixture"),
        ({"starts": START.replace(tzinfo=None)}, "time zone"),
        ({"changed_at": START.replace(tzinfo=None)}, "time zone"),
    ],
)
def test_half_a_meeting_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        replace(MEETING, **changes)
