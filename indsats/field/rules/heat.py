"""What the heat map may be asked: one month that is over, one topic of a fixed list (varmekort).

Topics share no word, and calm with nothing else going on belongs to none of them: whatever is
hidden could be nought, for all that is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from indsats.field.rules.picture import Month
from indsats.places.rules.borders import Point
from indsats.places.rules.heat import Ground, Limits, Patch, heat

MONTHS: Final = 24  # how far back one may look


class Seen(NamedTuple):
    """What the map needs of an observation: where, the mood, what went on, what was wrong."""

    point: Point
    mood: str
    codes: tuple[str, ...]


class Topic(NamedTuple):
    """What an observation may be about; the first holds them all."""

    code: str
    words: frozenset[str]

    def holds(self, seen: Seen) -> bool:
        """Tell whether an observation is about this."""
        return not self.words or seen.mood in self.words or not self.words.isdisjoint(seen.codes)


EVERYTHING: Final = Topic("alle", frozenset())
TOPICS: Final = (
    EVERYTHING,
    Topic("uro", frozenset({"loud", "tense", "conflict", "intimidation", "fireworks", "weapon"})),
    Topic("rusmidler", frozenset({"alcohol", "hash"})),
    Topic("koersel", frozenset({"scooter"})),
    Topic("haervaerk", frozenset({"vandalism", "graffiti", "glass", "litter", "rubbish"})),
    Topic("moerke", frozenset({"light", "bush"})),
)


def open_months(today: date, limits: Limits) -> Iterator[Month]:
    """Give the months that have been over for long enough, the newest first."""
    day = today - timedelta(days=limits.days)
    newest = Month(day.year, day.month).moved(-1)
    for number in range(MONTHS):
        yield newest.moved(-number)


def published(
    grounds: Sequence[Ground], seen: Iterable[Seen], topic: Topic, limits: Limits
) -> list[Patch]:
    """Say all that is told of one month and one topic."""
    return heat(grounds, (each.point for each in seen if topic.holds(each)), limits)
