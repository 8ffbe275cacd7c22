"""What waits for a decision by those who lead a team on the street (afventer)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Q, QuerySet, Value

from indsats.field.models import (
    Conflict,
    FollowUp,
    Incident,
    ParkedItem,
    SafetyAlarm,
    Tour,
    YouthGroup,
)


class What(StrEnum):
    """A kind of thing that waits; the value is a stable key, not a text."""

    ALARM = "alarm"
    INCIDENT = "incident"
    PARKED = "parked"
    CONFLICT = "conflict"
    TOUR = "tour"
    FOLLOW_UP = "follow_up"
    GROUP = "group"


class Waiting(NamedTuple):
    """How many of a kind wait."""

    what: What
    number: int


def waiting(units: Iterable[int], day: date) -> list[Waiting]:
    """Count what waits in some units on a day: one query; what does not wait is left out."""
    mine = Q(unit__in=list(units))
    sources: dict[What, QuerySet[Any]] = {
        What.ALARM: SafetyAlarm.objects.filter(
            tour__unit__in=list(units), answered_at__isnull=True
        ),
        What.INCIDENT: Incident.objects.filter(mine, closed_at__isnull=True),
        What.PARKED: ParkedItem.objects.filter(mine).open(),
        What.CONFLICT: Conflict.objects.filter(mine).open(),
        What.TOUR: Tour.objects.filter(
            mine, ended_at__isnull=False, released_at__isnull=True, cancelled_at__isnull=True
        ),
        What.FOLLOW_UP: FollowUp.objects.filter(mine, due_on__lt=day, done_at__isnull=True),
        What.GROUP: YouthGroup.objects.filter(mine, review_on__lte=day, closed_on__isnull=True),
    }
    counted = [
        rows.order_by()
        .values(what=Value(what.value, output_field=CharField()))
        .annotate(n=Count("pk"))
        for what, rows in sources.items()
    ]
    found = {row["what"]: row["n"] for row in counted[0].union(*counted[1:], all=True)}
    return [Waiting(what, found[what.value]) for what in What if found.get(what.value)]
