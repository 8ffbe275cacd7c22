"""What a person holds on a day: posts, leaderships, seats and lent access, in one query."""

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


@prepared
def holdings(user: int, day: date) -> QuerySet[Any, tuple[str, int, str]]:
    """Give the function or role, the unit or body, and "post" or the body's kind."""
    engagements = EngagementState.objects.on(day).filter(user=user)
    posts = engagements.filter(_in_force(day, "post__states")).values_list(
        "post__states__function", "post__states__unit_id", Value("post")
    )
    in_posts = engagements.values_list("post_id", flat=True)
    leads = (
        LeadershipState.objects.on(day)
        .filter(post__in=in_posts)
        .values_list(Value("leader"), "unit_id", Value("post"))
    )
    seats = (
        SeatState.objects.on(day)
        .filter(
            _in_force(day, "body__states"),
            Q(holder_user=user) | Q(holder_post__in=in_posts),
        )
        .values_list(F("role"), "body_id", F("body__states__kind"))
    )
    grants = (
        Grant.objects.on(day).filter(user=user).values_list("function", "unit_id", Value("post"))
    )
    parts = [each.order_by() for each in (posts, leads, seats, grants)]
    return parts[0].union(*parts[1:], all=True)
