"""Before and after: what may be said, and what not."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.places.rules.readings import Caution, Phase, Reading, compare, hidden, phase

EFFORT = Span(date(2026, 1, 1), date(2026, 7, 1))


def reading(first, until, value):
    return Reading(Span(date.fromisoformat(first), date.fromisoformat(until)), Decimal(value))


def test_a_period_across_the_border_is_neither_before_nor_after():
    spans = [
        (Span(date(2025, 12, 1), date(2026, 1, 1)), Phase.BEFORE),
        (Span(date(2025, 12, 1), date(2026, 1, 2)), Phase.ACROSS),
        (Span(date(2026, 1, 1), date(2026, 7, 1)), Phase.DURING),
        (Span(date(2026, 6, 1), date(2026, 8, 1)), Phase.ACROSS),
        (Span(date(2026, 7, 1), date(2026, 8, 1)), Phase.AFTER),
    ]
    assert [phase(span, EFFORT) for span, _ in spans] == [each for _, each in spans]


def test_an_effort_that_runs_has_no_after():
    assert phase(Span(date(2030, 1, 1), date(2030, 2, 1)), Span(date(2026, 1, 1))) is Phase.DURING


def test_counts_of_unlike_periods_compare_by_the_month():
    found = compare(
        [reading("2024-01-01", "2026-01-01", 240), reading("2026-07-01", "2027-01-01", 30)],
        EFFORT,
        "count",
    )
    assert (found.before.level, found.after.level) == (Decimal("10.0"), Decimal("5.0"))
    assert (found.change, found.percent) == (Decimal("-5.0"), -50)
    assert found.cautions == (Caution.SEASON, Caution.LENGTH)


def test_few_give_no_percentage_and_a_caution():
    found = compare(
        [reading("2025-07-01", "2026-01-01", 40), reading("2026-07-01", "2027-01-01", 3)],
        EFFORT,
        "count",
    )
    assert found.percent is None
    assert found.cautions == (Caution.FEW,)


def test_a_small_base_gives_no_percentage():
    found = compare(
        [reading("2025-07-01", "2026-01-01", 29), reading("2026-07-01", "2027-01-01", 20)],
        EFFORT,
        "count",
    )
    assert found.percent is None
    assert found.change is not None


def test_levels_are_averaged_and_never_turned_into_per_cent_of_per_cent():
    found = compare(
        [
            reading("2025-01-01", "2025-07-01", "40"),
            reading("2025-07-01", "2026-01-01", "50"),
            reading("2026-07-01", "2027-01-01", "35.5"),
        ],
        EFFORT,
        "level",
    )
    assert (found.before.level, found.change, found.percent) == (45, Decimal("-9.5"), None)


def test_few_charged_persons_are_hidden_and_other_things_are_not():
    assert [hidden("charges", Decimal(n)) for n in (0, 1, 4, 5)] == [False, True, True, False]
    assert not hidden("fire", Decimal(1))


spans = st.tuples(st.integers(-400, 400), st.integers(1, 200)).map(
    lambda pair: Span(
        EFFORT.first + timedelta(days=pair[0]), EFFORT.first + timedelta(days=sum(pair))
    )
)


@given(st.lists(st.builds(Reading, spans, st.integers(0, 500).map(Decimal)), max_size=8))
def test_every_reading_is_on_one_side_or_across(readings):
    found = compare(readings, EFFORT, "count")
    sides = [each.readings for each in (found.before, found.during, found.after) if each]
    across = [r for r in readings if phase(r.span, EFFORT) is Phase.ACROSS]
    assert sorted([r for side in sides for r in side] + across) == sorted(readings)
    assert found.percent is None or found.before.total >= 30
