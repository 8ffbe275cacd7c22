"""The laws of carrying out, undoing and combining change-sets, on made-up examples."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.rules import (
    Close,
    Create,
    Keep,
    Merge,
    Move,
    OperationRefused,
    Picture,
    Set,
    Slice,
    Split,
    Subject,
    apply,
    base_marker,
    conflicts,
    invert,
    preview,
    steps_between,
    touched,
)
from indsats.organisation.rules.operations import build, from_json
from indsats.organisation.tests.strategies import (
    KEYS,
    all_days,
    carried_out,
    change_sets,
    day,
    organisations,
    patches,
    quick,
    spans,
)

TWO_UNITS = Picture.of([
    Slice.of("unit", "u1", day(0), name="Gammelt", kind="team"),
    Slice.of("unit", "u2", day(0), name="Andet", kind="team"),
    Slice.of("post", "p1", day(0), title="Post", unit="u1", function="staff"),
    Slice.of("profile", "r1", day(0), name="Profil", kind="job"),
    Slice.of("seat", "s1", day(0), body="u1", role="member"),
])  # fmt: skip
PLAIN = {"create", "set", "move", "close", "keep"}


def from_day(number):
    return Span(day(number))


@quick()
@given(organisations(), change_sets())
def test_1_slices_never_overlap_and_are_never_empty(picture, steps):
    after = apply(picture, carried_out(picture, steps))
    for subject in after.subjects():
        pieces = after.slices(*subject)
        assert not any(piece.span.is_empty for piece in pieces)
        assert all(one.span.end <= other.span.first for one, other in pairwise(pieces))


@quick()
@given(organisations(), change_sets(size=1))
def test_2_a_step_leaves_other_subjects_and_other_days_alone(picture, steps):
    steps = [step for step in carried_out(picture, steps) if step.verb in PLAIN]
    assume(steps)
    after = apply(picture, steps)
    (step,) = steps
    for subject in (picture.subjects() | after.subjects()) - {step.identity}:
        assert after.slices(*subject) == picture.slices(*subject)
    for on in all_days():
        if not step.span.covers(on):
            assert after.at(*step.identity, on) == picture.at(*step.identity, on)


@quick(100)
@given(organisations(), st.sampled_from(sorted(KEYS)), spans(), st.data())
def test_3_a_set_writes_the_named_fields_and_only_where_the_subject_exists(
    picture, kind, span, data
):
    key = data.draw(st.sampled_from(KEYS[kind]))
    patch = data.draw(patches(kind))
    step = Set(number=1, kind=kind, subject=key, span=span, patch=patch)
    assume(carried_out(picture, [step]))
    after = apply(picture, [step])
    for on in all_days():
        old, new = picture.at(kind, key, on), after.at(kind, key, on)
        if span.covers(on) and old is not None:
            assert new == {**old, **patch}
        else:
            assert new == old


@quick(100)
@given(organisations(), change_sets())
def test_4_the_inverse_leads_back_to_the_same_picture(picture, steps):
    steps = carried_out(picture, steps)
    assert apply(apply(picture, steps), invert(picture, steps)) == picture


@quick()
@given(organisations(), organisations())
def test_4_any_picture_leads_to_any_other(one, other):
    assert apply(one, steps_between(one, other)) == other


@quick()
@given(organisations(), change_sets())
def test_5_carried_out_twice_is_once_or_refused(picture, steps):
    steps = carried_out(picture, steps)
    once = apply(picture, steps)
    try:
        twice = apply(once, steps)
    except OperationRefused:
        return
    assert twice == once


@quick(100)
@given(organisations(), change_sets(size=2), change_sets(size=2, first=11))
def test_6_change_sets_without_a_conflict_commute(picture, ours, theirs):
    ours, theirs = carried_out(picture, ours), carried_out(picture, theirs)
    assume(not conflicts(picture, ours, theirs))
    one_way = apply(apply(picture, ours), theirs)
    assert one_way == apply(apply(picture, theirs), ours)
    assert base_marker(apply(picture, theirs), ours) == base_marker(picture, ours)
    assert preview(apply(picture, theirs), ours).hash == preview(picture, ours).hash


@quick()
@given(organisations(), change_sets(size=2), st.data())
def test_6_change_sets_on_the_same_subject_and_days_conflict(picture, ours, data):
    ours = carried_out(picture, ours)
    theirs = [
        Set(number=11, kind=step.kind, subject=step.subject, span=step.span, patch=patch)
        for step in ours
        for patch in [data.draw(patches(step.kind))]
    ]
    found = conflicts(picture, ours, carried_out(picture, theirs[:1]))
    assert "conflict_same" in {problem.code for problem in found} or not carried_out(
        picture, theirs[:1]
    )


@quick()
@given(organisations(), change_sets())
def test_9_the_preview_of_a_day_is_that_day(picture, steps):
    steps = carried_out(picture, steps)
    after, shown = apply(picture, steps), preview(picture, steps)
    for on in all_days():
        assert shown.on(on).before == picture.on(on)
        assert shown.on(on).after == after.on(on)


@quick()
@given(organisations(), change_sets())
def test_9_the_changes_of_a_day_are_all_that_differs_on_it(picture, steps):
    shown = preview(picture, carried_out(picture, steps))
    for on in all_days():
        seen = shown.on(on)
        differing = {
            Subject(kind, key)
            for kind in KEYS
            for key in {*seen.before[kind], *seen.after[kind]}
            if seen.before[kind].get(key) != seen.after[kind].get(key)
        }
        assert {change.subject for change in seen.changes} == differing


@quick()
@given(organisations(), change_sets())
def test_9_between_two_breakpoints_nothing_new_differs(picture, steps):
    shown = preview(picture, carried_out(picture, steps))
    turning = set(shown.breakpoints)
    for yesterday, today in pairwise(all_days()):
        if today not in turning:
            old, new = shown.on(yesterday), shown.on(today)
            assert (old.changes, old.people, old.seats) == (new.changes, new.people, new.seats)


@quick()
@given(organisations(), change_sets())
def test_only_touched_subjects_differ(picture, steps):
    steps = carried_out(picture, steps)
    after = apply(picture, steps)
    differing = {
        subject
        for subject in picture.subjects() | after.subjects()
        if picture.slices(*subject) != after.slices(*subject)
    }
    assert differing <= touched(picture, steps)


@quick()
@given(change_sets())
def test_steps_survive_being_written_down(steps):
    assert tuple(from_json(step.as_json()) for step in steps) == steps


@quick()
@given(organisations())
def test_pictures_survive_being_written_down(picture):
    written = [piece.as_json() for piece in picture]
    assert Picture.of(Slice.from_json(row) for row in written) == picture


def test_a_planned_rename_survives_a_move():
    rename = Set(number=1, kind="unit", subject="u1", span=from_day(20), patch={"name": "Nyt"})
    move = build("move", number=2, kind="unit", subject="u1", first=day(5), patch={"parent": "u2"})
    after = apply(apply(TWO_UNITS, [rename]), [move])
    assert (after.at("unit", "u1", day(19))["name"], after.at("unit", "u1", day(20))["name"]) == (
        "Gammelt", "Nyt",
    )  # fmt: skip
    assert after.at("unit", "u1", day(20))["parent"] == "u2"


def test_steps_are_carried_out_by_number_not_by_place():
    first = Set(number=1, kind="unit", subject="u1", span=from_day(5), patch={"name": "En"})
    second = Set(number=2, kind="unit", subject="u1", span=from_day(5), patch={"name": "To"})
    assert apply(TWO_UNITS, [second, first]).at("unit", "u1", day(9))["name"] == "To"


@pytest.mark.parametrize(
    ("form", "kind", "subject", "patch", "code"),
    [
        (Create, "unit", "u1", {"name": "x", "kind": "team"}, "exists_already"),
        (Create, "unit", "u9", {"kind": "team"}, "value_missing"),
        (Set, "unit", "u9", {"name": "x"}, "nothing_there"),
        (Set, "unit", "u1", {"colour": "x"}, "field_unknown"),
        (Set, "unit", "u1", {"name": ""}, "value_missing"),
        (Set, "unit", "u1", {"name": 7}, "value_wrong"),
        (Set, "unit", "u1", {"aliases": "x"}, "value_wrong"),
        (Set, "unit", "u1", {"kind": "gang"}, "value_wrong"),
        (Set, "unit", "u1", {}, "patch_empty"),
        (Set, "gang", "u1", {"name": "x"}, "kind_unknown"),
        (Set, "post", "p1", {"hours": "many"}, "value_wrong"),
        (Set, "post", "p1", {"hours": 0}, "value_out_of_range"),
        (Set, "post", "p1", {"hours": "NaN"}, "value_wrong"),
        (Create, "responsibility", "q1", {"unit": "u1", "group": "g", "age_from": -1},
         "value_out_of_range"),
        (Create, "responsibility", "q1", {"unit": "u1", "group": "g", "age_from": "x"},
         "value_wrong"),
        (Close, "unit", "u9", {}, "nothing_there"),
        (Keep, "unit", "u9", {}, "nothing_there"),
        (Move, "profile", "r1", {"name": "x"}, "not_movable"),
        (Move, "unit", "u1", {"parent": "u2", "name": "x"}, "move_elsewhere"),
        (Move, "unit", "u1", {}, "move_elsewhere"),
        (Split, "seat", "s1", {"into": {"s2": {}}, "rest": "s2"}, "cannot_reshape"),
        (Split, "unit", "u1", {"rest": "x"}, "parts_missing"),
        (Split, "unit", "u1", {"into": {"x": {}}}, "rest_missing"),
        (Split, "unit", "u1", {"into": {"x": {}}, "rest": "x", "assign": {"post:p1": "y"}},
         "assigned_nowhere"),
        (Split, "unit", "u9", {"into": {"x": {}}, "rest": "x"}, "nothing_there"),
        (Merge, "unit", "u1", {"from": ["u1"]}, "sources_missing"),
        (Merge, "unit", "u1", {"from": "u2"}, "sources_missing"),
        (Merge, "unit", "x", {"from": ["u9"]}, "nothing_there"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_carried_out_says_why(form, kind, subject, patch, code):
    step = form(number=7, kind=kind, subject=subject, span=from_day(5), patch=patch)
    with pytest.raises(OperationRefused) as refused:
        apply(TWO_UNITS, [step])
    assert (refused.value.problem.code, refused.value.problem.operation) == (code, 7)
    assert "%(" not in str(refused.value)


def test_a_step_must_end_after_it_begins():
    step = Close(number=1, kind="unit", subject="u1", span=Span(day(5), day(5)))
    with pytest.raises(OperationRefused, match="must come after"):
        apply(TWO_UNITS, [step])


def test_an_unknown_verb_is_refused():
    with pytest.raises(OperationRefused, match="abolish"):
        build("abolish", number=1, kind="unit", subject="u1", first=day(1))
