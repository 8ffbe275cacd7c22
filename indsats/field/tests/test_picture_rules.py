from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.field.rules.hiding import (
    Cell,
    Guarded,
    found_out,
    guard,
    least,
    open_row,
    safe,
    together,
)
from indsats.field.rules.picture import Month, Period, picture

K = 5
AREAS = ("a", "b", "c", "d")
NUMBERS = st.integers(0, 12)
ROWS = st.integers(1, 4).flatmap(lambda n: st.fixed_dictionaries(dict.fromkeys(AREAS[:n], NUMBERS)))
FOUR_ROWS = st.integers(1, 4).flatmap(
    lambda n: st.lists(
        st.fixed_dictionaries(dict.fromkeys(AREAS[:n], NUMBERS)), min_size=4, max_size=4
    )
)


def worlds(rows, highest):
    """Go through everything that two areas in two months could be, and still show what is shown.

    Complete, unlike the rule's own attempt: each world is the four numbers, their totals by month
    and their sums by area. A hidden number is at least one, as noughts are shown.
    """
    shown = [cell for row in rows for cell in row.everything.values()]
    base = [cell for row in rows[:2] for cell in row.cells.values()]
    choices = [[cell.value] if not cell.hidden else range(1, highest) for cell in base]
    for a, b, c, d in product(*choices):
        world = (a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d)
        if all(cell.hidden or cell.value == n for cell, n in zip(shown, world, strict=True)):
            yield world


def test_the_number_is_policy_and_is_five():
    assert least() == K


@given(ROWS)
def test_no_small_number_is_shown(row):
    guarded = guard(row, K)
    shown = [cell.value for cell in guarded.everything.values() if not cell.hidden]
    assert [n for n in shown if 0 < n < K] == []


@given(st.lists(st.builds(dict, a=st.integers(0, 8), b=st.integers(0, 8)), min_size=2, max_size=2))
def test_no_hidden_number_can_be_worked_out_from_all_that_is_shown(rows):
    months = [guard(row, K) for row in rows]
    everything = [*months, together(months, K)]
    cells = [cell for row in everything for cell in row.everything.values()]
    possible = [set() for _cell in cells]
    for world in worlds(everything, 15):
        for found, n in zip(possible, world, strict=True):
            found.add(n)
    for cell, found in zip(cells, possible, strict=True):
        assert cell.value in found
        if cell.hidden:
            assert len(found) > 1
            assert max(found) >= K


@given(ROWS)
def test_noughts_and_rows_without_small_numbers_are_shown(row):
    guarded = guard(row, K)
    assert all(not cell.hidden for cell in guarded.cells.values() if cell.value == 0)
    if all(n == 0 or n >= K for n in row.values()):
        assert guarded == open_row(row)


@given(FOUR_ROWS)
def test_four_months_together_do_not_give_the_single_months_away(rows):
    months = [guard(row, K) for row in rows]
    assert not found_out([*months, together(months, K)], K)


@given(FOUR_ROWS)
def test_what_is_added_up_is_right(rows):
    period = together([guard(row, K) for row in rows], K)
    for area, cell in period.cells.items():
        assert cell.value == sum(row[area] for row in rows)
    assert period.total.value == sum(sum(row.values()) for row in rows)


def test_what_is_hidden_carelessly_is_found_out():
    careless = Guarded({"a": Cell(9), "b": Cell(2, hidden=True)}, Cell(11))
    nothing = Guarded({"a": Cell(0), "b": Cell(0)}, Cell(0))
    assert found_out([careless, nothing, careless], K)


@pytest.mark.parametrize(
    ("values", "is_safe"),
    [([], True), ([2], False), ([9], False), ([1, 1], False), ([2, 4], True), ([1, 1, 5], True)],
)
def test_what_is_hidden_beside_a_sum_must_stay_unknown(values, is_safe):
    assert safe(values, K) is is_safe


def test_a_lonely_small_number_takes_the_next_one_along():
    guarded = guard({"a": 2, "b": 20, "c": 6, "d": 0}, K)
    assert [area for area, cell in guarded.cells.items() if cell.hidden] == ["a", "c"]
    assert guarded.total.shown == 28


def test_a_period_is_laid_out_beside_the_one_before_and_the_year_before():
    october = Month(2026, 10)
    counts = {
        ("hash", "a", october): 7,
        ("hash", "b", october): 6,
        ("hash", "a", Month(2026, 9)): 8,
        ("hash", "a", Month(2025, 10)): 2,
    }
    (line,) = picture(counts, ["hash"], ["a", "b"], Period(october), k=K)
    assert [cell.shown for cell in line.at(None)] == [13, 8, None]
    assert [cell.shown for cell in line.at("a")] == [7, 8, None]
    assert [cell.shown for cell in line.at("b")] == [6, 0, 0]
    (line,) = picture(counts, ["hash"], ["a", "b"], Period(october), k=0)
    assert [cell.shown for cell in line.at(None)] == [13, 8, 2]


def test_four_months_can_show_what_each_month_hides():
    counts = {("hash", "a", Month(2026, month)): 3 for month in (5, 6, 7, 8)}
    (line,) = picture(counts, ["hash"], ["a"], Period.of_four(Month(2026, 6)), k=K)
    assert line.now.total.shown == 12


def test_periods_run_across_new_year_and_begin_at_six():
    period = Period(Month(2026, 2), 4)
    assert period.months == [Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 2)]
    assert (period.first, period.until) == (date(2025, 11, 1), date(2026, 3, 1))
    assert period.before.last == Month(2025, 10)
    assert period.year_before.first == date(2024, 11, 1)
    assert Month(2026, 4).moments == (
        datetime(2026, 4, 1, 4, tzinfo=UTC),
        datetime(2026, 5, 1, 4, tzinfo=UTC),
    )


@pytest.mark.parametrize(("month", "last"), [(1, 4), (4, 4), (5, 8), (8, 8), (9, 12), (12, 12)])
def test_periods_of_four_months_never_overlap(month, last):
    assert Period.of_four(Month(2026, month)) == Period(Month(2026, last), 4)
