"""Meetings for people's own calendars: body, time and place, never a case (kalender)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indsats.base.icalendar import Appointment, to_ical
from indsats.meetings.models import CalendarFeed, Meeting
from indsats.meetings.queries.names import with_body_name
from indsats.organisation.access import Permission
from indsats.organisation.models import User

BACK = timedelta(days=180)


def reader_of(token_hash: str) -> User | None:
    """Find whose running feed a secret's hash belongs to; nobody who may not log in."""
    rows = CalendarFeed.objects.running().filter(token_hash=token_hash, user__is_active=True)
    feed = rows.select_related("user").first()
    return feed.user if feed else None


def meetings_for(user: User, day: date) -> QuerySet[Meeting]:
    """Give the meetings somebody may see today, from half a year back and onwards."""
    rows = Meeting.objects.open_to(user, Permission.MEETING_SEE, day)
    return with_body_name(rows.filter(day__gte=day - BACK))


def _appointment(meeting: Any) -> Appointment:
    name = _("Meeting: %s") % meeting.body_name
    return Appointment(
        uid=f"{meeting.uid}@indsats",
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        summary=_("Cancelled: %s") % name if meeting.cancelled_at else name,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=meeting.place,
        cancelled=meeting.cancelled_at is not None,
    )


def calendar(meetings: Iterable[Meeting]) -> bytes:
    """Write meetings as iCalendar; a moved one has a higher sequence, a cancelled one says so."""
    return to_ical((_appointment(meeting) for meeting in meetings), name=_("Meetings"))
