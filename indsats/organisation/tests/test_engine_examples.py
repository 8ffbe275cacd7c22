"""What a user can do wrong, one example each: what is said, how gravely, and on which days."""

from datetime import date

import pytest

from indsats.base.periods import Span
from indsats.organisation.rules import Context, Picture, Slice, build, check, problems
from indsats.organisation.rules.kinds import BODY_KINDS, FUNCTIONS, KINDS, LINE_KINDS, ROLES
from indsats.organisation.rules.messages import MESSAGES, TEMPLATES

D0, D1, D2, D3 = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)
NOW = Context(today=D0)


def unit(key, parent=None, *, since=D0, until=None, **fields):
    fields = {"name": key.title(), "kind": "team", "parent": parent, **fields}
    return Slice.of("unit", key, since, until, **fields)


def duty(key, age_from, age_to, *, since=D0, until=None, **fields):
    fields = {"unit": "a", "group": "Unge", "age_from": age_from, "age_to": age_to, **fields}
    return Slice.of("responsibility", key, since, until, **fields)


BASE = Picture.of([
    unit("top", kind="municipality"),
    unit("a", "top", kind="centre", authority_boundary="Børn"),
    unit("b", "top", kind="centre", authority_boundary="Kultur"),
    unit("team", "a"),
    unit("council", kind="committee"),
    unit("group", kind="steering_group", meeting_interval="hver måned"),
    Slice.of("profile", "job", D0, name="Gademedarbejder", kind="job", working_time="dag"),
    Slice.of("post", "chief", D0, title="Chef", unit="a", function="leader"),
    Slice.of("post", "worker", D0, title="Medarbejder", unit="team", function="street_worker",
             profile="job"),
    Slice.of("engagement", "ane", D0, user="ane", post="worker"),
    Slice.of("engagement", "bo", D0, user="bo", post="chief"),
    Slice.of("leadership", "lead", D0, unit="a", post="chief"),
    Slice.of("seat", "s1", D0, body="group", role="chair", holder_post="chief"),
    Slice.of("seat", "s2", D0, body="group", role="member"),
    duty("young", 0, 18),
    duty("old", 18, None, unit="b"),
    Slice.of("anchoring", "safety", D0, area="Tryghed", body="council"),
])  # fmt: skip


def found(*steps, picture=BASE, context=NOW):
    """Check steps given as (verb, kind, subject, first day, patch, more)."""
    made = []
    for number, (verb, kind, subject, first, *rest) in enumerate(steps, 1):
        patch, more = (*rest, {}, {})[:2]
        named = {"kind": kind, "subject": subject, "patch": patch, **more}
        made.append(build(verb, number=number, first=first, **named))
    return check(picture, made, context)


def codes(*steps, **named):
    return [(problem.code, problem.subject.key, problem.span) for problem in found(*steps, **named)]


def test_a_sound_step_meets_no_objection():
    assert codes(("create", "unit", "c", D1, {"name": "C", "kind": "team", "parent": "a"})) == []


def test_the_base_is_without_fault():
    assert problems(BASE) == []


def test_a_ring_that_closes_only_later_is_caught():
    planned = unit("a", "top", until=D2, kind="centre"), unit("a", "b", since=D2, kind="centre")
    picture = Picture.of([unit("top"), unit("b", "top", kind="centre"), *planned])
    step = ("move", "unit", "b", D1, {"parent": "a"})
    (problem,) = found(step, picture=picture)
    assert (problem.code, problem.span, problem.operation) == ("cycle", Span(D2), 1)
    assert "A, B, A" in problem.text()


def test_a_ring_of_one_is_a_ring():
    assert codes(("move", "unit", "b", D1, {"parent": "b"}))[0] == ("cycle", "b", Span(D1))


def test_what_depends_on_a_closed_unit_is_listed_from_that_day():
    assert codes(("close", "unit", "team", D1)) == [("missing_post_unit", "worker", Span(D1))]


def test_a_reference_must_hold_for_all_the_days_of_what_refers():
    short = unit("short", "a", until=D2)
    picture = BASE.replaced({short.identity: (short,)})
    step = ("move", "post", "worker", D1, {"unit": "short"})
    assert ("missing_post_unit", "worker", Span(D2)) in codes(step, picture=picture)


def test_a_day_between_closing_and_reopening_is_a_gap():
    steps = (
        ("close", "unit", "team", D1),
        ("create", "unit", "team", D2, {"name": "Team", "kind": "team", "parent": "a"}),
    )
    assert ("gap_in_life", "team", Span(D1, D2)) in codes(*steps)
    assert ("missing_post_unit", "worker", Span(D1, D2)) in codes(*steps)


def test_a_fault_that_was_there_already_is_not_blamed_on_the_change():
    old = Slice.of("post", "stray", D0, title="Stray", unit="nowhere", function="staff")
    picture = BASE.replaced({old.identity: (old,)})
    assert [p.code for p in problems(picture)] == ["missing_post_unit"]
    assert codes(("set", "post", "stray", D1, {"title": "Other"}), picture=picture) == []


def test_a_temporary_assignment_needs_an_end():
    step = (
        "create",
        "engagement",
        "lent",
        D1,
        {"user": "cia", "post": "chief", "kind": "temporary"},
    )
    assert codes(step) == [("endless_temporary", "lent", Span(D1))]
    assert codes((*step, {"until": D2})) == []


def test_the_same_person_is_not_engaged_twice_in_one_post():
    step = ("create", "engagement", "again", D1, {"user": "ane", "post": "worker"})
    assert codes(step) == [
        ("engaged_twice", "again", Span(D1)), ("engaged_twice", "ane", Span(D1)),
    ]  # fmt: skip


def test_a_unit_that_loses_its_leader_is_mentioned():
    assert ("leaderless", "a", Span(D1)) in codes(("close", "leadership", "lead", D1))


@pytest.mark.parametrize(
    ("key", "ages", "said"),
    [("young", {"age_to": 16}, "16–17"), ("old", {"age_from": 20}, "18–19")],
)
def test_a_gap_around_the_18th_birthday_is_an_error_that_can_be_waived(key, ages, said):
    (gap,) = found(("set", "responsibility", key, D1, ages))
    assert (gap.code, gap.span, gap.is_error, gap.waivable) == ("ages_gap", Span(D1), True, True)
    assert said in gap.text()


def test_two_units_for_the_same_young_people_is_an_error():
    (problem,) = found(("set", "responsibility", "young", D1, {"age_to": 19}))
    assert (problem.code, problem.span) == ("ages_overlap", Span(D1))
    assert problem.text() == (
        "A and B are both responsible for “Unge” aged 18 (the whole municipality)."
    )


def test_when_one_side_of_18_is_closed_the_other_side_is_told():
    assert [p.code for p in found(("close", "responsibility", "old", D1))] == [
        "ages_lost", "ages_end_at_18",
    ]  # fmt: skip


def test_an_area_of_its_own_is_held_against_the_whole_municipality():
    patch = {"unit": "b", "group": "UNGE", "age_from": 12, "age_to": 16, "area": "Vejleparken"}
    (problem,) = found(("create", "responsibility", "part", D1, patch))
    assert problem.code == "ages_overlap"
    assert "12–15" in problem.text()
    assert "Vejleparken" in problem.text()


def test_another_target_group_is_another_matter():
    patch = {"unit": "b", "group": "Børn", "age_from": 12, "age_to": 16}
    assert codes(("create", "responsibility", "part", D1, patch)) == []


def test_ages_must_come_in_order():
    patch = {"unit": "b", "group": "Børn", "age_from": 16, "age_to": 12}
    assert codes(("create", "responsibility", "part", D1, patch)) == [
        ("ages_reversed", "part", Span(D1)),
    ]


def test_keeping_is_held_against_the_whole_change_set():
    move = ("move", "unit", "team", D2, {"parent": "b"})
    keep = ("keep", "unit", "team", D1, {"parent": "a"})
    assert ("not_kept", "team", Span(D2)) in codes(keep, move)
    assert ("kept_differs", "team", Span(D2)) in codes(keep, move)
    assert codes(("keep", "unit", "team", D1, {"parent": "a"})) == []


def test_keeping_something_whose_place_moves_is_mentioned():
    move = ("move", "unit", "a", D1, {"parent": "b"})
    assert ("kept_elsewhere", "team", Span(D1)) in codes(("keep", "unit", "team", D1), move)


def test_backdating_is_for_corrections_with_a_reason():
    later = Context(today=D2)
    step = ("set", "unit", "team", D1, {"name": "Holdet"})
    assert codes(step, context=later) == [("backdated", "team", Span(D1))]
    excuse = {"reason_kind": "correction", "reason": "Stavefejl"}
    assert codes((*step, excuse), context=later) == []
    assert codes((*step, {**excuse, "reason": " "}), context=later) == [
        ("backdated", "team", Span(D1)),
    ]
    assert codes(step, context=Context(today=D1)) == []


def test_the_payroll_system_takes_the_1st_of_a_month():
    step = ("create", "unit", "c", date(2024, 1, 15), {"name": "C", "kind": "team", "parent": "a"})
    (problem,) = found(step)
    assert (problem.code, problem.severity) == ("payroll_day", "warning")
    assert codes(step, context=Context(today=D0, first_of_month=False)) == []
    assert codes(("create", "unit", "d", date(2024, 1, 15), {"name": "D", "kind": "board"})) == []


MEMBER = {"body": "council", "role": "member"}
SHORTER = ("set", "post", "worker", D1, {"hours": "30"})


@pytest.mark.parametrize(
    ("context", "code", "severity"),
    [
        ({}, "notice_missing", "warning"),
        ({"require_notices": True}, "notice_required", "error"),
        ({"notices": {"ane": D2}}, "notice_running", "error"),
        ({"notices": {"ane": D2}, "require_notices": True}, "notice_running", "error"),
    ],
)
def test_terms_wait_for_the_notice(context, code, severity):
    (problem,) = found(SHORTER, context=Context(today=D0, **context))
    assert (problem.code, problem.severity, problem.subject.key) == (code, severity, "ane")


def test_terms_may_change_on_the_day_the_notice_ends():
    context = Context(today=D0, notices={"ane": D1}, require_notices=True)
    assert found(SHORTER, context=context) == []


@pytest.mark.parametrize(
    "step",
    [
        ("set", "profile", "job", D1, {"working_time": "aften"}),
        ("move", "post", "worker", D1, {"unit": "a"}),
        ("set", "engagement", "ane", D1, {"fraction": "0.5"}),
        ("close", "engagement", "ane", D1),
    ],
)
def test_what_counts_as_terms(step):
    assert [(p.code, p.subject.key) for p in found(step)] == [("notice_missing", "ane")]


def test_moving_a_unit_changes_nobodys_terms_but_tells_of_the_authority_boundary():
    (problem,) = found(("move", "unit", "team", D1, {"parent": "b"}))
    assert (problem.code, problem.severity) == ("crosses_authority", "warning")
    assert "“Børn” to “Kultur”" in problem.text()


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (("set", "seat", "s2", D1, {"body": "a"}), "seat_outside_body"),
        (("set", "seat", "s1", D1, {"holder_user": "cia"}), "held_twice"),
        (("set", "seat", "s2", D1, {"substitute_for": "s2"}), "substitute_astray"),
        (("create", "seat", "s3", D1, {**MEMBER, "substitute_for": "s1"}), "substitute_astray"),
        (("set", "seat", "s2", D1, {"holder_post": "chief"}), "sits_twice"),
        (("set", "unit", "group", D1, {"meeting_interval": ""}), "no_meeting_interval"),
        (("close", "anchoring", "safety", D1), "anchoring_ends"),
        (("close", "anchoring", "safety", D1, {}, {"until": D2}), "anchoring_gap"),
        (("create", "anchoring", "more", D1, {"area": "TRYGHED", "body": "council"}),
         "anchored_twice"),
        (("set", "anchoring", "safety", D1, {"body": "group"}), "anchored_outside_committee"),
        (("set", "unit", "team", D1, {"name": "Team"}), "changes_nothing"),
    ],
)  # fmt: skip
def test_bodies_seats_and_anchoring(step, code):
    assert [problem.code for problem in found(step)] == [code]


def test_a_step_before_its_subject_exists_is_mentioned():
    picture = Picture.of([unit("top"), unit("late", "top", since=D2)])
    step = ("set", "unit", "late", D1, {"name": "Sen"})
    assert codes(step, picture=picture) == [("starts_late", "late", Span(D1))]


def test_overlap_and_emptiness_in_what_is_read_are_found():
    twice = [unit("a", name="En", until=D2), unit("a", name="To", since=D1), unit("b", until=D0)]
    assert [(p.code, p.span) for p in problems(Picture.of(twice))] == [
        ("empty", Span(D0, D0)), ("overlap", Span(D1, D2)),
    ]  # fmt: skip


def test_refused_steps_are_listed_and_the_rest_is_checked():
    listed = codes(("close", "unit", "nowhere", D1), ("close", "unit", "team", D1))
    assert [code for code, *_ in listed] == ["missing_post_unit", "nothing_there"]


def test_a_field_of_work_notices_when_its_body_is_no_longer_a_committee():
    assert codes(("set", "unit", "council", D1, {"kind": "board"})) == [
        ("anchored_outside_committee", "safety", Span(D1)),
    ]


def test_seats_notice_when_their_body_is_no_body_any_more():
    found = codes(("set", "unit", "group", D1, {"kind": "team"}))
    assert [row for row in found if row[0] == "seat_outside_body"] == [
        ("seat_outside_body", "s1", Span(D1)), ("seat_outside_body", "s2", Span(D1)),
    ]  # fmt: skip


def test_a_substitute_notices_when_the_seat_moves_to_another_body():
    stand_in = {"body": "group", "role": "member", "substitute_for": "s2"}
    substitute = Slice.of("seat", "s3", D0, **stand_in)
    picture = BASE.replaced({substitute.identity: (substitute,)})
    step = ("move", "seat", "s2", D1, {"body": "council"})
    assert codes(step, picture=picture) == [("substitute_astray", "s3", Span(D1))]


def test_a_picture_tells_its_turning_days():
    picture = Picture.of([unit("a", until=D2), unit("b", since=D1)])
    assert picture.breakpoints() == (D0, D1, D2)
    assert picture.breakpoints(Span(D1, D2)) == (D1,)


def test_every_message_is_offered_for_translation():
    assert {message.text for message in MESSAGES.values()} <= set(TEMPLATES)
    assert len(set(MESSAGES)) == len(MESSAGES)


def test_the_vocabularies_are_those_of_the_tables():
    from indsats.organisation.models import kinds  # noqa: PLC0415 -- the only look at the tables

    assert set(LINE_KINDS + BODY_KINDS) == set(kinds.UnitKind.values)
    assert set(BODY_KINDS) == set(kinds.BODY_KINDS)
    assert set(FUNCTIONS) == set(kinds.Function.values)
    assert set(ROLES) == set(kinds.SeatRole.values)
    assert set(KINDS["engagement"].fields["kind"].choices) == set(kinds.EngagementKind.values)
    assert set(KINDS["profile"].fields["kind"].choices) == set(kinds.ProfileKind.values)
