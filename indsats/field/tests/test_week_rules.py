from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.field.rules.week import (
    Meeting,
    Out,
    Seen,
    Week,
    begins,
    fault_lines,
    hours_out,
    last_whole,
    met,
    moods_by_day,
    place_lines,
    street_day,
    week_of,
)

MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


@given(MOMENTS)
def test_every_moment_belongs_to_exactly_one_day_on_the_street(at):
    day = street_day(at)
    assert begins(day) <= at < begins(day + timedelta(days=1))


@given(MOMENTS)
def test_every_moment_lies_in_its_week(at):
    week = week_of(street_day(at))
    first, until = week.moments
    assert first <= at < until
    assert week.moved(1).moments[0] == until
    assert week.moved(1).moved(-1) == week
    assert len(week.days) == 7


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (utc(2023, 10, 29, 0, 30), date(2023, 10, 28)),  # half past two the first time
        (utc(2023, 10, 29, 1, 30), date(2023, 10, 28)),  # half past two once more
        (utc(2023, 10, 29, 4, 59), date(2023, 10, 28)),
        (utc(2023, 10, 29, 5, 0), date(2023, 10, 29)),
        (utc(2023, 3, 26, 3, 59), date(2023, 3, 25)),
        (utc(2023, 3, 26, 4, 0), date(2023, 3, 26)),
        (utc(2026, 1, 1, 0, 30), date(2025, 12, 31)),
    ],
)
def test_the_night_belongs_to_the_evening_before(at, day):
    assert street_day(at) == day


def test_the_weekend_is_friday_to_the_morning_of_monday():
    weekend = Week(2026, 47, weekend=True)
    assert weekend.days == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]
    assert weekend.moments == (utc(2026, 11, 20, 5), utc(2026, 11, 23, 5))
    assert weekend.moved(1) == Week(2026, 48, weekend=True)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (utc(2026, 11, 23, 7, 30), Week(2026, 47)),  # Monday, half past eight
        (utc(2026, 11, 23, 4, 0), Week(2026, 46)),  # Monday at five: the night is not over
        (utc(2026, 11, 29, 20), Week(2026, 47)),
        (utc(2027, 1, 4, 9), Week(2026, 53)),
    ],
)
def test_on_monday_morning_the_week_that_ended_is_looked_at(now, week):
    assert last_whole(now) == week


def test_a_year_without_week_53_says_so():
    with pytest.raises(ValueError, match="53"):
        _day = Week(2025, 53).monday


AT = utc(2026, 11, 20, 21)


def test_places_with_unease_come_first_and_pins_are_left_out():
    seen = [
        Seen("torvet", AT, "calm", "10-19", ("music",)),
        Seen("torvet", AT + timedelta(hours=1), "loud", "1-4", ("music", "alcohol")),
        Seen("torvet", AT, "calm", "0"),
        Seen("station", AT, "conflict", "20+"),
        Seen("", AT, "conflict", "20+", (), ("light",)),
    ]
    station, torvet = place_lines(seen)
    assert (station.place, station.uneasy, station.crowd) == ("station", 1, "20+")
    assert (torvet.visits, torvet.crowd) == (3, "10-19")
    assert torvet.moods == {"calm": 2, "loud": 1}
    assert torvet.behaviours == {"music": 2, "alcohol": 1}
    assert torvet.last.mood == "loud"


def test_faults_are_counted_by_place_and_kind():
    seen = [
        Seen("torvet", AT, "calm", "0", (), ("light", "glass")),
        Seen("torvet", AT + timedelta(days=1), "calm", "0", (), ("light",)),
        Seen("", AT, "calm", "0", (), ("light",)),
    ]
    light, glass = fault_lines(seen)
    assert (light.fault, light.times, light.last) == ("light", 2, AT + timedelta(days=1))
    assert (glass.fault, glass.times) == ("glass", 1)


def test_moods_are_counted_for_every_day_also_the_quiet_ones():
    week = Week(2026, 47)
    seen = [Seen("torvet", utc(2026, 11, 22, 1), "tense", "0"), Seen("", AT, "calm", "0")]
    counted = dict(moods_by_day(seen, week.days))
    assert counted[date(2026, 11, 21)] == (0, 0, 1, 0)
    assert counted[date(2026, 11, 20)] == (1, 0, 0, 0)
    assert sum(sum(numbers) for numbers in counted.values()) == 2


def test_hours_are_those_of_everybody_and_who_is_still_out_adds_none():
    two = Out(AT, AT + timedelta(hours=3, minutes=30), 2)
    assert hours_out([two, Out(AT, None, 2)]) == 7


def test_talks_are_counted_in_one_way_at_a_time():
    found = met(
        [
            Meeting("greeting", "13-15", first_time=True),
            Meeting("help", "13-15", first_time=False, themes=("job", "school")),
            Meeting("help", "16-17", first_time=False, themes=("job",)),
        ]
    )
    assert (found.meetings, found.first_time) == (3, 1)
    assert found.kinds == {"greeting": 1, "help": 2}
    assert found.ages == {"13-15": 2, "16-17": 1}
    assert found.themes == {"job": 2, "school": 1}
