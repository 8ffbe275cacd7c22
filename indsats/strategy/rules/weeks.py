"""Weeks as people say them: "uge 43-49" becomes days, and days become weeks again (ugenumre)."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from indsats.base.periods import Span

WEEK = timedelta(days=7)
MONDAY, SUNDAY = 1, 7
LATE = 28  # 28 December always lies in the last week of its year
WRITTEN = re.compile(
    r"\s*(?:uger?(?:ne)?\s*)?(\d{1,2})(?:\s*(?:-|–|—|til|to)\s*(?:uge\s*)?(\d{1,2}))?\s*",
    re.IGNORECASE,
)


class Unclear(StrEnum):
    """Why weeks cannot be read; the value is a stable key, not a text."""

    UNREADABLE = "unreadable"
    NO_SUCH_WEEK = "no_such_week"


class WeeksError(ValueError):
    """Weeks that cannot be read; ``week`` and ``year`` name the one that is not there."""

    def __init__(self, why: Unclear, week: int = 0, year: int = 0) -> None:
        super().__init__(why.value)
        self.why, self.week, self.year = why, week, year


class Weeks(NamedTuple):
    """The weeks from one up to and including another, each with its year."""

    first_year: int
    first: int
    last_year: int
    last: int


def last_week(year: int) -> int:
    """Tell how many weeks a year has: 52 or 53."""
    return date(year, 12, LATE).isocalendar().week


def _known(year: int, week: int) -> None:
    if not 1 <= week <= last_week(year):
        raise WeeksError(Unclear.NO_SUCH_WEEK, week, year)


def span_of(weeks: Weeks) -> Span:
    """Give the days of weeks, Monday to Sunday; raise WeeksError for a week that is not there."""
    _known(weeks.first_year, weeks.first)
    _known(weeks.last_year, weeks.last)
    last = date.fromisocalendar(weeks.last_year, weeks.last, SUNDAY)
    return Span(
        date.fromisocalendar(weeks.first_year, weeks.first, MONDAY), last + timedelta(days=1)
    )


def read(text: str, year: int) -> Span:
    """Read "43-49" or "uge 51-2" as days; the later week lies in the next year if it is lower.

    Raise WeeksError where the text cannot be read or the year has no such week.
    """
    found = WRITTEN.fullmatch(text)
    if not found:
        raise WeeksError(Unclear.UNREADABLE)
    first = int(found[1])
    last = int(found[2] or first)
    return span_of(Weeks(year, first, year + (last < first), last))


def weeks_of(span: Span) -> Weeks | None:
    """Give the weeks of a span that begins on a Monday and ends with a Sunday; else None."""
    if span.until is None or span.is_empty:
        return None
    first, last = span.first.isocalendar(), (span.until - timedelta(days=1)).isocalendar()
    if first.weekday != MONDAY or last.weekday != SUNDAY:
        return None
    return Weeks(first.year, first.week, last.year, last.week)
