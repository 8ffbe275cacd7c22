"""Meetings for people's own calendars: no names of cases, the Danish clock (kalender)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from indsats.law.deadlines import COPENHAGEN
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


def meetings_for(user: User, day: date) -> Iterable[Meeting]:
    """Give the meetings somebody may see today, from half a year back and onwards."""
    rows = Meeting.objects.open_to(user, Permission.MEETING_SEE, day)
    return with_body_name(rows.filter(day__gte=day - BACK))


def _event(meeting: Meeting) -> Event:
    name = _("Meeting: %s") % meeting.body_name  # type: ignore[attr-defined] -- annotated
    event = Event()
    event.add("uid", f"{meeting.uid}@indsats")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", meeting.starts_at.astimezone(COPENHAGEN))
    event.add("dtend", meeting.ends_at.astimezone(COPENHAGEN))
    event.add("summary", _("Cancelled: %s") % name if meeting.cancelled_at else name)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    return event


def calendar(meetings: Iterable[Meeting]) -> bytes:
    """Write meetings as iCalendar; a moved one has a higher sequence, a cancelled one says so."""
    book = Calendar()
    book.add("prodid", "-//Indsats//DA")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", _("Meetings"))
    book.add("x-wr-timezone", "Europe/Copenhagen")
    book.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for meeting in meetings:
        book.add_component(_event(meeting))
    book.add_missing_timezones()
    return bytes(book.to_ical())
