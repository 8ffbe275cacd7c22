"""When a place is open: Danish clock time, past midnight, on odd nights too (åbningstid)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _

DENMARK = ZoneInfo("Europe/Copenhagen")
MIDNIGHT = 24 * 60
WEEK = 7
MOST_SPANS = 40
UNREADABLE = _("Opening hours need days from 1 to 7, and from and to as 14:00.")


class Hours(NamedTuple):
    """Open on these weekdays (Monday is 1) between two minutes of the day.

    An end at or before the start lies in the next day; 1440 is midnight.
    """

    days: tuple[int, ...]
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Give how long it is open."""
        return self.end - self.start + (0 if self.end > self.start else MIDNIGHT)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read ``{"days": [1, 2], "from": "14:00", "to": "22:00"}``; raise Refused if it is not."""
        try:
            days = tuple(sorted({int(day) for day in data["days"]}))
            start, end = _minute(data["from"]), _minute(data["to"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Refused(UNREADABLE) from None
        if not days or days[0] < 1 or days[-1] > WEEK:
            raise Refused(UNREADABLE)
        if start in {end, MIDNIGHT}:
            raise Refused(_("Opening hours cannot end when they begin. All day is 00:00 to 24:00."))
        return cls(days, start, end)

    def as_json(self) -> dict[str, Any]:
        """Give the form it is kept in."""
        return {"days": list(self.days), "from": clock(self.start), "to": clock(self.end)}


class Openness(StrEnum):
    """Whether a place is open; unknown where it has no opening hours."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Moment(NamedTuple):
    """Whether a place is open at a moment, and when that changes next, if within a week."""

    openness: Openness
    changes_at: datetime | None = None


def clock(minute: int) -> str:
    """Write a minute of the day as 14:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    found = int(hour) * 60 + int(minute)
    if not (hour.isdecimal() and minute.isdecimal() and int(minute) < 60 and found <= MIDNIGHT):  # noqa: PLR2004
        raise ValueError(text)
    return found


def hours_of(data: Any) -> tuple[Hours, ...]:
    """Read kept opening hours; raise Refused when they cannot be read."""
    if not isinstance(data, Sequence) or isinstance(data, str) or len(data) > MOST_SPANS:
        raise Refused(UNREADABLE)
    return tuple(Hours.of(each) for each in data)


def _instant(day: date, minute: int, *, late: bool) -> datetime:
    """Turn Danish clock time into an instant.

    In the hour that comes twice a place opens the first time round and closes the second; a time
    that the spring night skips is as long after midnight as it would have been.
    """
    whole, rest = divmod(minute, MIDNIGHT)
    local = datetime.combine(day + timedelta(days=whole), time(rest // 60, rest % 60), DENMARK)
    return local.replace(fold=int(late)).astimezone(UTC) if _twice(local) else local.astimezone(UTC)


def _twice(local: datetime) -> bool:
    """Tell whether a clock time comes twice, as in the autumn night."""
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second


def spans(hours: Iterable[Hours], day: date) -> list[tuple[datetime, datetime]]:
    """Give the instants between which a place is open, for what begins on a Danish day."""
    found = [
        (
            _instant(day, each.start, late=False),
            _instant(day, each.start + each.minutes, late=True),
        )
        for each in hours
        if day.isoweekday() in each.days
    ]
    return sorted(found)


def at(hours: Sequence[Hours], moment: datetime) -> Moment:
    """Tell whether a place is open at a moment, and when that changes next."""
    if not hours:
        return Moment(Openness.UNKNOWN)
    today = moment.astimezone(DENMARK).date()
    week = [today + timedelta(days=number) for number in range(-1, WEEK + 1)]
    around = joined(span for day in week for span in spans(hours, day))
    for start, end in around:
        if start <= moment < end:
            return Moment(Openness.OPEN, end if end - moment < timedelta(days=WEEK - 1) else None)
        if moment < start:
            return Moment(Openness.CLOSED, start)
    return Moment(Openness.CLOSED)


def joined(found: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Join spans that touch or overlap, so that 14-18 and 18-22 close once."""
    whole: list[tuple[datetime, datetime]] = []
    for start, end in sorted(found):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def is_open(hours: Sequence[Hours], moment: datetime) -> bool:
    """Tell whether a place with known hours is open at a moment."""
    return at(hours, moment).openness is Openness.OPEN
