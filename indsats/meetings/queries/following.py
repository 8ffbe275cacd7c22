"""Follow-up with who must do it today (opfølgning)."""

from datetime import date
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from indsats.meetings.models import FollowUp
from indsats.meetings.queries.names import with_body_name
from indsats.organisation.models import EngagementState, PostState, UnitState


def _on(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def with_responsible(rows: QuerySet[FollowUp], day: date) -> QuerySet[FollowUp]:
    """Put ``responsible`` (unit or post), ``holder`` (of the post) and ``body_name`` on tasks."""
    unit = _on(UnitState.objects.filter(unit=OuterRef("unit")), day)
    post = _on(PostState.objects.filter(post=OuterRef("post")), day)
    holder = _on(EngagementState.objects.filter(post=OuterRef("post")), day)
    named = rows.annotate(
        responsible=Coalesce(
            Subquery(unit.values("name")[:1]),
            Subquery(post.values("title")[:1]),
            "unit__key",
            "post__key",
            output_field=CharField(),
        ),
        holder=Subquery(holder.order_by("pk").values("user__name")[:1]),
    )
    return with_body_name(named.select_related("item__meeting"), "item__meeting")


def responsibles(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """List units and posts that can be given something to do, as choices by group."""
    units = UnitState.objects.on(day).order_by("name").values_list("unit__key", "name")
    posts = PostState.objects.on(day).order_by("title").values_list("post__key", "title", "unit")
    names = dict(UnitState.objects.on(day).values_list("unit_id", "name"))
    return [
        (_("Units"), [(f"unit:{key}", name) for key, name in units]),
        (_("Posts"), [(f"post:{key}", f"{t}, {names.get(u, '')}") for key, t, u in posts]),
    ]
