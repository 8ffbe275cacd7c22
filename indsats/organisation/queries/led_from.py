"""Who leads the units that have no leader of their own: the leader of the nearest unit above."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from indsats.organisation.models import EngagementState, LeadershipState, PostState, UnitState


class Above(NamedTuple):
    """A leader further up: the post, the first person in it, and the unit they lead."""

    title: str
    person: str
    unit: str


def led_from(day: date) -> dict[int, Above]:
    """Give the leader above of every unit without one, on a day: four queries, however many."""
    tree = {
        unit: (parent, name)
        for unit, parent, name in UnitState.objects.on(day).values_list(
            "unit_id", "parent_id", "name"
        )
    }
    leading = dict(
        LeadershipState.objects.on(day).order_by("unit_id", "-pk").values_list("unit_id", "post_id")
    )
    posts = PostState.objects.on(day).filter(post__in=set(leading.values()))
    titles = dict(posts.values_list("post_id", "title"))
    holders = dict(
        EngagementState.objects.on(day)
        .filter(post__in=titles)
        .order_by("-user__name", "-pk")
        .values_list("post_id", "user__name")
    )
    nearest = {unit: _nearest(unit, tree, leading) for unit in tree if unit not in leading}
    return {
        unit: Above(titles[leading[top]], holders.get(leading[top], ""), tree[top][1])
        for unit, top in nearest.items()
        if top is not None and leading[top] in titles
    }


def _nearest(
    unit: int, tree: Mapping[int, tuple[int | None, str]], leading: Mapping[int, int]
) -> int | None:
    """Go up from a unit to the first that has a leader; stop at the top or in a circle."""
    seen = {unit}
    above = tree[unit][0]
    while above is not None and above in tree and above not in seen:
        if above in leading:
            return above
        seen.add(above)
        above = tree[above][0]
    return None
