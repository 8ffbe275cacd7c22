"""Events as an iCalendar feed that a calendar can subscribe to (kalender)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event, vText

from indsats.base.plain import clean, one_line

PRODUCT = "-//Indsats//Indsats//DA"
HOURLY = "PT1H"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Something on a day or at a moment; `uid` stays the same through every change.

    `sequence` rises by one for each change of time, place or cancellation. `starts` and `ends`
    are both days (`ends` not included) or both aware moments. `changed_at` is aware.
    """

    uid: str
    sequence: int
    changed_at: datetime
    summary: str
    starts: date | datetime
    ends: date | datetime
    place: str = ""
    description: str = ""
    address: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        moments = [self.changed_at, *(m for m in self._span if isinstance(m, datetime))]
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError("A moment needs a time zone")
        if len({isinstance(moment, datetime) for moment in self._span}) > 1:
            raise ValueError("An appointment lasts days or moments, not a mixture")
        if self.ends <= self.starts:
            raise ValueError("An appointment ends after it starts")

    @property
    def _span(self) -> tuple[date, date]:
        return self.starts, self.ends


def _utc(moment: date) -> date:
    """Write a moment in UTC, which every calendar understands; leave a day a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _event(appointment: Appointment) -> Event:
    """Write one appointment."""
    event = Event()
    event.add("uid", one_line(appointment.uid))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", _utc(appointment.changed_at))
    event.add("last-modified", _utc(appointment.changed_at))
    event.add("dtstart", _utc(appointment.starts))
    event.add("dtend", _utc(appointment.ends))
    event.add("summary", one_line(appointment.summary))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    optional = {"location": one_line(appointment.place), "url": one_line(appointment.address)}
    optional["description"] = clean(appointment.description)
    for name, value in optional.items():
        if value:
            event.add(name, value)
    return event


def to_ical(appointments: Iterable[Appointment], *, name: str) -> bytes:
    """Write a calendar with a name; the same appointments always give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(name)))
    calendar.add("x-published-ttl", vText(HOURLY))
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())
