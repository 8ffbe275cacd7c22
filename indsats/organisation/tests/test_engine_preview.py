"""What a preview tells, to whom, and what a decision can hold on to."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.periods import Span
from indsats.organisation.rules import (
    Context,
    OperationRefused,
    Picture,
    Set,
    Slice,
    Subject,
    apply,
    base_marker,
    build,
    check,
    conflicts,
    preview,
    projections,
    successions,
    touched,
)
from indsats.organisation.rules.summaries import Summary
from indsats.organisation.tests import letter
from indsats.organisation.tests.strategies import (
    USERS,
    carried_out,
    change_sets,
    day,
    organisations,
    quick,
)

EFFECT = letter.EFFECT
EVE = date(2023, 12, 31)


@pytest.fixture(scope="module")
def shown():
    return preview(letter.picture(), letter.operations())


def test_the_letter_in_numbers(shown):
    assert shown.summary.structure == {
        "units_created": 1,
        "units_moved": 2,
        "kept": 1,
        "bodies_created": 1,
        "seats_created": 4,
        "responsibilities": 1,
        "anchorings": 1,
    }


def test_the_letter_brings_about_no_error():
    found = check(letter.picture(), letter.operations(), Context(today=date(2023, 9, 25)))
    assert [problem for problem in found if problem.is_error] == []


def test_the_letter_takes_effect_on_one_day(shown):
    assert shown.breakpoints == (EFFECT,)
    assert shown.on(EVE).changes == ()
    assert shown.on(EVE).after == shown.on(EVE).before
    on = shown.on(EFFECT)
    assert [row.subject.key for row in on.moved("unit")] == ["gadeplan", "opsoegende"]
    assert [row.subject.key for row in on.created("unit")] == [
        "den-operative-indsats", "styregruppen",
    ]  # fmt: skip
    assert on.kept == (Subject("unit", "kriminalpraeventive"),)
    assert on.bodies == ("styregruppen",)
    assert on.closed() == on.changed("unit") == ()


def test_those_whose_workplace_and_leader_change_are_named_in_confidence(shown):
    named = shown.confidential()["people"]
    assert [(row["user"], row["aspects"]) for row in named] == [
        ("gitte", ["leader", "workplace"]),
        ("gorm", ["leader", "workplace"]),
        ("karla", ["leader", "workplace"]),
        ("oskar", ["workplace"]),
    ]
    assert named[0]["before"]["leader"] == ["klaus"]
    assert named[0]["after"]["workplace"] == "Ishøj Ungdom"


def test_fewer_than_five_employees_are_not_counted_in_public(shown):
    counts = shown.public()["counts"]
    assert (counts["people_affected"], counts["people_workplace"]) == (None, None)
    assert (counts["units_moved"], counts["seats_created"]) == (2, 4)
    assert shown.confidential()["counts"]["people_affected"] == 4


def test_the_steering_group_is_shown_by_posts(shown):
    seats = [row for row in shown.public()["changes"] if row["kind"] == "seat"]
    assert sorted(row["after"]["holder_post"] for row in seats) == [
        "Centerchef", "Centerchef", "Centerchef", "Velfærdsdirektør",
    ]  # fmt: skip
    director = next(row for row in shown.seats if row.after.post == "velfaerdsdirektoer")
    assert director.after.users == ("dorte",)


def test_a_seat_falls_vacant_with_the_engagement_in_its_post():
    leave = build("close", number=1, kind="engagement", subject="kirsten-konsulent", first=EFFECT)
    (change,) = preview(letter.picture(), [leave]).seats
    assert (change.seat, change.before.users, change.after.users) == (
        "med-cbf-konsulent", ("kirsten",), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "public"),
    [
        ({"affected": 9, "hours": 9}, (9, 9)),
        ({"affected": 12, "hours": 7}, (12, 7)),
        ({"affected": 9, "hours": 5}, (9, None)),  # 9 - 5 would point out four
        ({"affected": 9, "hours": 4}, (9, None)),
        ({"affected": 4, "hours": 4}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_no_public_count_points_out_a_few(people, public):
    counts = projections.public(
        Picture.of([]), Picture.of([]), [], [], Summary({}, people, 0)
    )["counts"]  # fmt: skip
    assert (counts.get("people_affected"), counts.get("people_hours")) == public


@quick(100)
@given(organisations(), change_sets())
def test_no_employee_is_named_in_public(picture, steps):
    seat = Slice.of("seat", "s9", day(0), body="b1", role="member", holder_user="ane")
    picture = picture.replaced({seat.identity: (seat,)})
    gone = build("close", number=99, kind="seat", subject="s9", first=day(9), reason="ane")
    shown = preview(picture, (*carried_out(picture, steps), gone))
    text = json.dumps(shown.public())
    assert not [user for user in USERS if f'"{user}"' in text]
    assert '"ane"' in json.dumps(shown.confidential())
    people = [n for k, n in shown.public()["counts"].items() if k.startswith("people_")]
    assert all(count is None or count >= 5 for count in people)


@quick()
@given(organisations(), change_sets())
def test_counts_are_never_more_than_what_differs(picture, steps):
    shown = preview(picture, carried_out(picture, steps))
    altered = {row.subject for row in shown.changes}
    assert {row.subject for row in shown.changes} == set(shown.altered)
    total = sum(n for name, n in shown.summary.structure.items() if name.endswith("_created"))
    assert total <= len(altered)
    assert shown.summary.people.get("affected", 0) == len({row.user for row in shown.people})


@quick()
@given(organisations(), change_sets())
def test_12_the_same_effect_has_the_same_hash_however_it_is_written(picture, steps):
    steps = carried_out(picture, [s for s in steps if s.verb in {"create", "set", "move", "close"}])
    shown = preview(picture, steps)
    again = preview(picture, tuple(_twice(step) for step in reversed(steps)))
    assert again.hash == shown.hash
    assert len(shown.hash) == 64


def _twice(step):
    return type(step)(**{**vars(step), "reason": "another reason", "item": "7"})


@quick()
@given(organisations(), change_sets(), change_sets(first=11))
def test_12_another_effect_has_another_hash(picture, ours, theirs):
    ours, theirs = carried_out(picture, ours), carried_out(picture, theirs)
    one, other = preview(picture, ours), preview(picture, theirs)
    same = one.changes == other.changes and one.keeps == other.keeps
    if not same and one.after != other.after:
        assert one.hash != other.hash


def test_an_amended_decision_has_another_hash(shown):
    later = preview(letter.picture(), letter.operations(date(2024, 2, 1)))
    without_keep = [step for step in letter.operations() if step.verb != "keep"]
    fewer = preview(letter.picture(), without_keep)
    assert len({shown.hash, later.hash, fewer.hash}) == 3


def test_a_rename_in_the_meantime_leaves_hash_alone_but_the_marker_knows(shown):
    rename = Set(
        number=1, kind="unit", subject="gadeplan", span=Span(EFFECT), patch={"name": "Gaden"}
    )
    elsewhere = Set(
        number=1, kind="unit", subject="ungdomsskolen", span=Span(EFFECT), patch={"name": "Ny"}
    )
    steps, base = letter.operations(), letter.picture()
    assert preview(apply(base, [rename]), steps).hash == shown.hash
    assert base_marker(apply(base, [rename]), steps) != base_marker(base, steps)
    assert base_marker(apply(base, [elsewhere]), steps) == base_marker(base, steps)


def test_a_preview_of_what_cannot_be_carried_out_is_refused():
    step = build("close", number=1, kind="unit", subject="nowhere", first=EFFECT)
    with pytest.raises(OperationRefused):
        preview(letter.picture(), [step])


def test_two_moves_that_together_make_a_ring_conflict():
    one = build("move", number=1, kind="unit", subject="cbf", first=EFFECT, patch={"parent": "ckf"})
    other = build(
        "move", number=1, kind="unit", subject="ckf", first=EFFECT, patch={"parent": "cbf"}
    )
    (problem,) = conflicts(letter.picture(), [one], [other])
    assert problem.code == "conflict_together"
    assert "placed under itself" in problem.text()
    assert "[%" not in problem.text("[{}]".format)
    assert problem.text("[{}]".format).count("[") == 2


SPLIT = build(
    "split", number=1, kind="unit", subject="gadeplan", first=EFFECT,
    patch={
        "into": {"nord": {"name": "Gadeplan Nord"}, "syd": {"name": "Gadeplan Syd"}},
        "assign": {"post:gade-1": "syd"},
        "rest": "nord",
    },
)  # fmt: skip


def test_a_split_hands_everything_over():
    base = letter.picture()
    after = apply(base, [SPLIT])
    assert after.at("unit", "gadeplan", EFFECT) is None
    assert after.at("unit", "nord", EFFECT)["parent"] == "ckf"
    units = [after.at("post", post, EFFECT)["unit"] for post in ("gade-1", "gade-2")]
    assert units == ["syd", "nord"]
    assert after.at("post", "gade-1", EVE)["unit"] == "gadeplan"
    assert [problem.code for problem in check(base, [SPLIT], Context(today=EVE))] == [
        "notice_missing", "notice_missing", "notice_missing",
    ]  # fmt: skip
    assert [(row.new, row.only) for row in successions([SPLIT])] == [
        ("syd", Subject("post", "gade-1")), ("nord", None),
    ]  # fmt: skip
    assert touched(base, [SPLIT]) == {
        ("unit", "gadeplan"), ("unit", "nord"), ("unit", "syd"),
        ("post", "gade-1"), ("post", "gade-2"), ("post", "gade-koordinator"),
    }  # fmt: skip


def test_a_split_also_hands_over_what_an_earlier_step_has_brought():
    patch = {"title": "Ny", "unit": "gadeplan", "function": "staff"}
    post = build("create", number=0, kind="post", subject="ny", first=EFFECT, patch=patch)
    assert apply(letter.picture(), [SPLIT, post]).at("post", "ny", EFFECT)["unit"] == "nord"


def test_a_split_leaves_what_is_planned_to_leave_by_then():
    later = date(2024, 6, 1)
    leave = build(
        "move", number=0, kind="post", subject="gade-2", first=later, patch={"unit": "cbf"}
    )
    after = apply(letter.picture(), [leave, SPLIT])
    units = [after.at("post", "gade-2", on)["unit"] for on in (EVE, EFFECT, later)]
    assert units == ["gadeplan", "nord", "cbf"]


def test_someone_elses_new_post_in_a_unit_that_is_split_conflicts():
    patch = {"title": "Ny", "unit": "gadeplan", "function": "staff"}
    post = build("create", number=4, kind="post", subject="ny", first=EFFECT, patch=patch)
    for sides in (([SPLIT], [post]), ([post], [SPLIT])):
        (problem,) = conflicts(letter.picture(), *sides)
        assert problem.code == "conflict_reference"


def test_a_split_may_leave_the_old_unit_standing():
    patch = {"into": {"gadeplan": {}, "nord": {"name": "Nord"}}, "rest": "gadeplan"}
    step = build("split", number=1, kind="unit", subject="gadeplan", first=EFFECT, patch=patch)
    after = apply(letter.picture(), [step])
    assert after.at("unit", "gadeplan", EFFECT)["name"] == "Gadeplan"
    assert after.at("post", "gade-1", EFFECT)["unit"] == "gadeplan"
    assert successions([step]) == ()
    assert touched(letter.picture(), [step]) == {("unit", "gadeplan"), ("unit", "nord")}


@pytest.mark.parametrize(("target", "name"), [("opsoegende", "Ny"), ("helt-ny", "Ny")])
def test_a_merge_gathers_everything(target, name):
    patch = {"from": ["gadeplan", "opsoegende"], "values": {"name": name, "parent": "cbf"}}
    step = build("merge", number=1, kind="unit", subject=target, first=EFFECT, patch=patch)
    after = apply(letter.picture(), [step])
    assert after.at("unit", "gadeplan", EFFECT) is None
    assert after.at("unit", target, EFFECT)["name"] == name
    posts = ("gade-1", "opsoegende-1")
    assert {after.at("post", post, EFFECT)["unit"] for post in posts} == {target}
    assert {row.new for row in successions([step])} == {target}


@quick()
@given(st.permutations(letter.operations()))
def test_the_order_steps_are_given_in_does_not_matter(steps):
    assert apply(letter.picture(), steps) == apply(letter.picture(), letter.operations())


def test_numbers_and_days_have_one_form():
    pieces = [
        Slice.of("post", "p", EFFECT, title="P", unit="u", function="staff", hours=hours)
        for hours in (37, "37.0", "37.00")
    ]
    assert len(set(pieces)) == 1
    assert len({Picture.of(pieces[:1]), Picture.of(pieces[1:2])}) == 1
    assert Picture.of(pieces[:1]) == Picture.of(pieces[1:2])
