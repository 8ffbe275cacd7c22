"""Which functions many users have on a day, read for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from indsats.organisation.models import (
    BODY_KINDS,
    LEADING_ROLES,
    EngagementState,
    Function,
    Grant,
    LeadershipState,
    PostState,
    SeatState,
    UnitKind,
    UnitState,
)

Holders = defaultdict[int, set[int]]


def _seat(role: str, kind: str) -> Function:
    """Say which function a seat gives, as `access` does."""
    if kind == UnitKind.COMMITTEE:
        return Function.POLITICIAN
    if kind == UnitKind.STEERING_GROUP:
        return Function.STEERING_MEMBER
    return Function.BODY_CHAIR if role in LEADING_ROLES else Function.BODY_MEMBER


def functions_held(users: Iterable[int], day: date) -> dict[int, list[Function]]:
    """Give each user's functions on a day, by primary key: six queries for any number of users."""
    wanted = set(users)
    holders: defaultdict[int, set[int]] = defaultdict(set)
    work = EngagementState.objects.on(day).filter(user__in=wanted)
    for user, post in work.values_list("user_id", "post_id"):
        holders[post].add(user)
    found: defaultdict[int, set[Function]] = defaultdict(set)
    for user, function in (*_at_work(holders, day), *_seated(wanted, holders, day)):
        found[user].add(function)
    grants = Grant.objects.on(day).filter(user__in=wanted)
    for user, word in grants.values_list("user_id", "function"):
        found[user].add(Function(word))
    return {user: sorted(found[user], key=list(Function).index) for user in wanted}


def _at_work(holders: Holders, day: date) -> Iterator[tuple[int, Function]]:
    """Yield what posts and leaderships give those who hold the posts."""
    posts = PostState.objects.on(day).filter(post__in=holders)
    leads = LeadershipState.objects.on(day).filter(post__in=holders)
    words = [
        *posts.values_list("post_id", "function"),
        *((post, Function.LEADER) for post in leads.values_list("post_id", flat=True)),
    ]
    for post, word in words:
        for user in holders[post]:
            yield user, Function(word)


def _seated(wanted: set[int], holders: Holders, day: date) -> Iterator[tuple[int, Function]]:
    """Yield what seats give those who sit in them, by name or through a post."""
    bodies = UnitState.objects.on(day).filter(kind__in=BODY_KINDS)
    kinds = dict(bodies.values_list("unit_id", "kind"))
    seats = SeatState.objects.on(day).filter(body__in=kinds)
    columns = ("body_id", "role", "holder_user_id", "holder_post_id")
    for body, role, user, post in seats.values_list(*columns):
        for holder in ({user} & wanted) | holders.get(post, set()):
            yield holder, _seat(role, kinds[body])
