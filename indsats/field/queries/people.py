"""Who works where on a day, for choosing a pair and somebody on call (kolleger)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from indsats.organisation.models import EngagementState, Function, UnitState

ON_STREET = (Function.STREET_WORKER, Function.COORDINATOR)


def working_in(units: Iterable[int], day: date) -> list[tuple[str, str]]:
    """Give the people on the street in units by username and name, with the unit's: two queries."""
    wanted = set(units)
    names = dict(UnitState.objects.on(day).filter(unit__in=wanted).values_list("unit_id", "name"))
    in_force = Q(post__states__valid_to__isnull=True) | Q(post__states__valid_to__gt=day)
    rows = EngagementState.objects.on(day).filter(
        in_force, post__states__valid_from__lte=day, post__states__unit__in=wanted,
        post__states__function__in=ON_STREET, user__is_active=True,
    )  # fmt: skip
    found: dict[str, str] = {}
    for username, name, unit in rows.order_by("user__name").values_list(
        "user__username", "user__name", "post__states__unit"
    ):
        found.setdefault(username, f"{name} ({names.get(unit, '')})" if len(names) > 1 else name)
    return list(found.items())
