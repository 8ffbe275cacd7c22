"""Who answers for a unit: its coordinators, and the nearest leader above (ansvarlig)."""

from datetime import date

from indsats.organisation.models import EngagementState, Function, LeadershipState, UnitState, User


def responsible(unit: int, day: date) -> list[User]:
    """Give the coordinators of a unit and its nearest leader on a day, each once."""
    posts = EngagementState.objects.on(day).filter(
        post__states__unit=unit, post__states__function=Function.COORDINATOR,
        post__states__valid_from__lte=day, user__is_active=True,
    )  # fmt: skip
    still = posts.filter(post__states__valid_to__isnull=True) | posts.filter(
        post__states__valid_to__gt=day
    )
    found = {each.user_id: each.user for each in still.select_related("user")}
    found.update({user.pk: user for user in _leaders(unit, day)})
    return list(found.values())


def _leaders(unit: int, day: date) -> list[User]:
    """Climb from the unit until somebody leads."""
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
        if users:
            return users
        at = above.get(at)
    return []
