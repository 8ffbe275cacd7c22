from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.field.rules.ordered import (
    GRACE,
    Account,
    Outing,
    Part,
    State,
    Stop,
    Stretch,
    account,
    judge,
)
from indsats.strategy.rules.evenings import Issue, Ordered, evening_on, ordered_evenings
from indsats.strategy.tests.factories import AUTUMN, faxe_terms

TERMS = faxe_terms(places=("station", "torvet"), staff_min=2)
FRIDAY = date(2023, 10, 27)
LATER = datetime(2023, 12, 24, tzinfo=UTC)
EVENING = evening_on(TERMS, FRIDAY)
ORDERED = Ordered(EVENING, TERMS)
MINUTE = timedelta(minutes=1)


def minutes(number):
    return EVENING.starts + number * MINUTE


def outing(begins=0, ends=240, *, people=(1, 2), places=TERMS.places, day=FRIDAY, **fields):
    """Make a tour out from one minute of the evening to another, at places in its middle."""
    middle = minutes((begins + ends) // 2)
    return Outing(
        key=fields.pop("key", "a"),
        day=day,
        people=frozenset(people),
        started_at=minutes(begins),
        ended_at=minutes(ends),
        stops=tuple(Stop(place, middle) for place in places),
        **fields,
    )


def verdict(*outings, ordered=ORDERED, now=LATER):
    found = judge(ordered, outings, now)
    return found.state, found.missing


def test_done_is_at_the_places_in_the_hours_with_the_people():
    assert verdict(outing()) == (State.DONE, ())


@pytest.mark.parametrize(
    ("tours", "missing"),
    [
        ([outing(places=("station",))], (Part.PLACES,)),
        ([outing(places=("elsewhere",))], (Part.PLACES,)),
        ([outing(16)], (Part.HOURS,)),
        ([outing(0, 224)], (Part.HOURS,)),
        ([outing(people=(1,))], (Part.STAFF,)),
        ([outing(people=())], (Part.STAFF,)),
        ([outing(60, 120, people=(1,), places=())], (Part.PLACES, Part.HOURS, Part.STAFF)),
        ([outing(-180, -60)], (Part.PLACES, Part.HOURS)),  # out, but before the evening
    ],
)
def test_partly_says_which_part_is_missing(tours, missing):
    assert verdict(*tours) == (State.PARTLY, missing)


@pytest.mark.parametrize(
    "tours",
    [
        [outing(15, 225)],  # a quarter of an hour at either end
        [outing(-60, 300)],
        [outing(0, 120), outing(120, 240)],
        [outing(0, 110), outing(125, 240)],  # a short break between two tours
        [outing(people=(1,)), outing(people=(2,))],  # two tours of one make two
        [outing(places=("station",)), outing(places=("torvet",))],
        [outing(0, 130), outing(110, 240)],
    ],
)
def test_small_delays_and_several_tours_are_no_miss(tours):
    assert verdict(*tours) == (State.DONE, ())


def test_the_same_person_on_two_tours_is_one():
    assert verdict(outing(people=(1,)), outing(people=(1,))) == (State.PARTLY, (Part.STAFF,))


def test_what_was_written_down_after_the_evening_is_not_in_it():
    late = replace(
        outing(0, 400), stops=(Stop("station", minutes(10)), Stop("torvet", minutes(300)))
    )
    assert judge(ORDERED, [late], LATER).unvisited == ("torvet",)


def test_no_tour_is_not_done_also_where_one_was_planned():
    assert verdict() == (State.NOT_DONE, ())
    planned = Outing(key="a", day=FRIDAY, planned=Stretch(EVENING.starts, EVENING.ends))
    assert verdict(planned) == (State.NOT_DONE, ())


@pytest.mark.parametrize(
    ("tours", "now", "state"),
    [
        ([], minutes(-1), State.COMING),
        ([], minutes(60), State.COMING),
        ([Outing(key="a", day=FRIDAY)], minutes(-1), State.PLANNED),
        ([Outing(key="a", day=FRIDAY)], minutes(60), State.PLANNED),
        ([replace(outing(), ended_at=None)], minutes(60), State.UNDER_WAY),
        ([outing()], minutes(240), State.DONE),
        ([], minutes(240), State.NOT_DONE),
    ],
)
def test_before_and_during_nothing_is_judged(tours, now, state):
    assert verdict(*tours, now=now) == (state, ())


def test_a_tour_that_never_came_home_ends_with_what_it_last_wrote():
    open_end = replace(outing(0, 200), ended_at=None)  # its stops are at minute 100
    found = judge(ORDERED, [open_end], LATER)
    assert found.missing == (Part.HOURS,)
    assert found.told.gaps == (Stretch(minutes(100), EVENING.ends),)
    assert found.told.no_end
    still_out = judge(ORDERED, [open_end], minutes(241))
    assert still_out.state is State.DONE


def test_a_tour_begun_past_midnight_belongs_to_the_evening_before():
    night = outing(130, 240, day=FRIDAY + timedelta(days=1))
    found = account(
        [ORDERED, Ordered(evening_on(TERMS, FRIDAY + timedelta(days=1)), TERMS)], [night], LATER
    )
    assert [each.state for each in found.outcomes] == [State.PARTLY, State.NOT_DONE]


def test_a_tour_on_no_ordered_evening_is_said_to_lie_beside():
    monday = Outing(key="m", day=date(2023, 10, 30), started_at=LATER, ended_at=LATER)
    assert account([ORDERED], [monday], LATER).beside == ("m",)


@pytest.mark.parametrize("day", [date(2023, 10, 28), date(2023, 3, 25)])
def test_the_nights_the_clock_is_changed(day):
    terms = replace(TERMS, first=day, last=day, to_time=time(4))
    ordered = Ordered(evening_on(terms, day), terms)
    starts, ends = ordered.evening.starts, ordered.evening.ends
    assert ends - starts == timedelta(hours=7 if day.month == 10 else 5)
    stops = tuple(Stop(place, starts) for place in terms.places)
    whole = Outing(
        key="a", day=day, people=frozenset({1, 2}), started_at=starts, ended_at=ends, stops=stops
    )
    assert verdict(whole, ordered=ordered) == (State.DONE, ())
    early = replace(whole, ended_at=ends - timedelta(hours=1))
    assert verdict(early, ordered=ordered) == (State.PARTLY, (Part.HOURS,))


def test_an_account_counts_and_can_be_cut_to_some_days():
    evenings = ordered_evenings([Issue(AUTUMN, TERMS)])
    found = account(evenings, [outing()], now=datetime(2023, 11, 6, 12, tzinfo=UTC))
    assert found.counts == {State.DONE: 1, State.NOT_DONE: 3, State.COMING: 10}
    assert found.past == 4
    assert len(found.within(date(2023, 11, 1), date(2023, 11, 5)).outcomes) == 2
    assert Account().past == 0


spans = st.tuples(st.integers(-120, 360), st.integers(1, 300)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
tours = st.builds(
    lambda span, people, places: outing(*span, people=people, places=places),
    spans,
    st.sets(st.integers(1, 4)),
    st.sets(st.sampled_from(("station", "torvet", "parken"))),
)


def lacking(found):
    gaps = sum((each.length for each in found.told.gaps), timedelta())
    return len(found.unvisited), gaps


@given(st.lists(tours, max_size=5), tours)
def test_one_more_tour_never_makes_places_or_hours_worse(some, more):
    before, after = judge(ORDERED, some, LATER), judge(ORDERED, [*some, more], LATER)
    if before.state is not State.NOT_DONE:
        assert all(now <= then for now, then in zip(lacking(after), lacking(before), strict=True))


@given(st.lists(tours, max_size=6))
def test_the_order_of_tours_does_not_matter(some):
    one, other = judge(ORDERED, some, LATER), judge(ORDERED, some[::-1], LATER)
    assert (one.state, one.missing, one.told) == (other.state, other.missing, other.told)


@given(st.lists(tours, min_size=1, max_size=6))
def test_what_is_said_to_be_missing_is(some):
    found = judge(ORDERED, some, LATER)
    seen = {stop.place for each in some for stop in each.stops}
    assert set(found.unvisited) >= set(TERMS.places) - seen
    for gap in found.told.gaps:
        assert gap.length > GRACE
        assert EVENING.starts <= gap.starts < gap.ends <= EVENING.ends
        middle = gap.starts + gap.length / 2
        assert not any(each.started_at <= middle < each.ended_at for each in some)
    assert (found.state is State.DONE) == (not found.missing)
