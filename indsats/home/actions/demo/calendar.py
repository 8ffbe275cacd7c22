"""Where a demonstration stands in the case, and the days it is played on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from indsats.law.deadlines import COPENHAGEN

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EFFECT = date(2024, 1, 1)


class Moment(StrEnum):
    """The five moments one can look at."""

    BEFORE_DISPATCH = "before-dispatch"
    HEARING_OPEN = "hearing-open"
    REPLIES_IN = "replies-in"
    DECIDED = "decided"
    IN_EFFECT = "in-effect"


STANDS_ON = {
    Moment.BEFORE_DISPATCH: date(2023, 9, 26),
    Moment.HEARING_OPEN: date(2023, 10, 12),
    Moment.REPLIES_IN: date(2023, 11, 1),
    Moment.DECIDED: date(2023, 11, 21),
    Moment.IN_EFFECT: date(2024, 1, 8),
}


@dataclass(frozen=True)
class Calendar:
    """The case's own days moved by whole weeks, so that the moment lies just behind."""

    moment: Moment
    today: date

    @property
    def shift(self) -> timedelta:
        """Give how far the case is moved: whole weeks, so that a Monday stays a Monday.

        The day of the moment lies one to seven days back: what was done that day is done.
        """
        return (self.today - STANDS_ON[self.moment] - DAY) // WEEK * WEEK

    @property
    def effect(self) -> date:
        """Give the day of effect: the first of a month, past only where the case is in effect."""
        day = EFFECT + self.shift
        if day.day == 1 or self.moment is Moment.IN_EFFECT:
            return day.replace(day=1)
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)

    def day(self, original: date) -> date:
        """Move a day of the case; the day of effect keeps being the first of a month."""
        return self.effect if original == EFFECT else original + self.shift

    def at(self, month: int, day: int, hour: int = 9, *, year: int = 2023) -> datetime:
        """Give a moment of the case by the Danish clock, moved."""
        return datetime.combine(self.day(date(year, month, day)), time(hour), COPENHAGEN)

    def reached(self, moment: Moment) -> bool:
        """Tell whether the demonstration stands at a moment or later."""
        order = list(Moment)
        return order.index(self.moment) >= order.index(moment)
