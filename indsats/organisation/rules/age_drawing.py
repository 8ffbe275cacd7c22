"""Where the bands of ages lie in a drawing: whole numbers of its own units, no Django."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indsats.organisation.rules.age_bands import ADULT, Band, Duty

OLDEST = 26  # where a drawing ends: 25 stands for all who are older
YEAR = 40
WIDTH = OLDEST * YEAR
ROW = 36
BAR = 28
ROOM_INSIDE = 300  # a shorter bar has its words beside it


class Bar(NamedTuple):
    """One unit's ages as a bar with its words."""

    duty: Duty
    left: int
    top: int
    width: int

    @property
    def inside(self) -> bool:
        """Tell whether the words fit in the bar."""
        return self.width >= ROOM_INSIDE

    @property
    def leftwards(self) -> bool:
        """Tell whether the words stand to the left of the bar."""
        return not self.inside and self.left > WIDTH // 2

    @property
    def text_at(self) -> int:
        """Give where the words begin, or end when they stand to the left."""
        if self.inside:
            return self.left + 12
        return self.left - 10 if self.leftwards else self.left + self.width + 10

    @property
    def text_top(self) -> int:
        """Give the line the words stand on."""
        return self.top + BAR - 8


class Hole(NamedTuple):
    """Ages nobody is there for."""

    left: int
    width: int


class AgeDrawing(NamedTuple):
    """A whole drawing of an area's ages."""

    bars: list[Bar]
    holes: list[Hole]
    ticks: list[tuple[str, int]]

    @property
    def body(self) -> int:
        """Give the height of the part with bars."""
        return max(len(self.bars), 1) * ROW + 8

    @property
    def foot(self) -> int:
        """Give the line the ages are written on."""
        return self.body + 22

    @property
    def height(self) -> int:
        """Give the whole height."""
        return self.body + 32

    @property
    def adult(self) -> int:
        """Give where 18 is."""
        return ADULT * YEAR


def draw(duties: Sequence[Duty], bands: Iterable[Band]) -> AgeDrawing:
    """Lay out one bar per responsibility, the gaps behind them, and the ages below."""
    bars = [
        Bar(duty, duty.first * YEAR, number * ROW + 6, _width(duty))
        for number, duty in enumerate(duty for duty in duties if duty.first < OLDEST)
    ]
    holes = [
        Hole(band.first * YEAR, (min(band.until, OLDEST) - band.first) * YEAR)
        for band in bands
        if band.is_gap and band.first < OLDEST
    ]
    marks = (0, 6, 10, 15, ADULT, 22, 25)
    ticks = [
        (f"{age}+" if age == OLDEST - 1 else str(age), age * YEAR + YEAR // 2) for age in marks
    ]
    return AgeDrawing(bars, holes, ticks)


def _width(duty: Duty) -> int:
    return (min(duty.until, OLDEST) - duty.first) * YEAR
