"""Deciding and entering change-sets, in full and in one go."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indsats.audit.queries import verify
from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import (
    freeze,
    rebase,
)
from indsats.organisation.actions.enter import change_now, correct, enter
from indsats.organisation.actions.safeguards import register_notice, waive
from indsats.organisation.models import (
    ChangeEntry,
    ChangeSet,
    ChangeSetStatus,
    Engagement,
    UnitState,
)
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.picture import as_before, read
from indsats.organisation.rules import Create, Set, apply
from indsats.organisation.tests import letter
from indsats.organisation.tests.letter import TODAY, messages, move, moved_post

pytestmark = pytest.mark.django_db
EFFECT = letter.EFFECT


def everyone_heard(found):
    return []


def deciding(by, change_set):
    return {
        "by": by,
        "change_set": change_set,
        "decided_on": TODAY,
        "reference": "P",
        "preview_hash": change_set.preview_hash,
        "guard": everyone_heard,
    }


def test_the_letter_enters_as_previewed(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    shown = prepared(change_set, today=TODAY).preview
    entered = enter(
        by=by,
        change_set=change_set,
        decided_on=TODAY,
        reference="Økonomi- og Planudvalget, punkt 7",
        preview_hash=change_set.preview_hash,
        guard=everyone_heard,
    )
    assert entered.status == ChangeSetStatus.SCHEDULED
    assert read() == shown.after == apply(letter.picture(), letter.operations())
    assert as_before(entered) == letter.picture()
    assert prepared(entered, today=TODAY).preview.hash == change_set.preview_hash
    assert set(entered.entries.values_list("operation", flat=True)) == {1, 2, 3, *range(5, 12)}
    assert verify() == []


def test_councils_that_were_not_heard_stop_the_decision_until_someone_says_why(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    decision = {key: value for key, value in deciding(by, change_set).items() if key != "guard"}
    with pytest.raises(ValidationError) as error:
        enter(**decision)
    assert "LokalMED Ishøj Ungdom" in messages(error)
    assert "Center for Børn" not in messages(error)
    with pytest.raises(ValidationError):
        waive(by=by, change_set=change_set, code="not_consulted", subject="unit:med-iu", reason="")
    waive(
        by=by,
        change_set=change_set,
        code="not_consulted",
        subject="unit:med-iu",
        reason="Hørt på møde",
    )
    assert enter(**decision).status == "scheduled"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"preview_hash": "0" * 64}, "other_preview"), ({"preview_hash": ""}, "other_preview")],
)
def test_a_decision_on_another_preview_is_refused(by, change, code):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    with pytest.raises(ValidationError) as error:
        enter(
            by=by,
            change_set=change_set,
            decided_on=TODAY,
            reference="P",
            guard=everyone_heard,
            **change,
        )
    assert error.value.code == code
    assert read() == letter.picture()


def test_a_decision_is_neither_in_the_future_nor_nameless(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    for wrong in ({"decided_on": EFFECT}, {"reference": " "}):
        with pytest.raises(ValidationError):
            enter(**{**deciding(by, change_set), **wrong})
    assert read() == letter.picture()


def test_what_upper_rooms_miss_stops_the_decision(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    with pytest.raises(ValidationError, match="Høringen er ikke lukket"):
        enter(
            by=by,
            change_set=change_set,
            decided_on=TODAY,
            reference="P",
            preview_hash=change_set.preview_hash,
            guard=lambda _found: ["Høringen er ikke lukket."],
        )
    assert read() == letter.picture()


def test_a_changed_base_asks_for_a_new_preview(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    rename_unit = Set(
        number=1,
        kind="unit",
        subject="gadeplan",
        span=Span(date(2023, 12, 1)),
        patch={"name": "Gadeplanen"},
    )
    change_now(by=by, operations=rename_unit, reason="Nyt navn")
    with pytest.raises(ValidationError) as error:
        enter(**deciding(by, change_set))
    assert error.value.code == "stale_base"

    fresh = rebase(by=by, change_set=change_set)
    assert fresh.preview_hash == change_set.preview_hash  # the effect of the decision is the same
    enter(**deciding(by, fresh))
    assert read().at("unit", "gadeplan", EFFECT)["name"] == "Gadeplanen"
    assert read().at("unit", "gadeplan", EFFECT)["parent"] == "den-operative-indsats"


def test_a_change_elsewhere_leaves_the_base_alone(by):
    change_set = freeze(by=by, change_set=letter.make_change_set(by))
    other = Set(
        number=1,
        kind="unit",
        subject="cbf",
        span=Span(date(2023, 12, 1)),
        patch={"email": "a@b.dk"},
    )
    change_now(by=by, operations=other, reason="Ny postkasse")
    entered = enter(
        by=by,
        change_set=change_set,
        decided_on=TODAY,
        reference="P",
        guard=everyone_heard,
        preview_hash=change_set.preview_hash,
    )
    assert entered.status == "scheduled"


def test_staff_whose_notice_runs_stop_the_decision(by):
    change_set = moved_post(by)
    engagement = Engagement.objects.get(key="gitte-gade-1")
    register_notice(
        by=by,
        change_set=change_set,
        engagement=engagement,
        given_on=date(2023, 9, 1),
        ends_on=date(2024, 2, 1),
    )
    with pytest.raises(ValidationError) as error:
        freeze(by=by, change_set=change_set)
    assert {e.code for e in error.value.error_list} == {"notice_running"}
    assert "itte" not in messages(error)
    register_notice(
        by=by,
        change_set=change_set,
        engagement=engagement,
        given_on=date(2023, 9, 1),
        ends_on=EFFECT,
    )
    frozen = freeze(by=by, change_set=change_set)
    assert enter(**deciding(by, frozen)).status == "scheduled"


def test_staff_without_notice_stop_the_decision_but_a_reason_lets_it_on(by):
    frozen = freeze(by=by, change_set=moved_post(by))
    with pytest.raises(ValidationError) as error:
        enter(**deciding(by, frozen))
    assert {e.code for e in error.value.error_list} == {"notice_required"}
    waive(
        by=by,
        change_set=frozen,
        code="notice_required",
        subject="engagement:gitte-gade-1",
        reason="Efter eget ønske",
    )
    assert enter(**deciding(by, frozen)).status == "scheduled"


def test_an_everyday_change_is_a_change_set_of_one_step(by):
    step = Set(number=7, kind="unit", subject="cbf", span=Span(EFFECT), patch={"name": "Centret"})
    done = change_now(by=by, operations=step, reason="Nyt navn")
    assert (done.status, done.title, done.operations.count()) == ("scheduled", "Nyt navn", 1)
    assert UnitState.objects.on(EFFECT).get(unit__key="cbf").name == "Centret"
    assert UnitState.objects.on(date(2023, 12, 31)).get(unit__key="cbf").name != "Centret"
    assert list(done.entries.values_list("subject", flat=True)) == ["cbf"]
    assert not done.waivers.exists()


def test_an_everyday_move_names_the_council_it_did_not_ask(by):
    new = Create(
        number=1,
        kind="unit",
        subject="ny",
        span=Span(EFFECT),
        patch={"name": "Ny", "kind": "team", "parent": "cbf"},
    )
    done = change_now(by=by, operations=new, reason="Prøvehandling i tre måneder")
    waiver = done.waivers.get()
    assert (waiver.code, waiver.reason) == ("not_consulted", "Prøvehandling i tre måneder")


def test_an_everyday_change_that_cannot_stand_leaves_nothing_behind(by):
    before = read()
    logged = ChangeEntry.objects.count()
    for step in (
        move("ishoej-ungdom", "ungdomsskolen"),
        move("gadeplan", "cbf", day=date(2023, 11, 19)),
        Set(number=1, kind="unit", subject="x", span=Span(EFFECT), patch={"name": "X"}),
    ):
        with pytest.raises(ValidationError):
            change_now(by=by, operations=step, reason="Fordi")
    with pytest.raises(ValidationError):
        change_now(by=by, operations=move("gadeplan", "cbf"), reason="")
    assert (read(), ChangeEntry.objects.count(), ChangeSet.objects.count()) == (before, logged, 0)


def test_the_past_is_mended_as_a_correction_only(by):
    step = Set(
        number=1, kind="unit", subject="cbf", span=Span(date(2022, 1, 1)), patch={"name": "Rettet"}
    )
    with pytest.raises(ValidationError):
        change_now(by=by, operations=step, reason="Stavefejl")
    done = correct(by=by, operations=step, reason="Stavefejl i navnet")
    assert done.operations.get().reason_kind == "correction"
    assert UnitState.objects.on(date(2022, 1, 1)).get(unit__key="cbf").name == "Rettet"
