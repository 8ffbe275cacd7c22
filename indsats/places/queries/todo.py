"""What waits for somebody at places: measures, follow-ups, requests (til forsiden)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import Hotspot, Measure, SafetyCheck, SafetyWalk

SOON = timedelta(days=14)
MOST = 20


class Waiting(NamedTuple):
    """Something that waits: what, why, the name and argument of its address, by when."""

    title: str
    why: str
    where: str
    args: tuple[int, ...]
    due: date | None


def waiting_for(user: User, day: date) -> list[Waiting]:
    """Give what waits for a user on a day: four queries."""
    return [*_measures(user, day), *_walks(user, day), *_checks(user, day), *_hotspots(user, day)]


def _measures(user: User, day: date) -> list[Waiting]:
    rows = Measure.objects.open_to(user, Permission.MEASURE_DO, day).waiting()
    return [
        Waiting(
            row.title,
            _("The measure is overdue.") if row.due < day else _("A measure is due."),
            "places:measure",
            (row.pk,),
            row.due,
        )
        for row in rows.filter(due__lte=day + SOON).order_by("due", "pk")[:MOST]
    ]


def _walks(user: User, day: date) -> list[Waiting]:
    rows = SafetyWalk.objects.open_to(user, Permission.HOTSPOT_WRITE, day).filter(
        follow_up_on__lte=day + SOON, followed_up_on__isnull=True
    )
    return [
        Waiting(
            _("Follow up: %(title)s") % {"title": row.title},
            _("It is half a year since the safety walk."),
            "places:walk",
            (row.pk,),
            row.follow_up_on,
        )
        for row in rows.order_by("follow_up_on", "pk")[:MOST]
    ]


def _checks(user: User, day: date) -> list[Waiting]:
    rows = SafetyCheck.objects.open_to(user, Permission.HOTSPOT_WRITE, day)
    return [
        Waiting(
            _("Safety check: %(spot)s") % {"spot": row.spot},
            _("A school or day care waits for an answer."),
            "places:check",
            (row.pk,),
            None,
        )
        for row in rows.filter(answered_at__isnull=True).order_by("sent_at", "pk")[:MOST]
    ]


def _hotspots(user: User, day: date) -> list[Waiting]:
    rows = Hotspot.objects.open_to(user, Permission.HOTSPOT_WRITE, day).running()
    return [
        Waiting(
            _("Close or extend: %(title)s") % {"title": row.title},
            _("The period of the hotspot ends."),
            "places:hotspot",
            (row.pk,),
            row.last_day,
        )
        for row in rows.filter(valid_to__lte=day + SOON).order_by("valid_to", "pk")[:MOST]
    ]
