"""Everything about one post on a day."""

from dataclasses import dataclass
from datetime import date

from indsats.organisation.models import (
    EngagementState,
    LeadershipState,
    Post,
    PostState,
    ProfileState,
    SeatState,
    UnitState,
)
from indsats.organisation.queries.history import Event, post_history


@dataclass(frozen=True)
class PostPage:
    """One post; ``state`` is None on days it does not exist."""

    post: Post
    state: PostState | None
    name: str
    unit: UnitState | None
    profile: ProfileState | None
    engagements: list[EngagementState]
    leads: list[tuple[str, str]]
    seats: list[tuple[SeatState, str, str]]
    history: list[Event]


def post_page(post: Post, day: date, *, today: date) -> PostPage:
    """Read a post as it is on a day: seven queries."""
    slices = list(PostState.objects.filter(post=post).order_by("valid_from"))
    state = next((row for row in slices if row.span.covers(day)), None)
    led = list(LeadershipState.objects.on(day).filter(post=post))
    seats = list(SeatState.objects.on(day).filter(holder_post=post))
    near = {row.unit_id for row in led} | {row.body_id for row in seats}
    near |= {state.unit_id} if state else set()
    rows = UnitState.objects.on(day).filter(unit__in=near).select_related("unit")
    units = {row.unit_id: row for row in rows}
    work = EngagementState.objects.on(day).filter(post=post).select_related("user", "engagement")
    profile = ProfileState.objects.on(day).filter(profile=state.profile_id) if state else None
    return PostPage(
        post=post,
        state=state,
        name=state.title if state else slices[-1].title if slices else post.key,
        unit=units.get(state.unit_id) if state else None,
        profile=profile.select_related("profile").first() if profile is not None else None,
        engagements=list(work.order_by("user__name", "pk")),
        leads=[
            (units[row.unit_id].name, units[row.unit_id].unit.key)
            for row in led
            if row.unit_id in units
        ],
        seats=[
            (row, units[row.body_id].name, units[row.body_id].unit.key)
            for row in seats
            if row.body_id in units
        ],
        history=post_history(slices, today),
    )
