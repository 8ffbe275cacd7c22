"""A small made-up organisation for tests: Alice, her colleague Bob, Charlie outside."""

from datetime import date
from itertools import count

from indsats.organisation.models import (
    Engagement,
    EngagementState,
    Function,
    Leadership,
    LeadershipState,
    Post,
    PostState,
    Seat,
    SeatRole,
    SeatState,
    Unit,
    UnitKind,
    UnitState,
    User,
)

_number = count(1)
LONG_AGO = date(2020, 1, 1)


def make_user(name="Alice", **fields):
    number = next(_number)
    fields = {
        "username": f"{name.lower()}{number}",
        "name": f"{name} {number}",
        "email": f"{name.lower()}{number}@example.dk",
        **fields,
    }
    return User.objects.create_user(password="hemmelig-kode", **fields)


def make_unit(name="Gadeplan", *, kind=UnitKind.TEAM, parent=None, since=LONG_AGO, **fields):
    unit = Unit.objects.create(key=f"unit-{next(_number)}")
    until = fields.pop("until", None)
    UnitState.objects.create(
        unit=unit,
        name=name,
        kind=kind,
        parent=parent,
        valid_from=since,
        valid_to=until,
        **fields,
    )
    return unit


def make_post(unit, *, title="Gadeplansmedarbejder", function=Function.STREET_WORKER, **fields):
    post = Post.objects.create(key=f"post-{next(_number)}")
    fields = {"valid_from": LONG_AGO, **fields}
    PostState.objects.create(post=post, unit=unit, title=title, function=function, **fields)
    return post


def engage(user, post, *, since=LONG_AGO, until=None, **fields):
    engagement = Engagement.objects.create(key=f"engagement-{next(_number)}")
    EngagementState.objects.create(
        engagement=engagement,
        user=user,
        post=post,
        valid_from=since,
        valid_to=until,
        **fields,
    )
    return engagement


def make_worker(unit, *, name="Alice", function=Function.STREET_WORKER, since=LONG_AGO, until=None):
    """Make a user engaged in a new post in the unit."""
    user = make_user(name)
    post = make_post(unit, title=str(function.label), function=function)
    engage(user, post, since=since, until=until)
    return user


def lead(unit, post, *, since=LONG_AGO, until=None):
    leadership = Leadership.objects.create(key=f"leadership-{next(_number)}")
    LeadershipState.objects.create(
        leadership=leadership,
        unit=unit,
        post=post,
        valid_from=since,
        valid_to=until,
    )
    return leadership


def seat(body, *, user=None, post=None, role=SeatRole.MEMBER, since=LONG_AGO, until=None):
    """Make a seat in a body, held by a user, by a post or by nobody."""
    row = Seat.objects.create(key=f"seat-{next(_number)}")
    SeatState.objects.create(
        seat=row,
        body=body,
        role=role,
        holder_user=user,
        holder_post=post,
        valid_from=since,
        valid_to=until,
    )
    return row
