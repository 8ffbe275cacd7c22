"""The checks, held against a plain day-by-day reading of what they are to find."""

from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.rules import Context, Move, apply, check, preview, problems, successions
from indsats.organisation.rules.checks import new_findings
from indsats.organisation.rules.effects import changed
from indsats.organisation.rules.kinds import KINDS, OUTGOING
from indsats.organisation.rules.people import occupants, situation
from indsats.organisation.rules.rights import places
from indsats.organisation.rules.seating import sitting
from indsats.organisation.rules.timelines import Lens
from indsats.organisation.rules.values import Subject
from indsats.organisation.tests.strategies import (
    BEGIN,
    CONTEXT,
    POSTS,
    UNITS,
    all_days,
    carried_out,
    change_sets,
    day,
    organisations,
    quick,
    sound_change_sets,
    wild_organisations,
)


@quick()
@given(organisations())
def test_the_made_up_organisations_have_no_error(picture):
    assert [found for found in problems(picture) if found.is_error] == []


@quick(100)
@given(wild_organisations(), change_sets())
def test_looking_at_what_changed_finds_the_same_as_looking_at_everything(picture, steps):
    after = apply(picture, carried_out(picture, steps))
    everything = picture.subjects() | after.subjects()
    some = changed(picture, after, everything)
    assert set(new_findings(picture, after, some)) == set(new_findings(picture, after, everything))


@quick()
@given(wild_organisations())
def test_a_whole_look_is_news_against_nothing(picture):
    nothing = type(picture).of([])
    found = new_findings(nothing, picture, picture.subjects())
    assert {(one.code, one.subject, span) for one, span in found} == {
        (problem.code, problem.subject, problem.span) for problem in problems(picture)
    }


@quick()
@given(wild_organisations(), change_sets())
def test_every_problem_can_be_told(picture, steps):
    for found in check(picture, steps, Context(today=day(20))):
        assert "%(" not in found.text()
        assert found.text(translate="({})".format).startswith("(")


def in_ring(today, unit):
    seen, at = set(), unit
    while at in today["unit"] and at not in seen:
        seen.add(at)
        at = today["unit"][at]["parent"]
    return at == unit and bool(seen)


@quick()
@given(wild_organisations())
def test_7_rings_are_found_on_exactly_the_days_they_exist(picture):
    found = [problem for problem in problems(picture) if problem.code == "cycle"]
    for on in all_days():
        today = picture.on(on)
        in_rings = {unit for unit in today["unit"] if in_ring(today, unit)}
        assert {p.subject.key for p in found if p.span.covers(on)} <= in_rings
        assert any(p.span.covers(on) for p in found) == bool(in_rings)


@quick(60)
@given(st.data(), organisations())
def test_7_a_sound_change_set_leaves_a_forest_on_every_day(data, picture):
    after = apply(picture, data.draw(sound_change_sets(picture)))
    for on in all_days():
        today = after.on(on)
        for unit, values in today["unit"].items():
            assert values["parent"] is None or values["parent"] in today["unit"]
            assert not in_ring(today, unit)


@quick()
@given(wild_organisations())
def test_8_loose_references_are_found_on_exactly_the_days_they_are_loose(picture):
    found = [problem for problem in problems(picture) if problem.code.startswith("missing_")]
    for on in all_days():
        today = picture.on(on)
        loose = {
            (Subject(kind, key), f"missing_{kind}_{ref.field}")
            for kind in KINDS
            for key, values in today[kind].items()
            for ref in OUTGOING[kind]
            if values[ref.field] and values[ref.field] not in today[ref.to]
        }
        assert {(p.subject, p.code) for p in found if p.span.covers(on)} == loose


@quick()
@given(st.data(), organisations())
def test_8_a_sound_change_set_leaves_no_reference_loose(data, picture):
    after = apply(picture, data.draw(sound_change_sets(picture)))
    for on in all_days():
        today = after.on(on)
        for kind, rows in today.items():
            for values in rows.values():
                targets = [(ref.to, values[ref.field]) for ref in OUTGOING[kind]]
                assert all(key in today[to] for to, key in targets if key)


def cells(today):
    """Count who is responsible for whom: group, area, age in whole years."""
    rows = list(today["responsibility"].values())
    named = {" ".join(row["area"].casefold().split()) for row in rows} | {""}
    return {
        (" ".join(row["group"].casefold().split()), area, age)
        for row in rows
        for area in named
        if not row["area"] or row["area"].casefold() == area
        for age in range(row["age_from"], 121 if row["age_to"] is None else row["age_to"])
    }


@quick(60)
@given(st.data(), organisations())
def test_10_a_sound_change_set_loses_no_young_people(data, picture):
    after = apply(picture, data.draw(sound_change_sets(picture)))
    for on in all_days():
        assert cells(picture.on(on)) <= cells(after.on(on))


@quick()
@given(organisations(), change_sets())
def test_10_every_loss_of_a_responsible_unit_is_reported(picture, steps):
    steps = carried_out(picture, steps)
    after = apply(picture, steps)
    found = [p for p in check(picture, steps, CONTEXT) if p.code in {"ages_lost", "ages_gap"}]
    for on in all_days():
        lost = cells(picture.on(on)) - cells(after.on(on))
        assert not lost or any(problem.span.covers(on) for problem in found)


@quick()
@given(organisations(), change_sets())
def test_10_after_a_split_or_merge_every_case_has_one_responsible_unit(picture, steps):
    steps = [s for s in carried_out(picture, steps) if s.verb in {"split", "merge"}][:1]
    steps = carried_out(picture, steps)
    after = apply(picture, steps)
    heirs = {row.old: row.new for row in successions(steps) if row.only is None}
    for step in steps:
        on = step.span.first
        for case_unit in picture.on(on)["unit"]:
            responsible = heirs.get(case_unit, case_unit)
            assert after.at("unit", responsible, on) is not None
        assert cells(picture.on(on)) == cells(after.on(on))


@quick()
@given(organisations(), change_sets())
def test_11_before_the_first_effect_nobody_has_other_rights(picture, steps):
    steps = carried_out(picture, steps)
    first = min((step.span.first for step in steps), default=BEGIN)
    shown = preview(picture, steps)
    for on in (on for on in all_days() if on < first):
        assert places(shown.on(on).after) == places(picture.on(on))
        assert shown.on(on).people == ()


@quick()
@given(st.data(), organisations())
def test_11_nobody_keeps_a_right_whose_engagement_has_ended(data, picture):
    after = apply(picture, data.draw(sound_change_sets(picture)))
    for on in all_days():
        today = after.on(on)
        working = {values["user"] for values in today["engagement"].values()}
        assert set(places(today)) <= working
        for post in POSTS:
            assert set(occupants(Lens(after, on), post)) <= working


@quick()
@given(organisations(), change_sets())
def test_every_employee_whose_day_differs_is_named(picture, steps):
    shown = preview(picture, carried_out(picture, steps))
    for on in all_days():
        named = {row.engagement for row in shown.on(on).people}
        for key in picture.keys("engagement") | shown.after.keys("engagement"):
            old, new = (situation(Lens(p, on), key) for p in (picture, shown.after))
            assert (key in named) == (old != new)


@quick()
@given(organisations(), change_sets())
def test_every_seat_that_is_filled_differently_is_named(picture, steps):
    shown = preview(picture, carried_out(picture, steps))
    for on in all_days():
        named = {row.seat for row in shown.on(on).seats}
        for key in picture.keys("seat") | shown.after.keys("seat"):
            old, new = (sitting(Lens(p, on), key) for p in (picture, shown.after))
            assert (key in named) == (old != new)


@quick()
@given(organisations(), st.sampled_from(UNITS), st.sampled_from(UNITS), st.integers(0, 38))
def test_7_a_move_is_refused_if_and_only_if_it_makes_a_ring_on_some_day(picture, unit, to, start):
    step = Move(number=1, kind="unit", subject=unit, span=_from(start), patch={"parent": to})
    codes = {p.code for p in check(picture, [step], CONTEXT) if p.is_error}
    after = apply(picture, [step])
    ring = any(in_ring(after.on(on), key) for on in all_days() for key in UNITS)
    assert ("cycle" in codes) == ring


def _from(number):
    return Span(day(number))
