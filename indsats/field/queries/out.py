"""Who is out now, and when they should be heard from (ude nu)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from indsats.field.models import SafetyAlarm, Tour
from indsats.field.rules.watch import LONGEST, Outing, Report, overdue


class Late(NamedTuple):
    """A tour that was not heard from, and when it should have been."""

    tour: Tour
    due: datetime


def outing_of(tour: Tour) -> Outing:
    """Say what is known of a tour, from rows that have been prefetched."""
    alarms: list[SafetyAlarm] = list(tour.alarms.all())
    return Outing(
        every=tour.check_in_minutes,
        planned_from=tour.planned_from,
        started_at=tour.started_at,
        ended_at=tour.ended_at,
        reports=[Report(each.user_id, each.kind, each.made_at) for each in tour.check_ins.all()],
        answered=[each.answered_at for each in alarms if each.answered_at],
        has_open_alarm=any(each.answered_at is None for each in alarms),
    )


def _begun(at: datetime) -> QuerySet[Tour]:
    first = localdate(at - LONGEST) - timedelta(days=1)
    return Tour.objects.filter(
        Q(started_at__lte=at) | Q(planned_from__lte=at), day__range=(first, localdate(at)),
        cancelled_at__isnull=True, ended_at__isnull=True, released_at__isnull=True,
    )  # fmt: skip


def anybody_out(at: datetime) -> bool:
    """Tell whether anybody is out, or should be, who is to be heard from: one query."""
    lately = Q(started_at__gt=at - LONGEST) | Q(started_at=None, planned_from__gt=at - LONGEST)
    return _begun(at).filter(lately, check_in_minutes__gt=0).exists()


def late_tours(at: datetime) -> Iterator[Late]:
    """Find the tours that have not been heard from in time: three queries."""
    for tour in _begun(at).prefetch_related("check_ins", "alarms").order_by("pk"):
        due = overdue(outing_of(tour), at)
        if due is not None:
            yield Late(tour, due)
