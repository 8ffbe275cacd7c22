"""Every right of every person: as before on the eve of the effect, as foretold on the day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from indsats.hearings.tests.factories import danish
from indsats.organisation.access import MATRIX, Permission, scope
from indsats.organisation.actions.change_sets import freeze
from indsats.organisation.actions.enter import enter
from indsats.organisation.models import ChangeSet, Function, Grant, Unit, User
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.rights import EVERYTHING, OWN, Right, shifts

pytestmark = pytest.mark.django_db
EXAMPLE = settings.ROOT / "examples" / "ishoj-2023"
EFFECT, DECIDED = date(2024, 1, 1), danish(2023, 11, 20)
EVE = EFFECT - timedelta(days=1)


@pytest.fixture(autouse=True)
def _then():
    with time_machine.travel(DECIDED, tick=False):
        yield


def held(day):
    """Spell out, for everyone and every permission, what access gives on a day."""
    keys = dict(Unit.objects.values_list("pk", "key"))
    found = {}
    for user in User.objects.all():
        mine = set()
        for permission in Permission:
            reach = scope(user, permission, day)
            places = {keys[pk] for pk in reach.units | reach.bodies}
            if reach.everything:
                places = {EVERYTHING}
            elif reach.own:
                places |= {OWN}
            mine |= {Right(permission, place) for place in places}
        found[user.username] = mine
    return found


def foretold(before, told):
    """Give what the preview says everyone will hold, from what they would hold without it."""
    after = {name: set(mine) for name, mine in before.items()}
    for shift in told:
        mine = (after[shift.user.username] - set(shift.lost)) | set(shift.gained)
        whole = {right.permission for right in mine if right.unit == EVERYTHING}
        after[shift.user.username] = {
            right for right in mine if right.unit == EVERYTHING or right.permission not in whole
        }
    return after


def differences(one, other):
    """List who differs in what, so that a failure names person, permission and place."""
    return [
        (name, sorted(f"{right.permission} {right.unit}" for right in one[name] ^ other[name]))
        for name in one
        if one[name] != other[name]
    ]


def test_every_right_is_as_foretold_for_everyone_the_day_before_and_on_the_day():
    call_command("load", str(EXAMPLE), str(EXAMPLE / "mended"), verbosity=0)
    change_set = ChangeSet.objects.get()
    by = User.objects.get(username="tine.abildgren")
    lent = User.objects.get(username="adam.nyborg")
    Grant.objects.create(
        user=lent, function=Function.LEADER, unit=Unit.objects.get(key="ishoej-ungdom"),
        valid_from=date(2023, 12, 1), valid_to=date(2024, 2, 1), reason="Barsel",
    )  # fmt: skip
    change_set = freeze(by=by, change_set=change_set)
    found = prepared(change_set, today=DECIDED.date())
    told = shifts(found.picture, found.preview.after, EFFECT)
    assert shifts(found.picture, found.preview.after, EVE) == []
    eve, untouched = held(EVE), held(EFFECT)
    enter(
        by=by, change_set=change_set, decided_on=DECIDED.date(), reference="Punkt 1",
        preview_hash=change_set.preview_hash, guard=lambda _found: (),
    )  # fmt: skip
    assert differences(held(EVE), eve) == []
    assert differences(held(EFFECT), foretold(untouched, told)) == []
    moved = {right.permission for shift in told for right in (*shift.lost, *shift.gained)}
    assert len(told) > 5
    assert len(moved) > 4
    assert set(MATRIX) == set(Permission)
