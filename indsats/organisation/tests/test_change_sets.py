"""Drafting, editing, freezing and withdrawing change-sets."""

import pytest
from django.core.exceptions import ValidationError

from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import (
    draft,
    freeze,
    rename,
    reopen,
    withdraw,
)
from indsats.organisation.actions.operations import (
    add_operation,
    remove_operation,
    replace_operation,
)
from indsats.organisation.actions.safeguards import register_notice, waive
from indsats.organisation.models import (
    Engagement,
)
from indsats.organisation.queries.change_sets import engine_steps
from indsats.organisation.rules import Create, Set
from indsats.organisation.tests import letter
from indsats.organisation.tests.letter import TODAY, move, moved_post

pytestmark = pytest.mark.django_db
EFFECT = letter.EFFECT


def test_a_key_is_made_from_the_title_and_never_twice(by):
    assert (
        draft(by=by, title="Ændret organisering på gaden").key == "aendret-organisering-paa-gaden"
    )
    assert (
        draft(by=by, title="Ændret organisering på gaden").key == "aendret-organisering-paa-gaden-2"
    )
    with pytest.raises(ValidationError):
        draft(by=by, title=" ")


def test_steps_are_numbered_in_order_and_keep_their_number(by):
    change_set = draft(by=by, title="T")
    for parent in ("cbf", "cdu", "kommunen"):
        add_operation(by=by, change_set=change_set, step=move("gadeplan", parent))
    remove_operation(by=by, change_set=change_set, number=2)
    add_operation(by=by, change_set=change_set, step=move("opsoegende", "cbf"))
    assert [(s.number, s.patch["parent"]) for s in engine_steps(change_set)] == [
        (1, "cbf"), (3, "kommunen"), (4, "cbf"),
    ]  # fmt: skip


def test_a_step_that_cannot_be_done_is_refused_at_once(by):
    change_set = draft(by=by, title="T")
    with pytest.raises(ValidationError):
        add_operation(by=by, change_set=change_set, step=move("findes-ikke", "cbf"))
    bad = Set(number=1, kind="unit", subject="cbf", span=Span(EFFECT), patch={"email": "forkert"})
    with pytest.raises(ValidationError):
        add_operation(by=by, change_set=change_set, step=bad)
    stranger = Create(
        number=1,
        kind="engagement",
        subject="ny",
        span=Span(EFFECT),
        patch={"user": "fremmed", "post": "gade-1"},
    )
    with pytest.raises(ValidationError, match="fremmed"):
        add_operation(by=by, change_set=change_set, step=stranger)
    assert not change_set.operations.exists()
    change_set.refresh_from_db()
    assert change_set.version == 1


def test_a_replaced_step_keeps_its_number(by):
    change_set = draft(by=by, title="T")
    add_operation(by=by, change_set=change_set, step=move("gadeplan", "cbf"))
    replace_operation(by=by, change_set=change_set, step=move("gadeplan", "cdu"))
    assert [s.patch["parent"] for s in engine_steps(change_set)] == ["cdu"]
    with pytest.raises(ValidationError):
        replace_operation(by=by, change_set=change_set, step=move("gadeplan", "cdu", number=9))


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(people, by):
    change_set = draft(by=by, title="T")
    seen = change_set.version
    add_operation(
        by=people["dorte"], change_set=change_set, step=move("gadeplan", "cbf"), version=seen
    )
    for attempt in (
        lambda: add_operation(
            by=by, change_set=change_set, step=move("opsoegende", "cbf"), version=seen
        ),
        lambda: rename(by=by, change_set=change_set, title="Ny", owner_unit=None, version=seen),
        lambda: remove_operation(by=by, change_set=change_set, number=1, version=seen),
        lambda: freeze(by=by, change_set=change_set, version=seen),
    ):
        with pytest.raises(ChangedMeanwhileError):
            attempt()
    change_set.refresh_from_db()
    assert (change_set.title, change_set.version, change_set.status) == ("T", seen + 1, "draft")
    assert [s.subject for s in engine_steps(change_set)] == ["gadeplan"]


def test_a_frozen_change_set_is_not_edited_until_it_is_reopened(by):
    change_set = draft(by=by, title="T")
    with pytest.raises(ValidationError):
        freeze(by=by, change_set=change_set)
    new = Create(
        number=1,
        kind="unit",
        subject="ny",
        span=Span(EFFECT),
        patch={"name": "Ny", "kind": "team", "parent": "cbf"},
    )
    add_operation(by=by, change_set=change_set, step=new)
    frozen = freeze(by=by, change_set=change_set)
    assert (frozen.status, len(frozen.base_marker), len(frozen.preview_hash)) == ("frozen", 64, 64)
    with pytest.raises(ValidationError):
        remove_operation(by=by, change_set=change_set, number=1)
    reopened = reopen(by=by, change_set=change_set)
    assert (reopened.status, reopened.base_marker, reopened.preview_hash) == ("draft", "", "")
    remove_operation(by=by, change_set=change_set, number=1)


def test_a_ring_in_the_tree_stops_freezing(by):
    change_set = draft(by=by, title="T")
    add_operation(by=by, change_set=change_set, step=move("ishoej-ungdom", "ungdomsskolen"))
    with pytest.raises(ValidationError) as error:
        freeze(by=by, change_set=change_set)
    assert {e.code for e in error.value.error_list} == {"cycle"}
    with pytest.raises(ValidationError):
        waive(by=by, change_set=change_set, code="cycle", subject="", reason="Det går nok")


def test_withdrawing_takes_a_reason_and_is_final(by):
    change_set = draft(by=by, title="T")
    with pytest.raises(ValidationError):
        withdraw(by=by, change_set=change_set, reason=" ")
    assert withdraw(by=by, change_set=change_set, reason="Udsat").status == "withdrawn"
    with pytest.raises(ValidationError):
        freeze(by=by, change_set=change_set)


def test_a_notice_cannot_end_before_it_is_given(by):
    with pytest.raises(ValidationError):
        register_notice(
            by=by,
            change_set=moved_post(by),
            engagement=Engagement.objects.first(),
            given_on=EFFECT,
            ends_on=TODAY,
        )
