"""Effects are emitted once; access needs nobody to emit anything."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from indsats.audit.actions import deed, record
from indsats.audit.models import Act, Entry
from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft
from indsats.organisation.actions.effects import due, emit_effects
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.operations import add_operation
from indsats.organisation.models import EffectEvent
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.edits import edits
from indsats.organisation.queries.preview import namer_for
from indsats.organisation.rules import Set
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
EVE, DAY = date(2023, 12, 31), letter.EFFECT


def named(number, unit, day):
    return Set(
        number=number, kind="unit", subject=unit, span=Span(day), patch={"name": f"Nyt {unit}"}
    )


def two_days(by):
    steps = [named(1, "cbf", DAY), named(2, "ckf", date(2024, 2, 1)), named(3, "cdu", DAY)]
    return change_now(by=by, operations=steps, reason="Nye navne")


def test_each_operation_is_emitted_once_on_its_own_day(by):
    two_days(by)
    assert emit_effects(EVE) == []
    assert [event.operation.number for event in emit_effects(DAY)] == [1, 3]
    assert emit_effects(DAY) == []
    assert [event.operation.number for event in emit_effects(date(2024, 3, 1))] == [2]
    assert [event.effective_on for event in EffectEvent.objects.all()] == [
        DAY,
        DAY,
        date(2024, 2, 1),
    ]


def test_a_draft_has_no_effect(by):
    change_set = draft(by=by, title="T")
    add_operation(by=by, change_set=change_set, step=named(1, "cbf", DAY))
    assert due(DAY) == [] == emit_effects(DAY)


@pytest.mark.django_db(transaction=True)
def test_two_runners_at_once_emit_once(by):
    two_days(by)

    def run(_number):
        try:
            return len(emit_effects(DAY))
        finally:
            connection.close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        counts = [run(0), run(1)]
    else:
        with ThreadPoolExecutor(2) as pool:
            counts = list(pool.map(run, range(2)))
    assert sorted(counts) == [0, 2]
    assert EffectEvent.objects.count() == 2


def test_the_command_tells_what_it_would_do_and_then_does_it(by):
    two_days(by)
    out = StringIO()
    call_command("effect", "--day", "2024-01-01", "--dry-run", stdout=out)
    assert "Nyt cbf" in out.getvalue()
    assert not EffectEvent.objects.exists()
    with pytest.raises(CommandError, match="endnu"):
        call_command("effect", "--day", "2024-01-01", stdout=out)
    with time_machine.travel(datetime(2024, 1, 1, 10, tzinfo=UTC), tick=False):
        call_command("effect", stdout=out)
        call_command("effect", "--day", "2024-01-01", stdout=out)
    assert EffectEvent.objects.count() == 2


def test_what_took_effect_is_told_on_its_day_however_late_the_runner(by):
    made = two_days(by)
    with time_machine.travel(datetime(2024, 3, 4, 10, tzinfo=UTC), tick=False):
        emit_effects(date(2024, 3, 4))
    rows = Entry.objects.filter(facts__what="in_effect").order_by("sequence")
    assert [(row.facts["day"], row.facts["operations"]) for row in rows] == [
        ("2024-01-01", [1, 3]), ("2024-02-01", [2]),
    ]  # fmt: skip
    found = edits(made, namer_for(prepared(made, today=DAY)))
    assert [edit.when for edit in found if "kraft" in edit.title] == [DAY, date(2024, 2, 1)]


def test_a_line_that_covers_several_days_is_told_once_for_each(by):
    made = two_days(by)
    with deed:
        record(by="system", act=Act.CHANGED, subject=made, what="in_effect", operations=[1, 2, 3])
    found = edits(made, namer_for(prepared(made, today=DAY)))
    assert [edit.when for edit in found if "kraft" in edit.title] == [DAY, date(2024, 2, 1)]
