from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.rules.gaps import first_day_without, joined

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))
ALWAYS = Span(date(2020, 1, 1))


def test_a_competence_is_lacking_from_the_day_it_runs_out_not_the_day_before():
    assert first_day_without(ALWAYS, [Span(JAN, MAR)], Span(JAN, APR)) == MAR
    assert first_day_without(ALWAYS, [Span(JAN, MAR)], Span(JAN, MAR)) is None


def test_a_renewal_on_the_very_day_leaves_no_gap():
    assert first_day_without(ALWAYS, [Span(FEB, APR), Span(JAN, FEB)], Span(JAN, APR)) is None


def test_what_was_never_held_is_lacking_from_the_day_it_is_asked_for():
    assert first_day_without(Span(FEB), [], Span(JAN, APR)) == FEB
    assert first_day_without(Span(APR), [], Span(JAN, APR)) is None


def test_spans_that_meet_or_overlap_become_one():
    assert joined([Span(MAR), Span(JAN, FEB), Span(FEB, MAR)]) == [Span(JAN)]
    assert joined([Span(JAN, FEB), Span(MAR, APR)]) == [Span(JAN, FEB), Span(MAR, APR)]


days = st.dates(date(2024, 1, 1), date(2024, 2, 10))
spans = st.tuples(days, days).filter(lambda p: p[0] < p[1]).map(lambda p: Span(*p))


@given(spans, st.lists(spans, max_size=5), spans)
def test_the_first_day_is_what_looking_day_by_day_finds(needed, held, within):
    looked = [
        day
        for day in (date.fromordinal(n) for n in range(JAN.toordinal(), APR.toordinal()))
        if needed.covers(day) and within.covers(day) and not any(h.covers(day) for h in held)
    ]
    found = first_day_without(needed, held, within)
    assert found == (looked[0] if looked else None)
