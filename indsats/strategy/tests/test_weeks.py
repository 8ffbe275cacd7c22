from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.strategy.rules.weeks import Unclear, WeeksError, last_week, read, weeks_of

YEARS = st.integers(2000, 2198)


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("43-49", 2023, date(2023, 10, 23), date(2023, 12, 10)),
        (" Uge 43 – 49 ", 2023, date(2023, 10, 23), date(2023, 12, 10)),
        ("uge 43 til uge 49", 2023, date(2023, 10, 23), date(2023, 12, 10)),
        ("7", 2026, date(2026, 2, 9), date(2026, 2, 15)),
        ("51-2", 2026, date(2026, 12, 14), date(2027, 1, 17)),  # 2026 has 53 weeks
        ("53", 2020, date(2020, 12, 28), date(2021, 1, 3)),
        ("1", 2025, date(2024, 12, 30), date(2025, 1, 5)),
        ("52-1", 2025, date(2025, 12, 22), date(2026, 1, 4)),
    ],
)
def test_weeks_become_days_also_around_new_year(text, year, first, last):
    assert read(text, year) == Span(first, last + timedelta(days=1))


@pytest.mark.parametrize("text", ["", "uge", "43-", "43-49-50", "a", "143", "43,49", "-3"])
def test_what_is_not_weeks_is_unreadable(text):
    with pytest.raises(WeeksError) as error:
        read(text, 2026)
    assert error.value.why is Unclear.UNREADABLE


@pytest.mark.parametrize(
    ("text", "year", "week"),
    [("53", 2025, 53), ("0", 2026, 0), ("60", 2026, 60), ("50-0", 2026, 0)],
)
def test_a_week_that_is_not_there_is_named(text, year, week):
    with pytest.raises(WeeksError) as error:
        read(text, year)
    assert (error.value.why, error.value.week) == (Unclear.NO_SUCH_WEEK, week)


@given(st.data(), YEARS)
def test_weeks_read_and_written_are_the_same(data, year):
    first = data.draw(st.integers(1, last_week(year)))
    last = data.draw(st.integers(1, 52))
    span = read(f"{first}-{last}", year)
    found = weeks_of(span)
    assert found[:2] == (year, first)
    assert found.last == last
    assert found.last_year == year + (last < first)
    assert (span.until - span.first).days % 7 == 0


@given(st.dates(date(2000, 1, 1), date(2198, 1, 1)), st.integers(1, 400))
def test_only_whole_weeks_are_weeks(first, days):
    span = Span(first, first + timedelta(days=days))
    whole = first.isoweekday() == 1 and days % 7 == 0
    assert (weeks_of(span) is not None) == whole


def test_open_and_empty_spans_are_no_weeks():
    assert weeks_of(Span(date(2026, 1, 5))) is None
    assert weeks_of(Span(date(2026, 1, 5), date(2026, 1, 5))) is None
