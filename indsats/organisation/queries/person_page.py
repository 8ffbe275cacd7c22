"""Everything about one person that the reader may see on a day."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from indsats.organisation.models import (
    CompetenceHeld,
    EngagementState,
    PostState,
    SeatState,
    UnitState,
    User,
)


class Work(NamedTuple):
    """One stretch of an engagement: in which post and unit."""

    engagement: EngagementState
    post: PostState | None
    unit: str


@dataclass(frozen=True)
class PersonPage:
    """One person: posts and seats on the day, and, for those who may, history and competences."""

    person: User
    work: list[Work]
    seats: list[tuple[SeatState, str]]
    past_and_future: list[Work]
    competences: list[CompetenceHeld]


def _work(rows: list[EngagementState], day: date) -> list[Work]:
    """Name the post and unit of each stretch, as they were while it lasted."""
    posts = list(
        PostState.objects.filter(post__in={row.post_id for row in rows}).select_related("post"),
    )
    units = UnitState.objects.filter(unit__in={post.unit_id for post in posts})
    found = []
    for row in rows:
        when = day if row.span.covers(day) else row.valid_from
        post = next((p for p in posts if p.post_id == row.post_id and p.span.covers(when)), None)
        name = next(
            (u.name for u in units if post and u.unit_id == post.unit_id and u.span.covers(when)),
            "",
        )
        found.append(Work(row, post, name))
    return found


def person_page(person: User, day: date, *, personal: bool) -> PersonPage:
    """Read a person: what they do on the day, and with ``personal`` their history and skills."""
    rows = list(
        EngagementState.objects.filter(user=person)
        .select_related("post", "engagement")
        .order_by("-valid_from", "pk"),
    )
    work = _work(rows, day)
    sits = list(SeatState.objects.on(day).filter(holder_user=person).select_related("body"))
    bodies = dict(
        UnitState.objects.on(day)
        .filter(unit__in={s.body_id for s in sits})
        .values_list("unit_id", "name"),
    )
    competences = CompetenceHeld.objects.filter(user=person).select_related("competence")
    return PersonPage(
        person=person,
        work=[each for each in work if each.engagement.span.covers(day)],
        seats=[(seat, bodies.get(seat.body_id, "")) for seat in sits],
        past_and_future=[w for w in work if not w.engagement.span.covers(day)] if personal else [],
        competences=list(competences.order_by("competence__name", "-valid_from"))
        if personal
        else [],
    )
