"""Rows for the lists of the organisation, with the names a reader needs beside each."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indsats.organisation.models import (
    CompetenceHeld,
    EngagementState,
    Grant,
    LeadershipState,
    PostState,
    ProfileState,
    SeatState,
    UnitState,
    User,
)


def _unit(day: date, of: str, what: str = "name") -> Subquery:
    """Find a unit's name (or key) on a day."""
    rows = UnitState.objects.on(day).filter(unit=OuterRef(of))
    return Subquery(rows.values("unit__key" if what == "key" else what)[:1])


def _holder(day: date, post: str) -> Subquery:
    """Find the first person in a post on a day, by name."""
    rows = EngagementState.objects.on(day).filter(post=OuterRef(post)).order_by("user__name", "pk")
    return Subquery(rows.values("user__name")[:1])


def units(rows: QuerySet[UnitState], day: date) -> QuerySet[UnitState]:
    """Give units with what they are under, who leads them, and how many posts they have."""
    leads = LeadershipState.objects.on(day).filter(unit=OuterRef("unit")).order_by("pk")
    title = PostState.objects.on(day).filter(post=OuterRef("leading_post")).values("title")[:1]
    posts = (
        PostState.objects.on(day)
        .filter(unit=OuterRef("unit"))
        .order_by()
        .values("unit")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return rows.select_related("unit").annotate(
        parent_name=_unit(day, "parent"),
        parent_key=_unit(day, "parent", "key"),
        leading_post=Subquery(leads.values("post_id")[:1]),
        leader_title=Subquery(title),
        leader_name=_holder(day, "leading_post"),
        posts=Coalesce(Subquery(posts), 0),
    )


def _in_use(day: date, post: str) -> Exists:
    return Exists(EngagementState.objects.on(day).filter(post=OuterRef(post)))


def bodies(rows: QuerySet[UnitState], day: date) -> QuerySet[UnitState]:
    """Give bodies with whom they speak for, and how many seats they have and lack people for."""
    seats = SeatState.objects.on(day).filter(body=OuterRef("unit")).order_by()
    filled = Q(holder_user__isnull=False) | Q(_in_use(day, "holder_post"))
    count = Count("pk")
    return rows.select_related("unit").annotate(
        covers_name=_unit(day, "covers"),
        covers_key=_unit(day, "covers", "key"),
        seats=Coalesce(Subquery(seats.values("body").annotate(n=count).values("n")), 0),
        vacant=Coalesce(
            Subquery(seats.exclude(filled).values("body").annotate(n=count).values("n")),
            0,
        ),
    )


def posts(reachable: QuerySet[Any], day: date) -> QuerySet[PostState]:
    """Give the posts in force on a day with their unit and who is in them."""
    return (
        PostState.objects.on(day)
        .filter(post__in=reachable)
        .select_related("post")
        .annotate(
            unit_name=_unit(day, "unit"),
            unit_key=_unit(day, "unit", "key"),
            holder=_holder(day, "post"),
        )
    )


def people(rows: QuerySet[User], day: date) -> QuerySet[User]:
    """Give people with the first of their posts on a day and its unit."""
    work = EngagementState.objects.on(day).filter(user=OuterRef("pk")).order_by("-fraction", "pk")
    post = PostState.objects.on(day).filter(post=OuterRef("first_post"))
    return rows.annotate(
        first_post=Subquery(work.values("post_id")[:1]),
        post_title=Subquery(post.values("title")[:1]),
        first_unit=Subquery(post.values("unit_id")[:1]),
        unit_name=_unit(day, "first_unit"),
    )


def profiles(reachable: QuerySet[Any], day: date) -> QuerySet[ProfileState]:
    """Give the profiles in force on a day with how many posts have them."""
    used = (
        PostState.objects.on(day)
        .filter(profile=OuterRef("profile"))
        .order_by()
        .values("profile")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = ProfileState.objects.on(day).filter(profile__in=reachable).select_related("profile")
    return rows.annotate(posts=Coalesce(Subquery(used), 0))


def competences(rows: QuerySet[CompetenceHeld]) -> QuerySet[CompetenceHeld]:
    """Give registered competences with person and name at hand."""
    return rows.select_related("user", "competence").annotate(
        person=F("user__name"),
        what=F("competence__name"),
    )


def grants(rows: QuerySet[Grant], day: date) -> QuerySet[Grant]:
    """Give lent rights with the unit's name on a day."""
    return rows.select_related("user", "unit").annotate(unit_name=_unit(day, "unit"))


def unit_choices(rows: QuerySet[UnitState]) -> list[tuple[str, str]]:
    """Give units to choose between: number and name, by name."""
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("unit_id", "name")]


def unit_names(day: date) -> dict[int, str]:
    """Name every unit and body in force on a day, by primary key: one query."""
    return dict(UnitState.objects.on(day).order_by("name").values_list("unit_id", "name"))
