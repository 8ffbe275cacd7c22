from datetime import date

import pytest

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Function, Grant, SeatRole, UnitKind, UnitState, User
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)
EVE = date(2023, 12, 31)


def test_access_ends_the_day_the_engagement_ends():
    unit = f.make_unit()
    user = f.make_user()
    f.engage(user, f.make_post(unit, function=Function.COORDINATOR), until=DAY)
    colleague = f.make_worker(unit, name="Bob")
    outsider = f.make_worker(f.make_unit("Klub"), name="Charlie")

    seen = User.objects.open_to(user, Permission.COMPETENCE_SEE, EVE)
    assert outsider not in seen
    assert set(seen) == {user, colleague}
    assert list(User.objects.open_to(user, Permission.COMPETENCE_SEE, DAY)) == []


def test_a_leader_reaches_what_lies_below_on_that_day_only():
    centre = f.make_unit("Center", kind=UnitKind.CENTRE)
    other = f.make_unit("Andet center", kind=UnitKind.CENTRE)
    team = f.make_unit("Team", parent=centre, until=DAY)
    UnitState.objects.create(unit=team, name="Team", kind="team", parent=other, valid_from=DAY)
    user = f.make_user()
    post = f.make_post(centre, function=Function.STAFF)
    f.engage(user, post)
    f.lead(centre, post)
    assert access.scope(user, Permission.CHANGE_SEE, EVE).units == {centre.pk, team.pk}
    assert access.scope(user, Permission.CHANGE_SEE, DAY).units == {centre.pk}


def test_a_seat_bound_to_a_post_follows_the_holder_of_the_post():
    body = f.make_unit("Styregruppe", kind=UnitKind.STEERING_GROUP)
    post = f.make_post(f.make_unit("Direktion"), function=Function.DIRECTOR)
    old, new = f.make_user("Gammel"), f.make_user("Ny")
    f.engage(old, post, until=DAY)
    f.engage(new, post, since=DAY)
    f.seat(body, post=post)
    assert Function.STEERING_MEMBER in access.functions(old, EVE)
    assert Function.STEERING_MEMBER not in access.functions(new, EVE)
    old.__dict__.pop("_places")
    assert access.functions(old, DAY) == frozenset()
    assert access.scope(new, Permission.MEETING_SEE_CLOSED, DAY).bodies == {body.pk}


def test_chair_may_release_and_member_may_not():
    body = f.make_unit("LokalMED", kind=UnitKind.WORKS_COUNCIL)
    chair, member = f.make_user("Formand"), f.make_user("Medlem")
    f.seat(body, user=chair, role=SeatRole.CHAIR)
    f.seat(body, user=member)
    assert access.may(chair, Permission.REPLY_RELEASE, DAY)
    assert not access.may(member, Permission.REPLY_RELEASE, DAY)
    assert access.may(member, Permission.REPLY_DRAFT, DAY)


def test_lent_access_expires_by_itself():
    unit = f.make_unit()
    user = f.make_user()
    Grant.objects.create(
        user=user,
        unit=unit,
        function=Function.COORDINATOR,
        reason="Vikar",
        valid_from=EVE,
        valid_to=DAY,
    )
    assert access.may(user, Permission.COMPETENCE_SEE, EVE)
    assert not access.may(user, Permission.COMPETENCE_SEE, DAY)


def test_who_may_not_log_in_has_nothing_even_in_a_post():
    user = f.make_worker(f.make_unit(), function=Function.SECRETARY)
    user.is_active = False
    assert access.functions(user, DAY) == frozenset()


def test_reading_every_source_of_a_right_takes_one_query(django_assert_num_queries):
    unit = f.make_unit()
    user = f.make_worker(unit, function=Function.SECRETARY)
    for _ in range(5):
        f.engage(user, f.make_post(unit))
    with django_assert_num_queries(1):
        access.scope(user, Permission.MATTER_SEE, DAY)
        access.scope(user, Permission.REPLY_SEE, DAY)


def test_every_permission_is_in_the_table():
    assert set(access.MATRIX) == set(Permission)
