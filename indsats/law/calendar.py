"""The Danish calendar: public holidays, working days, and the weeks a hearing should avoid."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

from indsats.law.registry import RULES, cites
from indsats.law.rule import Word

SATURDAY = 5
DAY = timedelta(days=1)


class Quiet(StrEnum):
    """Why few people read letters on a day; the value is a stable key, not a text."""

    WINTER_BREAK = "winter-break"
    AUTUMN_BREAK = "autumn-break"
    JULY = "july"
    HOLIDAY = "holiday"


QUIET: Mapping[Quiet, Word] = MappingProxyType(
    {
        Quiet.WINTER_BREAK: Word("vinterferien (uge 7)", "winter break, week 7"),
        Quiet.AUTUMN_BREAK: Word("efterårsferien (uge 42)", "autumn break, week 42"),
        Quiet.JULY: Word("juli", "July"),
    },
)


@lru_cache(maxsize=128)
def holidays_of(year: int) -> Mapping[date, str]:
    """List the public holidays of a year with their Danish names (helligdage)."""
    return MappingProxyType(dict(country_holidays("DK", years=year, language="da")))


def is_holiday(day: date) -> bool:
    """Tell whether a day is a Danish public holiday; a plain Sunday is not."""
    return day in holidays_of(day.year)


def holiday_name(day: date) -> str:
    """Name the public holiday in Danish; empty on any other day."""
    return holidays_of(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Tell whether a day is Monday to Friday and no public holiday.

    Saturday is left out though it is a "hverdag" in much Danish law: counting back without
    Saturdays gives the earlier, safer day.
    """
    return day.weekday() < SATURDAY and not is_holiday(day)


@cites("hearing-quiet-weeks")
def quiet(day: date) -> Quiet | None:
    """Say why a day is a poor one for a deadline: school breaks, July, a public holiday.

    Policy, not law: the weeks are the rule's parameters.
    """
    rule = RULES["hearing-quiet-weeks"]
    week = day.isocalendar().week
    if week == rule.number("winter_week"):
        return Quiet.WINTER_BREAK
    if week == rule.number("autumn_week"):
        return Quiet.AUTUMN_BREAK
    if day.month == rule.number("month"):
        return Quiet.JULY
    return Quiet.HOLIDAY if is_holiday(day) else None


def days(first: date, until: date) -> Iterator[date]:
    """Go through the days from the first up to, not including, the last."""
    for number in range((until - first).days):
        yield first + number * DAY


def working_days_before(day: date, number: int) -> date:
    """Go back a number of working days from a day, which is itself not counted.

    Raise ValueError for a negative number; zero gives the day itself.
    """
    if number < 0:
        raise ValueError("A number of days to go back cannot be negative")
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day


def working_day_from(day: date) -> date:
    """Find the first working day on or after a day."""
    while not is_working_day(day):
        day += DAY
    return day


def quiet_word(day: date) -> Word | None:
    """Name what makes a day quiet, a public holiday by its Danish name; None on other days."""
    why = quiet(day)
    if why is None:
        return None
    return QUIET.get(why) or Word(holiday_name(day).lower(), holiday_name(day))
