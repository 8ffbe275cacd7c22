from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indsats.law.deadlines import (
    COPENHAGEN,
    closes_at,
    danish_day,
    days_left,
    is_open,
    months_after,
    starts_at,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MOMENTS = st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1 < moment.year < 9999)
SECOND = timedelta(seconds=1)
LETTER = date(2023, 10, 30)


def test_the_letters_deadline_closes_one_second_after_235959_danish_time():
    last = datetime(2023, 10, 30, 23, 59, 59, tzinfo=COPENHAGEN)
    assert is_open(LETTER, last)
    assert not is_open(LETTER, last.astimezone(UTC) + SECOND)
    assert closes_at(LETTER) == datetime(2023, 10, 30, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        (date(2023, 10, 28), datetime(2023, 10, 28, 22, tzinfo=UTC)),  # summer time
        (date(2023, 10, 29), datetime(2023, 10, 29, 23, tzinfo=UTC)),  # 25 hours long
        (date(2024, 3, 30), datetime(2024, 3, 30, 23, tzinfo=UTC)),  # winter time
        (date(2024, 3, 31), datetime(2024, 3, 31, 22, tzinfo=UTC)),  # 23 hours long
        (date(2024, 2, 29), datetime(2024, 2, 29, 23, tzinfo=UTC)),
        (date(2023, 12, 31), datetime(2023, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_days_close_at_danish_midnight(day, closes):
    assert closes_at(day) == closes
    assert closes_at(day).tzinfo is UTC


def test_the_hour_that_happens_twice_lies_inside_the_day():
    twice = [datetime(2023, 10, 29, 2, 30, tzinfo=COPENHAGEN, fold=fold) for fold in (0, 1)]
    assert [is_open(date(2023, 10, 29), moment) for moment in twice] == [True, True]
    assert [is_open(date(2023, 10, 28), moment) for moment in twice] == [False, False]


@given(DAYS)
@example(date(2023, 10, 29))
@example(date(2024, 3, 31))
@example(date(2024, 2, 29))
def test_a_day_is_open_to_its_last_microsecond_and_closed_after(day):
    closing = closes_at(day)
    assert is_open(day, closing - timedelta(microseconds=1))
    assert not is_open(day, closing)
    assert danish_day(closing - timedelta(microseconds=1)) == day
    assert danish_day(closing) == day + timedelta(days=1)
    assert closing == starts_at(day + timedelta(days=1))


@given(DAYS)
def test_a_day_lasts_23_24_or_25_hours(day):
    hours = (closes_at(day) - starts_at(day)) / timedelta(hours=1)
    assert hours in {23, 24, 25}


@given(DAYS, MOMENTS, st.integers(-12, 14))
def test_the_zone_a_moment_is_written_in_makes_no_difference(day, moment, offset):
    elsewhere = moment.astimezone(timezone(timedelta(hours=offset)))
    assert is_open(day, moment) == is_open(day, elsewhere) == (danish_day(moment) <= day)


@pytest.mark.parametrize("ask", [lambda naive: is_open(LETTER, naive), danish_day])
def test_a_moment_without_a_zone_is_refused(ask):
    with pytest.raises(ValueError, match="time zone"):
        ask(datetime(2023, 10, 30, 12))  # noqa: DTZ001 -- the mistake under test


def test_days_left_is_zero_on_the_last_day():
    assert [days_left(LETTER, LETTER + timedelta(days=shift)) for shift in (-2, 0, 1)] == [2, 0, -1]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 10, 30), 12, date(2024, 10, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 3, 31), 0, date(2024, 3, 31)),
    ],
)
def test_months_after(day, months, then):
    assert months_after(day, months) == then
