"""What the rows of meetings are called where they are named by their label.

When and where a body met is told to anyone who meets the label, what an item is about is not.
"""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from indsats.meetings.models import (
    Addendum,
    AgendaAttachment,
    AgendaItem,
    CalendarFeed,
    ChairDecision,
    Decision,
    DissentingStatement,
    FollowUp,
    Meeting,
    MeetingAttendee,
    Minutes,
    MinutesComment,
    Recusal,
    Treatment,
)
from indsats.organisation.access import Permission
from indsats.organisation.subjects import Kind, Reach, after_comma, on_day, unit_name, within


def numbered(number: str) -> str:
    """Name an item by its number."""
    return after_comma(_("item %(number)s") % {"number": number})


def seen(model: Any, permission: Permission = Permission.MEETING_SEE) -> Reach:
    """Keep the rows of a model that the reader may see."""
    return within(model, model, "pk", permission)


def at_meeting(model: type[Model], path: str, page: str = "meeting", **more: Any) -> Kind:
    """Tell a row by the body and the day of its meeting."""
    parts = ((unit_name(f"{path}body"), after_comma), (f"{path}day", on_day))
    return Kind(
        model, parts=parts, reach=seen(model), page=(f"meetings:{page}", f"{path}pk"), **more
    )


def on_item(model: type[Model], path: str = "item__", **more: Any) -> Kind:
    """Tell a row by its item's number, the body and the day."""
    parts = (
        (f"{path}number", numbered),
        (unit_name(f"{path}meeting__body"), after_comma),
        (f"{path}meeting__day", on_day),
    )
    leads = {"page": ("meetings:item", f"{path}pk"), "reach": seen(model), **more}
    return Kind(model, parts=parts, **leads)


KINDS = (
    at_meeting(Meeting, ""),
    at_meeting(MeetingAttendee, "meeting__"),
    at_meeting(Minutes, "meeting__", "minutes"),
    at_meeting(MinutesComment, "minutes__meeting__", "minutes"),
    at_meeting(Addendum, "minutes__meeting__", "minutes"),
    on_item(AgendaItem, "", title="title"),
    on_item(AgendaAttachment, title="title"),
    on_item(Decision),
    on_item(DissentingStatement),
    on_item(Recusal),
    on_item(Treatment),
    on_item(
        FollowUp,
        title="what",
        page=("meetings:follow-up", "pk"),
        reach=seen(FollowUp, Permission.FOLLOW_UP_SEE),
    ),
    Kind(
        ChairDecision,
        title="title",
        parts=((unit_name("body"), after_comma), ("decided_on", on_day)),
        reach=seen(ChairDecision),
    ),
    Kind(CalendarFeed, parts=(("user__name", after_comma),)),
)
