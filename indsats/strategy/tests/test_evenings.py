from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.law.deadlines import COPENHAGEN
from indsats.strategy.rules.evenings import (
    Evening,
    Issue,
    clashes,
    evening_on,
    evenings,
    ordered_evenings,
)
from indsats.strategy.tests.factories import faxe_terms

FAXE = faxe_terms()
DAYS = st.dates(date(2010, 1, 1), date(2040, 1, 1))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.builds(datetime.combine, DAYS, CLOCKS, st.just(UTC))
terms = st.builds(
    lambda first, days, weekdays, begins, ends: faxe_terms(
        first=first,
        last=first + timedelta(days=days),
        weekdays=tuple(sorted(weekdays)),
        from_time=begins,
        to_time=ends,
    ),
    DAYS,
    st.integers(0, 80),
    st.sets(st.integers(1, 7)),
    CLOCKS,
    CLOCKS,
)


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


def test_faxes_order_is_fourteen_nights():
    found = evenings(FAXE)
    assert len(found) == 14
    assert found[0] == Evening(date(2023, 10, 27), utc(2023, 10, 27, 20), utc(2023, 10, 28, 0))
    assert found[-1].day == date(2023, 12, 9)
    assert {each.day.isoweekday() for each in found} == {5, 6}


@pytest.mark.parametrize(
    ("day", "begins", "ends", "hours"),
    [
        (date(2023, 10, 28), time(22), time(2), 4),  # ends when the clock goes back from three
        (date(2023, 10, 28), time(22), time(3), 6),  # two o'clock comes twice
        (date(2017, 3, 25), time(22), time(2), 4),  # two o'clock is three o'clock
        (date(2017, 3, 25), time(22), time(3), 4),
        (date(2017, 3, 25), time(22), time(4), 5),
        (date(2023, 12, 31), time(22), time(2), 4),  # into another year
    ],
)
def test_hours_are_those_of_a_danish_clock(day, begins, ends, hours):
    found = evening_on(
        faxe_terms(
            first=day, last=day, weekdays=(day.isoweekday(),), from_time=begins, to_time=ends
        ),
        day,
    )
    assert found.day == day
    assert found.ends - found.starts == timedelta(hours=hours)


def test_hours_the_clock_skips_are_no_evening():
    day = date(2026, 3, 29)
    sunday = faxe_terms(
        first=day, last=day, weekdays=(7,), from_time=time(2, 45), to_time=time(3, 15)
    )
    assert evenings(sunday) == []


@given(terms)
def test_an_evening_begins_on_its_own_day_at_its_own_hour(order):
    found = evenings(order)
    assert [each.day for each in found] == sorted({each.day for each in found})
    for each in found:
        begins = each.starts.astimezone(COPENHAGEN)
        assert order.first <= each.day <= order.last
        assert each.day.isoweekday() in order.weekdays
        assert each.starts.tzinfo is UTC
        assert each.starts < each.ends <= each.starts + timedelta(hours=25)
        assert begins.date() == each.day
        if not 2 <= order.from_time.hour < 3:  # the hour that may be skipped
            assert begins.time() == order.from_time
        if order.to_time.hour != 2:
            assert each.ends.astimezone(COPENHAGEN).time() == order.to_time


@given(terms)
def test_no_ordered_day_is_left_out(order):
    asked = {
        order.first + timedelta(days=n)
        for n in range((order.last - order.first).days + 1)
        if (order.first + timedelta(days=n)).isoweekday() in order.weekdays
    }
    missing = asked - {each.day for each in evenings(order)}
    assert all(day.month == 3 for day in missing)  # the night the clock goes forward


@given(terms, MOMENTS)
def test_an_order_never_changed_means_its_own_evenings(order, at):
    found = ordered_evenings([Issue(at, order)])
    assert [each.evening for each in found] == evenings(order)
    assert [each.before_order for each in found] == [each.evening.starts < at for each in found]


@given(terms, terms, MOMENTS)
def test_a_change_touches_only_what_has_not_begun(before, after, at):
    found = ordered_evenings([Issue(at - timedelta(days=9000), before), Issue(at, after)])
    begun = [each for each in evenings(before) if each.starts < at]
    coming = [each for each in evenings(after) if each.starts >= at]
    taken = {each.day for each in begun}
    days = [each.evening.day for each in found]
    assert len(set(days)) == len(days)
    assert [each.evening for each in found if each.evening.day in taken] == begun
    assert {each.day for each in coming} - taken <= set(days)


def test_withdrawing_leaves_what_has_begun():
    friday, saturday = ordered_evenings([Issue(utc(2023, 10, 1), FAXE)])[:2]
    during = friday.evening.starts + timedelta(hours=1)
    assert ordered_evenings([Issue(utc(2023, 10, 1), FAXE)], during) == [friday]
    assert ordered_evenings([Issue(utc(2023, 10, 1), FAXE)], saturday.evening.starts) == [friday]


def test_hours_moved_forward_the_same_evening_do_not_lose_the_evening():
    earlier = replace(FAXE, from_time=time(21), to_time=time(1))
    change = Issue(utc(2023, 10, 27, 19, 30), earlier)  # half past nine in Denmark
    found = ordered_evenings([Issue(utc(2023, 10, 1), FAXE), change])
    assert found[0].evening == evening_on(earlier, date(2023, 10, 27))


def test_what_was_decided_late_counts_and_says_so():
    """The steering group met on 2 November about weeks that had begun in October."""
    found = ordered_evenings([Issue(utc(2023, 11, 2, 12), FAXE)])
    assert [each.before_order for each in found] == [True] * 2 + [False] * 12


def test_nothing_is_ordered_without_an_issue():
    with pytest.raises(ValueError, match="never issued"):
        ordered_evenings([])


@given(terms, terms)
def test_clashes_are_exactly_the_evenings_that_meet(mine, theirs):
    ours, others = evenings(mine), evenings(theirs)
    slow = [each for each in ours if any(each.meets(other) for other in others)]
    assert list(clashes(ours, others)) == slow


def test_touching_evenings_do_not_clash():
    day = date(2023, 11, 3)
    early = faxe_terms(from_time=time(18), to_time=time(22))
    assert list(clashes([evening_on(FAXE, day)], [evening_on(early, day)])) == []
