"""Timelines of places: changes, corrections, closings, and borders that move."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.places.rules.borders import Border, Point
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import (
    AreaSlice,
    Facts,
    Slice,
    changed,
    closed,
    corrected,
    finest,
    laid,
    plain,
    sound,
)

D = date(2024, 1, 1)


def day(number):
    return D + timedelta(days=number)


def facts(name="Klub", at=(1, 1)):
    return Facts(name=name, kind="club", point=Point(*at))


def square(key, kind="district", *, west=0, east=2, first=D, until=None):
    ring = [[west, 0], [east, 0], [east, 2], [west, 2], [west, 0]]
    border = Border.of({"type": "Polygon", "coordinates": [ring]})
    return AreaSlice(key, kind, Span(first, until), border)


def test_a_change_holds_until_the_next_one_known():
    whole = [Slice(Span(day(0)), facts("a"))]
    with_later = changed(whole, day(20), facts("c"))
    found = changed(with_later, day(10), facts("b"))
    assert [(each.span, each.facts.name) for each in found] == [
        (Span(day(0), day(10)), "a"),
        (Span(day(10), day(20)), "b"),
        (Span(day(20)), "c"),
    ]


def test_a_correction_touches_its_own_entry_only():
    two = changed([Slice(Span(day(0)), facts("a"))], day(10), facts("b"))
    found = corrected(two, day(0), Slice(Span(day(2), day(10)), facts("A")))
    assert [(each.span, each.facts.name) for each in found] == [
        (Span(day(2), day(10)), "A"),
        (Span(day(10)), "b"),
    ]
    with pytest.raises(Refused, match="overlap"):
        corrected(two, day(0), Slice(Span(day(0), day(11)), facts("A")))
    with pytest.raises(Refused, match="no longer there"):
        corrected(two, day(1), Slice(Span(day(1)), facts("A")))


def test_closing_keeps_what_was_and_asks_about_what_is_to_come():
    two = changed([Slice(Span(day(0)), facts("a"))], day(10), facts("b"))
    with pytest.raises(Refused, match="already registered"):
        closed(two, day(5))
    assert [each.span for each in closed(two, day(15))][-1] == Span(day(10), day(15))
    with pytest.raises(Refused, match="not in use"):
        closed(closed(two, day(15)), day(20))
    with pytest.raises(Refused, match="the day it begins"):
        closed(two[:1], day(0))


def test_a_closed_place_opens_again():
    shut = closed([Slice(Span(day(0)), facts())], day(10))
    assert [each.span for each in changed(shut, day(20), facts("ny"))] == [
        Span(day(0), day(10)),
        Span(day(20)),
    ]


def test_the_finest_division_wins():
    areas = [square("by", "municipality"), square("sogn", "parish"), square("del")]
    assert finest(Point(1, 1), areas) == "del"
    assert finest(Point(1, 1), areas[:2]) == "sogn"
    assert finest(Point(9, 9), areas) == ""


def test_a_border_that_moves_moves_the_place_on_that_day():
    place = [Slice(Span(day(0)), facts(at=(1, 1)))]
    areas = [
        square("vest", until=day(30)),
        square("vest", east=0.5, first=day(30)),
        square("oest", west=0.5, first=day(30)),
    ]
    found = laid(place, areas)
    assert [(each.span, each.area) for each in found] == [
        (Span(day(0), day(30)), "vest"),
        (Span(day(30)), "oest"),
    ]
    assert plain(found) == place


numbers = st.integers(0, 60)
names = st.sampled_from("abc")
spots = st.sampled_from([(1, 0.2), (1, 1.0), (1, 1.8), (9, 9)])


@st.composite
def timelines(draw):
    days = sorted(draw(st.lists(numbers, min_size=2, max_size=6, unique=True)))
    slices = [
        Slice(Span(day(first), day(until)), facts(draw(names), draw(spots)))
        for first, until in pairwise(days)
        if draw(st.booleans()) or first == days[0]
    ]
    return plain(slices)


@st.composite
def borders(draw):
    found = []
    for key in "xy":
        first, until = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
        west = draw(st.sampled_from([0, 0.5, 1.5]))
        kind = draw(st.sampled_from(["district", "parish"]))
        found.append(square(key, kind, west=west, first=day(first), until=day(until)))
    return found


@given(timelines(), borders())
def test_laying_areas_changes_no_day_and_no_fact(slices, areas):
    found = laid(slices, areas)
    assert plain(found) == slices
    assert sound(found) == found
    assert laid(plain(found), areas) == found
    for number in range(61):
        now = [each for each in found if each.span.covers(day(number))]
        was = [each for each in slices if each.span.covers(day(number))]
        assert [each.facts for each in now] == [each.facts for each in was]
        here = [area for area in areas if area.span.covers(day(number))]
        assert [each.area for each in now] == [finest(each.facts.point, here) for each in was]


@given(timelines(), numbers, names)
def test_a_change_leaves_every_day_before_it_and_after_the_next(slices, number, name):
    found = changed(slices, day(number), facts(name))
    for each in range(61):
        then = [piece.facts for piece in found if piece.span.covers(day(each))]
        was = [piece.facts for piece in slices if piece.span.covers(day(each))]
        if each < number:
            assert then == was
        elif each == number:
            assert then == [facts(name)]
