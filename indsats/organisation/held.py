"""What people hold on a day: posts, leaderships, seats and lent access, in one query."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from indsats.base.prepared import prepared
from indsats.organisation.models.people import Grant
from indsats.organisation.models.states import EngagementState, LeadershipState, SeatState


def _in_force(day: date, path: str) -> Q:
    return Q(**{f"{path}__valid_from__lte": day}) & (
        Q(**{f"{path}__valid_to__isnull": True}) | Q(**{f"{path}__valid_to__gt": day})
    )


Holding = tuple[int, str, int, str]


def holdings_of(users: Iterable[int], day: date) -> QuerySet[Any, Holding]:
    """Give the user, the function or role, the unit or body, and "post" or the body's kind."""
    wanted = list(users)
    engagements = EngagementState.objects.on(day).filter(user__in=wanted)
    posts = engagements.filter(_in_force(day, "post__states")).values_list(
        "user_id", "post__states__function", "post__states__unit_id", Value("post")
    )
    leads = (
        LeadershipState.objects.on(day)
        .filter(_in_force(day, "post__engagement_states"), post__engagement_states__user__in=wanted)
        .values_list("post__engagement_states__user_id", Value("leader"), "unit_id", Value("post"))
    )
    seats = SeatState.objects.on(day).filter(_in_force(day, "body__states"))
    told = (F("role"), "body_id", F("body__states__kind"))
    by_name = seats.filter(holder_user__in=wanted).values_list("holder_user_id", *told)
    by_post = seats.filter(
        _in_force(day, "holder_post__engagement_states"),
        holder_post__engagement_states__user__in=wanted,
    ).values_list("holder_post__engagement_states__user_id", *told)
    grants = Grant.objects.on(day).filter(user__in=wanted)
    lent = grants.values_list("user_id", "function", "unit_id", Value("post"))
    parts = [each.order_by() for each in (posts, leads, by_name, by_post, lent)]
    return parts[0].union(*parts[1:], all=True)


@prepared
def holdings(user: int, day: date) -> QuerySet[Any, Holding]:
    """Give what one person holds: what every request asks."""
    return holdings_of([user], day)
