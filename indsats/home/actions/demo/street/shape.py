"""The shape of a year on the street: how much, on which evenings, at which hours (domain 7.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from indsats.law.deadlines import COPENHAGEN

# Outdoors in May-June and August-October, indoors in the winter, away in July.
MONTHS: Final = (0.7, 0.7, 0.9, 1.0, 1.35, 1.35, 0.6, 1.25, 1.25, 1.2, 0.95, 0.85)
WEEKDAYS: Final = (0.6, 0.7, 0.9, 1.2, 1.7, 1.7, 0.5)  # Thursday to Saturday: three in five
STARTS: Final = ((15, 0.15), (17, 0.25), (18, 0.2), (20, 0.2), (21, 0.2))


@dataclass(frozen=True)
class Size:
    """How much a municipality of this size writes down in a year."""

    tours_a_week: int
    observations: int
    contacts: int
    groups: int
    known: int
    incidents: int
    known_share: float


SIZES: Final = {
    "small": Size(4, 900, 1500, 4, 15, 3, 0.55),
    "typical": Size(12, 3000, 5500, 16, 90, 18, 0.65),
    "big": Size(140, 35_000, 65_000, 180, 1000, 220, 0.55),
}


@dataclass(frozen=True)
class Outing:
    """One evening's tour: when it begins and ends, as moments."""

    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        """Give the Danish day it begins."""
        return self.starts.date()

    def moment(self, random: Random) -> datetime:
        """Give some moment of it."""
        minutes = int((self.ends - self.starts) / timedelta(minutes=1))
        return self.starts + timedelta(minutes=random.randrange(5, max(6, minutes - 5)))


def outings(first: date, last: date, a_week: float, random: Random) -> Iterator[Outing]:
    """Give tours day by day, in the rhythm of the year and the week."""
    return (_outing(day, random) for day in _evenings(first, last, a_week))


def how_many(first: date, last: date, a_week: float) -> int:
    """Count the tours that ``outings`` gives: how many does not rest on chance."""
    return sum(1 for _day in _evenings(first, last, a_week))


def _evenings(first: date, last: date, a_week: float) -> Iterator[date]:
    day, spare = first, 0.0
    while day <= last:
        share = WEEKDAYS[day.weekday()] / sum(WEEKDAYS)
        spare += a_week * share * MONTHS[day.month - 1]
        while spare >= 1:
            spare -= 1
            yield day
        day += timedelta(days=1)


def _outing(day: date, random: Random) -> Outing:
    hour = weighted(STARTS, random)
    starts = datetime.combine(day, time(hour, random.choice((0, 15, 30))), tzinfo=COPENHAGEN)
    return Outing(starts, starts + timedelta(minutes=random.choice((150, 180, 210, 240))))


def weighted(choices: Sequence[tuple[int, float]], random: Random) -> int:
    """Choose by weight."""
    values, weights = zip(*choices, strict=True)
    return int(random.choices(values, weights)[0])


def happens(share: float, random: Random) -> bool:
    """Tell whether something happens that happens this often (0 to 1)."""
    return random.random() < share
