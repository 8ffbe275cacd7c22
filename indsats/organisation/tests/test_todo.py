"""The start page tells of changes that are decided and take effect soon, to those they reach."""

from datetime import date

import pytest

from indsats.base.periods import Span
from indsats.organisation.actions.change_sets import draft
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.operations import add_operation
from indsats.organisation.models import Unit
from indsats.organisation.queries.todo import MOST, todo_for
from indsats.organisation.rules import Set
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
TODAY = letter.TODAY


def renamed(by, unit, day):
    step = Set(number=1, kind="unit", subject=unit, span=Span(day), patch={"name": f"Nyt {unit}"})
    owner = Unit.objects.get(key=unit)
    return change_now(by=by, operations=step, reason=f"Navn på {unit}", owner_unit=owner)


def test_what_is_decided_and_comes_soon_is_told_to_those_it_reaches(people):
    renamed(people["sanne"], "ckf", date(2024, 1, 1))
    renamed(people["sanne"], "cbf", TODAY)
    renamed(people["sanne"], "cdu", date(2025, 1, 1))
    waiting = draft(by=people["sanne"], title="Udkast")
    step = Set(number=1, kind="unit", subject="cbf", span=Span(letter.EFFECT), patch={"name": "C"})
    add_operation(by=people["sanne"], change_set=waiting, step=step)
    for username in ("sanne", "peter", "dorte", "klaus"):
        (told,) = todo_for(people[username], TODAY)
        assert told.title == "Navn på ckf træder i kraft 1. januar 2024"
    assert todo_for(people["bente"], TODAY) == []
    assert todo_for(people["gitte"], TODAY) == []
    assert todo_for(people["sanne"], date(2024, 1, 1)) == []


def test_only_the_next_ones_are_told_however_many(people, django_assert_num_queries):
    for number in range(MOST + 2):
        renamed(people["sanne"], "ckf", date(2024, 1, 10 - number))
    todo_for(people["sanne"], TODAY)
    with django_assert_num_queries(1):
        told = todo_for(people["sanne"], TODAY)
    days = [each.title.rpartition("kraft ")[2] for each in told]
    assert days == ["6. januar 2024", "7. januar 2024", "8. januar 2024"]
