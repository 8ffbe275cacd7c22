"""Meetings at a fixed interval, without the days nobody comes (møderække)."""

from datetime import date, timedelta
from typing import NamedTuple

from indsats.law.calendar import Quiet, is_holiday, quiet

LIMIT = 60
EVES = frozenset({(12, 24), (12, 31)})  # no public holidays, yet every office is closed


class Series(NamedTuple):
    """The days of a series, and the days left out because of a holiday or July."""

    days: tuple[date, ...]
    skipped: tuple[date, ...]


def is_free(day: date) -> bool:
    """Tell whether no body meets: a public holiday, Christmas or New Year's Eve, or July."""
    return is_holiday(day) or (day.month, day.day) in EVES or quiet(day) is Quiet.JULY


def every(weeks: int, first: date, last: date) -> Series:
    """Give every n-th week's day from the first up to and including the last.

    Raise ValueError for an interval under one week or a series of more than 60 meetings.
    """
    if weeks < 1:
        raise ValueError("A series needs at least one week between its meetings")
    count = max((last - first).days // (7 * weeks) + 1, 0)
    if count > LIMIT:
        raise ValueError("A series holds at most 60 meetings")
    wanted = [first + timedelta(weeks=weeks * number) for number in range(count)]
    return Series(
        days=tuple(day for day in wanted if not is_free(day)),
        skipped=tuple(day for day in wanted if is_free(day)),
    )
