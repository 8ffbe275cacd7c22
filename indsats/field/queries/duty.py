"""Who answers for a unit or a colleague, and who is told when something happens (ansvarlig)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from indsats.field.models import Tour
from indsats.organisation.models import EngagementState, Function, LeadershipState, UnitState, User


def responsible(unit: int, day: date) -> list[User]:
    """Give the coordinators of a unit and its nearest leader on a day, each once."""
    posts = _working(day, post__states__unit=unit, post__states__function=Function.COORDINATOR)
    found = {each.user_id: each.user for each in posts.select_related("user")}
    found.update({user.pk: user for user in _leaders(unit, day)})
    return list(found.values())


def on_call_now(unit: int) -> list[User]:
    """Give those who are on call for tours of the unit that are out now."""
    out = Tour.objects.filter(
        unit=unit, started_at__isnull=False, ended_at=None, cancelled_at=None, released_at=None,
        on_call__is_active=True,
    )  # fmt: skip
    return [tour.on_call for tour in out.select_related("on_call") if tour.on_call]


def answering_for(user: User, day: date) -> list[User]:
    """Give the nearest leaders of a colleague, and personnel: never the colleague."""
    units = _working(day, user=user).values_list("post__states__unit", flat=True)
    found = {each.pk: each for unit in set(units) for each in _leaders(unit, day, user)}
    personnel = _working(day, post__states__function=Function.HR).select_related("user")
    found.update({each.user_id: each.user for each in personnel if each.user_id != user.pk})
    return list(found.values())


def _working(day: date, **held: Any) -> QuerySet[EngagementState]:
    """Give engagements in posts, both in force on a day; ``held`` is of the same post's state."""
    until = Q(post__states__valid_to__isnull=True) | Q(post__states__valid_to__gt=day)
    return EngagementState.objects.on(day).filter(
        until, post__states__valid_from__lte=day, user__is_active=True, **held
    )


def _leaders(unit: int, day: date, without: User | None = None) -> list[User]:
    """Climb from the unit until somebody else leads."""
    above = dict(UnitState.objects.on(day).values_list("unit_id", "parent_id"))
    rows = LeadershipState.objects.on(day).values_list("unit_id", "post_id")
    led: dict[int, list[int]] = {}
    for led_unit, post in rows:
        led.setdefault(led_unit, []).append(post)
    at: int | None = unit
    seen: set[int] = set()
    while at is not None and at not in seen:
        seen.add(at)
        holders = EngagementState.objects.on(day).filter(post__in=led.get(at, ()))
        users = [each.user for each in holders.select_related("user") if each.user.is_active]
        users = [each for each in users if each != without]
        if users:
            return users
        at = above.get(at)
    return []
