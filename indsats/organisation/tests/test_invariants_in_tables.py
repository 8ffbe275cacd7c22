"""The engine's laws, held by the tables: what was previewed is what is written, and no more."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from indsats.organisation import access
from indsats.organisation.actions.change_sets import draft, freeze
from indsats.organisation.actions.enter import change_now, correct, enter
from indsats.organisation.actions.operations import add_all
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import Unit, User
from indsats.organisation.queries.picture import as_before, as_known_at, read
from indsats.organisation.queries.rights import Access
from indsats.organisation.rules import Picture, apply, conflicts, invert, problems
from indsats.organisation.tests.strategies import (
    BEGIN,
    USERS,
    all_days,
    organisations,
    quick,
    sound_change_sets,
)

pytestmark = pytest.mark.django_db
LONG_BEFORE = datetime(2023, 6, 1, tzinfo=UTC)
THEN = datetime(2024, 1, 1, 10, tzinfo=UTC)
WAIVED = {"notice_required": "Efter aftale med den enkelte"}


@contextmanager
def municipality(picture):
    """Fill the tables with a picture, as written half a year ago, and empty them afterwards."""
    with transaction.atomic():
        for name in USERS:
            User.objects.create(username=name, name=name.title())
        by = User.objects.create(username="sanne", name="Sanne")
        with time_machine.travel(LONG_BEFORE, tick=False):
            write(Picture({}), picture, Writing(by=by))
        with time_machine.travel(THEN, tick=False):
            yield by
        transaction.set_rollback(True)


@st.composite
def changes(draw):
    """Draw an organisation and steps that can be carried out on it without an error."""
    picture = draw(organisations())
    return picture, draw(sound_change_sets(picture).filter(bool))


@st.composite
def two_changes(draw):
    """Draw an organisation and two change-sets that do not touch each other."""
    picture = draw(organisations())
    steps = sound_change_sets(picture, size=2).filter(bool)
    ours, theirs = draw(steps), draw(steps)
    assume(not conflicts(picture, ours, theirs))
    return picture, ours, theirs


def do(by, steps):
    return change_now(by=by, operations=steps, reason="Fordi", waivers=WAIVED)


@quick(6)
@given(changes())
def test_what_is_written_is_what_was_previewed_on_every_day(drawn):
    picture, steps = drawn
    with municipality(picture) as by:
        done = do(by, steps)
        after = read()
        expected = apply(picture, steps)
        assert after == expected
        for day in all_days():
            assert after.on(day) == expected.on(day)
        assert as_before(done) == picture


@quick(3)
@given(changes())
def test_what_was_known_then_does_not_change_by_what_is_done_now(drawn):
    picture, steps = drawn
    asked = [LONG_BEFORE + timedelta(days=n) for n in (0, 1, 30)]
    with municipality(picture) as by:
        known = [as_known_at(moment) for moment in asked]
        do(by, steps)
        assert [as_known_at(moment) for moment in asked] == known == [picture] * 3
        assert as_known_at(LONG_BEFORE - timedelta(days=1)) == Picture({})


@quick(3)
@given(changes())
def test_doing_it_twice_is_doing_it_once(drawn):
    picture, steps = drawn
    with municipality(picture) as by:
        do(by, steps)
        once = read()
        try:
            with transaction.atomic():
                do(by, steps)
        except ValidationError:
            pass
        assert read() == once


@quick(3)
@given(changes())
def test_the_inverse_leads_all_the_way_back(drawn):
    picture, steps = drawn
    with municipality(picture) as by:
        do(by, steps)
        back = invert(picture, steps, reason="Fortrudt")
        assume(back)
        waived = {**WAIVED, "ages_lost": "Som før ændringen"}
        correct(by=by, operations=back, reason="Fortrudt", waivers=waived)
        assert read() == picture


@quick(3)
@given(two_changes())
def test_change_sets_that_do_not_touch_commute(drawn):
    picture, ours, theirs = drawn
    found = []
    for order in ((ours, theirs), (theirs, ours)):
        with municipality(picture) as by:
            sets = [prepare(by, steps, number) for number, steps in enumerate(order)]
            for change_set in sets:
                enter(
                    by=by,
                    change_set=change_set,
                    decided_on=BEGIN,
                    reference="Punkt 1",
                    preview_hash=change_set.preview_hash,
                    guard=lambda _found: [],
                )
            found.append(read())
    assert found[0] == found[1]


def prepare(by, steps, number):
    change_set = draft(by=by, title=f"Nr. {number}")
    add_all(change_set=change_set, steps=tuple(steps), picture=read())
    for code, reason in WAIVED.items():
        change_set.waivers.create(code=code, reason=reason, by=by)
    return freeze(by=by, change_set=change_set)


@quick(4)
@given(changes())
def test_the_tables_are_left_without_a_fault_on_any_day(drawn):
    picture, steps = drawn
    with municipality(picture) as by:
        before = {problem for problem in problems(read()) if problem.is_error}
        do(by, steps)
        after = {problem for problem in problems(read()) if problem.is_error}
        assert {p for p in after - before if not p.waivable} == set()


@quick(3)
@given(changes())
def test_access_is_a_function_of_the_day(drawn):
    picture, steps = drawn
    effect = min(step.span.first for step in steps)
    expected = apply(picture, steps)
    with municipality(picture) as by:
        do(by, steps)
        keys = dict(Unit.objects.values_list("pk", "key"))
        for day in (effect - timedelta(days=1), effect, effect + timedelta(days=5)):
            shown, earlier = Access(expected, day).places, Access(picture, day).places
            for user in User.objects.all():
                real = {(p.function, keys[p.unit], p.in_body) for p in access.places(user, day)}
                assert real == set(shown.get(user.username, ()))
                if day < effect:
                    assert real == set(earlier.get(user.username, ()))
