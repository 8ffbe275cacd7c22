"""Target groups: the checks of a change-set and the page of a day say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.queries.age_cover import age_cover
from indsats.organisation.rules import Picture, Slice, problems
from indsats.organisation.rules.age_bands import ADULT, NO_LIMIT, Duty, covers, plain
from indsats.organisation.rules.age_drawing import WIDTH, draw
from indsats.organisation.tests.strategies import AREAS, BEGIN, GROUPS, UNITS, quick
from indsats.organisation.tests.test_invariants_in_tables import municipality


def cover(*duties):
    (found,) = covers(Duty(unit, "Unge", "", *ages) for unit, *ages in duties)
    return found


def bands(found):
    return [(band.first, band.until, band.units) for band in found.bands()]


def test_ages_meet_at_18_without_gap_or_overlap():
    found = cover(("Center for Børn", 0, 18), ("Jobcenter", 18))
    assert bands(found) == [(0, 18, ("Center for Børn",)), (18, NO_LIMIT, ("Jobcenter",))]
    assert found.passage().kind == "handover"
    assert not found.ends_at_18


@pytest.mark.parametrize(
    ("duties", "kind"),
    [
        ([("Ø", 0, 18)], "gap"),
        ([("Ø", 18)], "gap"),
        ([("Ø", 0, 18), ("Å", 19)], "gap"),
        ([("Ø", 0, 17), ("Å", 18)], "gap"),
        ([("Ø", 0, 16), ("Å", 20)], "gap"),
        ([("Ø", 10)], "same"),
        ([("Ø", 0, 12)], "outside"),
        ([("Ø", 25)], "outside"),
    ],
)
def test_how_the_passage_at_18_goes(duties, kind):
    assert cover(*duties).passage().kind == kind


def test_ages_the_group_is_not_about_are_no_gap():
    found = cover(("Klub", 10, 14), ("Gade", 16, 25))
    assert [(b.first, b.until, b.is_gap) for b in found.bands() if not b.units] == [
        (0, 10, False), (14, 16, True), (25, NO_LIMIT, False),
    ]  # fmt: skip


def test_groups_and_areas_are_held_apart_however_they_are_spelled():
    found = covers([
        Duty("Ø", "Unge", "Vejleåparken", 0, 17),
        Duty("Å", "UNGE ", "", 10),
        Duty("Æ", "unge", "vejleåparken", 18),
        Duty("Å", "Børn", "", 0, 17),
    ])  # fmt: skip
    assert [(plain(c.group), plain(c.area), len(c.duties)) for c in found] == [
        ("børn", "", 1), ("unge", "", 1), ("unge", "vejleåparken", 3),
    ]  # fmt: skip


def test_one_unit_with_two_duties_does_not_overlap_itself():
    found = cover(("Gade", 0, 18), ("Gade", 12, 25))
    assert list(found.overlaps()) == []
    assert not any(band.is_overlap for band in found.bands())


def test_the_drawing_stays_inside_its_width():
    found = cover(("Alle", 0), ("Unge", 18, 25), ("Ældre", 60, 99))
    drawing = draw(found.duties, found.bands())
    assert all(bar.left + bar.width <= WIDTH for bar in drawing.bars)
    assert drawing.holes == []


ages = st.tuples(st.integers(0, 24), st.one_of(st.none(), st.integers(1, 30))).filter(
    lambda found: found[1] is None or found[0] < found[1]
)
duties = st.lists(
    st.tuples(st.sampled_from(UNITS[:3]), st.sampled_from(GROUPS), st.sampled_from(AREAS), ages),
    max_size=6,
)


def made_of(drawn):
    """Give three units, and the duties drawn, as a picture."""
    yield Slice.of("unit", "top", BEGIN, name="Kommunen", kind="municipality")
    for unit in UNITS[:3]:
        yield Slice.of("unit", unit, BEGIN, name=unit, kind="centre", parent="top")
    for number, (unit, group, area, (first, until)) in enumerate(drawn):
        fields = {"unit": unit, "group": group, "area": area, "age_from": first, "age_to": until}
        yield Slice.of("responsibility", f"q{number}", BEGIN, **fields)


def years(text):
    """Read ages as people write them."""
    if text.endswith("+"):
        return range(int(text[:-1]), NO_LIMIT)
    first, _dash, last = text.partition("–")
    return range(int(first), int(last or first) + 1)


def told(picture, code):
    """Give what the checks find: group, area and age, one by one; no area is everywhere."""
    found = set()
    for problem in problems(picture):
        if problem.code == code:
            assert problem.span == Span(BEGIN)
            params = dict(problem.params)
            area = "" if "whole" in params["area"] else plain(params["area"])
            for age in years(params.get("ages", "18")):
                found.add((plain(params["group"]), area, age))
    return found


def shown(code, day):
    """Give what the page shows in the same form."""
    found = set()
    for each in age_cover(day):
        where = plain(each.cover.group), plain(each.cover.area)
        for band in each.bands:
            if band.is_gap if code == "ages_gap" else band.is_overlap:
                found |= {(*where, age) for age in range(band.first, band.until)}
    return found


@pytest.mark.django_db
@quick(30)
@given(duties)
def test_the_page_and_the_checks_find_the_same(drawn):
    picture = Picture.of(made_of(drawn))
    with municipality(picture):
        assert shown("ages_gap", BEGIN) == told(picture, "ages_gap")
        several, both = shown("ages_overlap", BEGIN), told(picture, "ages_overlap")
        everywhere = {
            (group, plain(each.cover.area), age)
            for group, area, age in both
            for each in age_cover(BEGIN)
            if not area and plain(each.cover.group) == group
        }
        assert several == both | everywhere
        stops = told(picture, "ages_end_at_18")
        holes = told(picture, "ages_gap")
        for each in age_cover(BEGIN):
            where = plain(each.cover.group), plain(each.cover.area)
            broken = (*where, ADULT) in stops | holes or (*where, ADULT - 1) in holes
            assert (each.passage.kind == "gap") == broken
