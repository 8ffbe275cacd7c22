"""Where a line of the week can go: the team's tasks, measures, and meetings one writes (videre)."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.meetings.models import Meeting
from indsats.meetings.queries.names import with_body_name
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User

TASK, MEASURE = "task", "measure"


class Ways(NamedTuple):
    """The choices, and the meetings behind them by their value."""

    choices: list[tuple[str, str]]
    meetings: dict[str, Meeting]


def ways(user: User, day: date) -> Ways:
    """Give a task, a measure, and the next meeting of each body whose agenda somebody writes."""
    rows = Meeting.objects.open_to(user, Permission.MEETING_WRITE, day).filter(
        day__gte=day, cancelled_at__isnull=True, opened_at__isnull=True
    )
    coming: dict[int, Meeting] = {}
    for meeting in with_body_name(rows).order_by("starts_at"):
        coming.setdefault(meeting.body_id, meeting)
    meetings = {f"meeting:{each.pk}": each for each in coming.values()}
    choices = [(TASK, _("A task for the team"))]
    if may(user, Permission.HOTSPOT_WRITE, day):
        choices.append((MEASURE, _("A measure that a unit carries out at a place")))
    for value, each in meetings.items():
        facts = {"body": each.body_name, "day": date_format(each.day, "j. F")}  # type: ignore[attr-defined]
        choices.append((value, _("An item for %(body)s on %(day)s") % facts))
    return Ways(choices, meetings)
