"""An inclusive Danish day becomes an instant, right across both clock changes (frist)."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
YEAR = 12


def starts_at(day: date) -> datetime:
    """Find the first instant of a Danish day, in UTC."""
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)


def closes_at(day: date) -> datetime:
    """Find the instant, in UTC, at which an inclusive deadline day is over in Denmark.

    The deadline 30 October 2023 closes at 2023-10-30T23:00Z, as the clocks went back on the 29th.
    """
    return starts_at(day + timedelta(days=1))


def is_open(day: date, at: datetime) -> bool:
    """Tell whether an inclusive deadline day is not yet over at a moment.

    Raise ValueError for a moment without a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone")
    return at < closes_at(day)


def danish_day(at: datetime) -> date:
    """Tell which day it is in Denmark at a moment; raise ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone")
    return at.astimezone(COPENHAGEN).date()


def days_left(deadline: date, today: date) -> int:
    """Count the days until the last day: 0 on the day itself, negative when it has passed."""
    return (deadline - today).days


def months_after(day: date, months: int) -> date:
    """Go a number of months forward (or back), to the month's last day where the day is missing."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
