from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.law.calendar import (
    Quiet,
    days,
    holiday_name,
    is_holiday,
    is_working_day,
    quiet,
    quiet_word,
    working_day_from,
    working_days_before,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_store_bededag_was_abolished_from_2024():
    assert holiday_name(date(2023, 5, 5)) == "Store bededag"
    assert not is_holiday(date(2024, 4, 26))


def test_names_are_danish_and_other_days_have_none():
    named = {day: holiday_name(day) for day in days(date(2024, 12, 24), date(2024, 12, 28))}
    assert list(named.values()) == ["", "Juledag", "Anden juledag", ""]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2023, 10, 30), True),  # Monday
        (date(2023, 10, 28), False),  # Saturday
        (date(2023, 10, 29), False),  # Sunday
        (date(2024, 5, 9), False),  # Kristi himmelfartsdag
        (date(2024, 5, 10), True),
    ],
)
def test_working_days(day, working):
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 2, 12), Quiet.WINTER_BREAK),
        (date(2024, 2, 18), Quiet.WINTER_BREAK),
        (date(2024, 2, 19), None),
        (date(2023, 10, 15), None),
        (date(2023, 10, 16), Quiet.AUTUMN_BREAK),
        (date(2023, 10, 22), Quiet.AUTUMN_BREAK),
        (date(2023, 10, 30), None),
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), Quiet.JULY),
        (date(2024, 7, 31), Quiet.JULY),
        (date(2024, 8, 1), None),
        (date(2024, 12, 25), Quiet.HOLIDAY),
    ],
)
def test_quiet_days(day, why):
    assert quiet(day) is why
    assert (quiet_word(day) is None) is (why is None)


def test_a_holiday_is_named_in_the_word():
    assert quiet_word(date(2024, 12, 25)).da == "juledag"


def test_four_weekdays_before_a_monday_is_tuesday_the_week_before():
    assert working_days_before(date(2023, 9, 25), 4) == date(2023, 9, 19)


def test_easter_is_skipped():
    assert working_days_before(date(2024, 4, 2), 1) == date(2024, 3, 27)


@given(DAYS, st.integers(0, 30))
def test_going_back_counts_exactly_the_working_days_between(day, number):
    back = working_days_before(day, number)
    assert sum(map(is_working_day, days(back, day))) == number
    assert number == 0 or is_working_day(back)


@given(DAYS)
def test_the_next_working_day_is_near_and_skips_none(day):
    found = working_day_from(day)
    assert is_working_day(found)
    assert not any(map(is_working_day, days(day, found)))
    assert found - day <= timedelta(days=5)


def test_days_to_go_back_cannot_be_negative():
    with pytest.raises(ValueError, match="negative"):
        working_days_before(date(2024, 1, 1), -1)
