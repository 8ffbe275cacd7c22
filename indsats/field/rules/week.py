"""The street's week: which night belongs to which day, and what was seen at the places (ugen).

A day on the street ends at six in the morning, not at midnight: what the pair sees at half past
one on the night to Monday belongs to Sunday evening.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from indsats.field.rules.forms import CROWD, MOOD
from indsats.law.deadlines import COPENHAGEN

MORNING: Final = time(6)
DAYS: Final = 7
FRIDAY: Final = 5
DAY: Final = timedelta(days=1)
UNEASY: Final = ("tense", "conflict")


def begins(day: date) -> datetime:
    """Give the moment a day on the street begins, in UTC."""
    return datetime.combine(day, MORNING, COPENHAGEN).astimezone(UTC)


def street_day(at: datetime) -> date:
    """Tell which day on the street a moment belongs to, by the Danish clock."""
    here = at.astimezone(COPENHAGEN)
    return here.date() - DAY if here.time() < MORNING else here.date()


class Week(NamedTuple):
    """A week by its ISO year and number, or only its weekend: Friday, Saturday and Sunday."""

    year: int
    number: int
    weekend: bool = False

    @property
    def monday(self) -> date:
        """Give its Monday; raise ValueError where the year has no such week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def first(self) -> date:
        """Give its first day that is looked at."""
        return self.monday + (FRIDAY - 1) * DAY if self.weekend else self.monday

    @property
    def until(self) -> date:
        """Give the first day after it."""
        return self.monday + DAYS * DAY

    @property
    def days(self) -> list[date]:
        """List its days."""
        return [self.first + n * DAY for n in range((self.until - self.first).days)]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Give its first moment, and the first after it, in UTC."""
        return begins(self.first), begins(self.until)

    def moved(self, weeks: int) -> "Week":
        """Give the week so many weeks later."""
        return week_of(self.monday + weeks * DAYS * DAY)._replace(weekend=self.weekend)


def week_of(day: date) -> Week:
    """Give the week a day lies in."""
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def last_whole(now: datetime) -> Week:
    """Give the newest week that is over: on a Monday morning, the one that has just ended."""
    return week_of(street_day(now)).moved(-1)


class Seen(NamedTuple):
    """One observation as it counts: where (a place's key, or none), when, and codes."""

    place: str
    at: datetime
    mood: str
    crowd: str
    behaviours: Sequence[str] = ()
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class PlaceLine:
    """One place in a week: how often it was visited, moods, the largest crowd, what went on."""

    place: str
    visits: int
    moods: Mapping[str, int]
    crowd: str
    behaviours: Mapping[str, int]
    last: Seen

    @property
    def uneasy(self) -> int:
        """Count the visits at which the mood was tense or worse."""
        return sum(self.moods.get(each, 0) for each in UNEASY)


class FaultLine(NamedTuple):
    """A fault of a place: which, how often it was seen, and when last."""

    place: str
    fault: str
    times: int
    last: datetime


def place_lines(seen: Iterable[Seen]) -> list[PlaceLine]:
    """Gather observations by place, the uneasiest first; pins outside places are left out."""
    by_place: dict[str, list[Seen]] = {}
    for each in seen:
        if each.place:
            by_place.setdefault(each.place, []).append(each)
    lines = [_line(place, rows) for place, rows in by_place.items()]
    return sorted(lines, key=lambda line: (-line.uneasy, -line.visits, line.place))


def _line(place: str, rows: Sequence[Seen]) -> PlaceLine:
    return PlaceLine(
        place=place,
        visits=len(rows),
        moods=Counter(each.mood for each in rows),
        crowd=max((each.crowd for each in rows), key=CROWD.index),
        behaviours=Counter(code for each in rows for code in each.behaviours),
        last=max(rows, key=lambda each: each.at),
    )


def fault_lines(seen: Iterable[Seen]) -> list[FaultLine]:
    """Gather the faults of places, those seen most often first."""
    found: dict[tuple[str, str], list[datetime]] = {}
    for each in seen:
        for fault in each.faults if each.place else ():
            found.setdefault((each.place, fault), []).append(each.at)
    lines = [FaultLine(*key, len(when), max(when)) for key, when in found.items()]
    return sorted(lines, key=lambda line: (-line.times, line.place, line.fault))


def moods_by_day(seen: Iterable[Seen], days: Iterable[date]) -> list[tuple[date, tuple[int, ...]]]:
    """Count observations by day on the street and mood, a line for every day."""
    counted = Counter((street_day(each.at), each.mood) for each in seen)
    return [(day, tuple(counted[day, mood] for mood in MOOD)) for day in days]


class Out(NamedTuple):
    """When a tour was out, with how many."""

    starts: datetime
    ends: datetime | None
    people: int


def hours_out(tours: Iterable[Out]) -> float:
    """Add up the hours of everybody who was out; a tour that has not come home adds nothing."""
    seconds = sum(
        (tour.ends - tour.starts).total_seconds() * tour.people for tour in tours if tour.ends
    )
    return seconds / 3600


@dataclass(frozen=True)
class Met:
    """Talks counted, each in one way at a time; a count of meetings, never of persons."""

    meetings: int
    first_time: int
    kinds: Mapping[str, int]
    ages: Mapping[str, int]
    themes: Mapping[str, int]


class Meeting(NamedTuple):
    """One contact as it counts: nothing in it points at anybody."""

    kind: str
    ages: str
    first_time: bool
    themes: Sequence[str] = ()


def met(rows: Iterable[Meeting]) -> Met:
    """Count talks by kind, by age and by theme, never across."""
    found = list(rows)
    return Met(
        meetings=len(found),
        first_time=sum(each.first_time for each in found),
        kinds=Counter(each.kind for each in found),
        ages=Counter(each.ages for each in found),
        themes=Counter(theme for each in found for theme in each.themes),
    )
