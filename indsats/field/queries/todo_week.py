"""That a week waits to be gone through, and how what was ordered stands (til forsiden)."""

from datetime import date

from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.field.models import PlaceObservation, Tour
from indsats.field.queries.ordered import accounts
from indsats.field.queries.ordered_words import in_one_line
from indsats.field.queries.week import reached
from indsats.field.queries.week_lines import week_name
from indsats.field.rules.week import last_whole
from indsats.meetings.queries.todo import Todo
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User
from indsats.strategy.models import AssessedPeriod, Assessment, Deployment

MOST = 5


def todo_for(user: User, day: date) -> list[Todo]:
    """Ask the coordinator to go through the week that has ended, if anything was registered."""
    if not may(user, Permission.PICTURE_WRITE, day):
        return []
    week = last_whole(now())
    found = reached(user, Permission.PICTURE_WRITE, day)
    done = Assessment.objects.filter(
        unit__in=found.teams, period=AssessedPeriod.WEEK, first=week.monday
    )
    first, until = week.moments
    seen = PlaceObservation.objects.filter(
        unit__in=found.units, seen_at__gte=first, seen_at__lt=until
    )
    out = Tour.objects.filter(unit__in=found.units, started_at__gte=first, started_at__lt=until)
    if done.exists() or not (seen.exists() or out.exists()):
        return []
    return [
        Todo(
            _("Go through %(week)s") % {"week": week_name(week)},
            _("The week is ready to be gone through."),
            "week:week",
            (week.year, week.number),
            week.until,
        )
    ]


def ordered_for(user: User, day: date) -> list[Todo]:
    """Tell those who order how each running order stands: what was done of what is over."""
    if not may(user, Permission.DEPLOYMENT_ORDER, day):
        return []
    rows = Deployment.objects.open_to(user, Permission.DEPLOYMENT_ORDER, day).running()
    orders = list(rows.order_by("valid_from", "pk")[:MOST])
    found = accounts(orders, now()) if orders else {}
    return [
        Todo(
            _("Ordered and done: %(title)s") % {"title": each.title},
            in_one_line(found[each.pk]),
            "week:ordered",
            (each.pk,),
            None,
        )
        for each in orders
        if each.pk in found and found[each.pk].past
    ]
