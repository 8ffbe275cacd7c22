"""The preview in words, as the letter's change gives it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indsats.organisation import access
from indsats.organisation.access import _seat_function
from indsats.organisation.actions.change_sets import freeze
from indsats.organisation.actions.enter import enter
from indsats.organisation.models import BODY_KINDS, Function, SeatRole, Unit, User
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.consultation import parties
from indsats.organisation.queries.preview import (
    counts,
    duty_lines,
    namer_for,
    person_lines,
    problem_lines,
    seat_lines,
    step_lines,
)
from indsats.organisation.queries.rights import EVERYTHING, Access, shifts
from indsats.organisation.queries.tree import pair, tree_lines
from indsats.organisation.rules.rights import seat_function
from indsats.organisation.tests import letter

pytestmark = pytest.mark.django_db
EVE, DAY = date(2023, 12, 31), letter.EFFECT


@pytest.fixture
def change_set(by):
    return letter.make_change_set(by)


@pytest.fixture
def found(change_set):
    return prepared(change_set, today=date(2023, 11, 20), strict=False)


def test_the_steps_in_plain_danish(found):
    assert [line.text for line in step_lines(found, namer_for(found))] == [
        "Den operative indsats oprettes (team) i Ishøj Ungdom fra 1. januar 2024",
        "Gadeplan flyttes til Den operative indsats fra 1. januar 2024",
        "Ungdomsskolens opsøgende indsats flyttes til Den operative indsats fra 1. januar 2024",
        ("De kriminalpræventive konsulenter bliver i Center for Børn og Forebyggelse"
        " fra 1. januar 2024"),
        "Den operative indsats får ansvar for “Unge med risikoadfærd” fra 1. januar 2024",
        "Den strategiske styregruppe oprettes (styregruppe) fra 1. januar 2024",
        ("Den strategiske styregruppe får en plads: Formand, Velfærdsdirektør, Direktionen"
        " fra 1. januar 2024"),
        *(
            f"Den strategiske styregruppe får en plads: Medlem, Centerchef, {centre}"
            " fra 1. januar 2024"
            for centre in (
                "Center for Børn og Forebyggelse", "Center for Kultur og Fritid",
                "Center for Dagtilbud og Uddannelse",
            )
        ),
        ("Trygheds- og kriminalitetsindsatsen forankres i Økonomi- og Planudvalget"
        " fra 1. januar 2024"),
    ]  # fmt: skip


def test_the_letter_in_numbers(found):
    told = {count.name: count.figure for count in counts(found, named=True)}
    structure = {name: figure for name, figure in told.items() if not name.startswith("people")}
    assert structure == {
        "units_created": "1", "units_moved": "2", "kept": "1", "bodies_created": "1",
        "seats_created": "4", "bodies_recomposed": "1", "responsibilities": "1", "anchorings": "1",
    }  # fmt: skip


def test_small_numbers_of_employees_are_not_told(found):
    told = {count.name: count.figure for count in counts(found)}
    named = {count.name: count.figure for count in counts(found, named=True)}
    small = [
        name for name, figure in named.items() if name.startswith("people") and int(figure) < 5
    ]
    assert small
    assert {told[name] for name in small} == {"færre end 5"}


def test_before_and_after_show_what_moved_and_leave_out_the_rest(found):
    shown = pair(found.preview.on(DAY))
    before, after = tree_lines(shown.before), tree_lines(shown.after)
    assert "    Gadeplan  [→ Flyttes til Den operative indsats]" in before
    assert "        Gadeplan  [→ Flyttet hertil fra Center for Kultur og Fritid]" in after
    assert "      Den operative indsats  [+ Ny]" in after
    assert not any("[+" in line for line in before)
    assert any("[= Bliver her]" in line for line in after)
    assert "Den strategiske styregruppe  [+ Ny]" in after
    assert not any("Børne- og Kulturudvalget" in line for line in after)
    assert any(
        "Børne- og Kulturudvalget" in box.title
        for box in pair(found.preview.on(DAY), everything=True).after
    )


def test_employees_are_named_only_where_they_may_be(found):
    day = found.preview.on(DAY)
    named = person_lines(day.people, namer_for(found, named=True), DAY)
    assert {line.name for line in named} >= {"Gitte Grøn", "Gorm Gade", "Karla Krogh"}
    assert {line.name for line in person_lines(day.people, namer_for(found), DAY)} == {
        "en medarbejder"
    }
    seats = seat_lines(day.seats, namer_for(found), DAY)
    assert not any("Dorte Dahl" in line.after for line in seats)
    assert any(
        "Dorte Dahl" in line.after
        for line in seat_lines(day.seats, namer_for(found, named=True), DAY)
    )


def test_duties_say_what_becomes_of_them(found):
    day = found.preview.on(DAY)
    namer = namer_for(found)
    assert duty_lines(day, "responsibility", namer) == [
        (
            "Unge med risikoadfærd, 0 år og ældre, Individ- og familierettet",
            "Den operative indsats",
            "Ny",
        ),
    ]
    assert duty_lines(day, "anchoring", namer) == [
        ("Trygheds- og kriminalitetsindsatsen", "Økonomi- og Planudvalget", "Ændret"),
    ]


def test_the_councils_concerned(found):
    assert {party.body for party in parties(found)} == {"med-iu"}


def test_problems_say_what_to_do(found):
    lines = problem_lines(found, namer_for(found))
    assert all(line.advice for line in lines)
    assert all(line.text for line in lines)


def unit_keys():
    return dict(Unit.objects.values_list("pk", "key"))


@pytest.mark.parametrize("day", [EVE, DAY, date(2024, 6, 1)])
def test_access_in_the_preview_is_access_once_entered(by, change_set, day):
    found = prepared(change_set, today=date(2023, 11, 20))
    before = {
        name: Access(found.picture, day).places.get(name, frozenset()) for name in letter_users()
    }
    shown = {name: Access(found.preview.after, day) for name in letter_users()}
    assert before == real_places(day)
    frozen = freeze(by=by, change_set=change_set)
    enter(
        by=by,
        change_set=frozen,
        decided_on=date(2023, 11, 20),
        reference="P",
        preview_hash=frozen.preview_hash,
        guard=lambda _found: [],
    )
    after = {name: shown[name].places.get(name, frozenset()) for name in letter_users()}
    assert after == real_places(day)
    assert (after == before) == (day < letter.EFFECT)
    keys = unit_keys()
    for user in User.objects.all():
        for permission in access.Permission:
            scope = access.scope(user, permission, day)
            units = {keys[pk] for pk in scope.units | scope.bodies}
            rights = {
                r.unit
                for r in shown[user.username].rights(user.username)
                if r.permission == permission
            }
            if scope.everything:
                assert rights == {"*"}
            else:
                assert rights - {"self"} == units
                assert ("self" in rights) == scope.own


def letter_users():
    return list(User.objects.values_list("username", flat=True))


def real_places(day):
    keys = unit_keys()
    return {
        user.username: frozenset(
            (place.function, keys[place.unit], place.in_body) for place in access.places(user, day)
        )
        for user in User.objects.all()
    }


def test_the_new_steering_group_gains_rights_on_the_day_and_nobody_else_loses(found):
    gained = {
        shift.user.username: shift.places_gained
        for shift in shifts(found.picture, found.preview.after, DAY)
    }
    seat = (("steering_member", "styregruppen", True),)
    assert {name: gained[name] for name in ("dorte", "bente", "klaus", "ulla")} == dict.fromkeys(
        ("dorte", "bente", "klaus", "ulla"), seat
    )
    assert shifts(found.picture, found.preview.after, EVE) == []


def test_the_leader_who_hands_a_unit_over_loses_it_from_his_reach(found):
    klaus = next(
        s for s in shifts(found.picture, found.preview.after, DAY) if s.user.username == "klaus"
    )
    assert {right.unit for right in klaus.lost} == {"gadeplan"}
    ivan = next(
        s for s in shifts(found.picture, found.preview.after, DAY) if s.user.username == "ivan"
    )
    assert {right.unit for right in ivan.gained} == {"gadeplan", "den-operative-indsats"}


def test_who_comes_to_reach_everywhere_loses_nothing(found):
    dorte = next(
        s for s in shifts(found.picture, found.preview.after, DAY) if s.user.username == "dorte"
    )
    everywhere = {right.permission for right in dorte.gained if right.unit == EVERYTHING}
    assert everywhere
    assert [right for right in dorte.lost if right.permission in everywhere] == []


def test_seat_functions_are_the_same_in_both_places():
    for kind in BODY_KINDS:
        for role in SeatRole:
            assert Function(seat_function(role, kind)) == _seat_function(role, kind)


def test_the_terminal_shows_the_preview_without_names(change_set):
    out = StringIO()
    call_command("preview", change_set.key, stdout=out)
    told = out.getvalue()
    assert "Gadeplan flyttes til Den operative indsats fra 1. januar 2024" in told
    assert "[→ Flyttet hertil fra Center for Kultur og Fritid]" in told
    for _username, name in letter.PEOPLE.values():
        assert name not in told
    call_command("preview", change_set.key, "--day", "2023-12-31", stdout=(eve := StringIO()))
    assert "31. december 2023 med ændringen" in eve.getvalue()
    assert "[→" not in eve.getvalue()
    with pytest.raises(CommandError, match="findes-ikke"):
        call_command("preview", "findes-ikke")
