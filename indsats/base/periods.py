"""Half-open spans of days, ``[first, until)``: no Django, no clock."""

from datetime import date
from typing import NamedTuple

FOREVER = date.max


class Span(NamedTuple):
    """The days from ``first`` up to, but not including, ``until``; None is open-ended."""

    first: date
    until: date | None = None

    @property
    def end(self) -> date:
        """Give the exclusive end, with an open end as the last day there is."""
        return self.until or FOREVER

    @property
    def is_empty(self) -> bool:
        """Tell whether the span holds no day at all."""
        return self.first >= self.end

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.first <= day < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether every day of the other span lies in this one."""
        return self.first <= other.first and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a day."""
        return self.first < other.end and other.first < self.end

    def meets(self, other: "Span") -> bool:
        """Tell whether the other span begins the very day this one ends."""
        return self.until is not None and self.until == other.first

    def intersection(self, other: "Span") -> "Span | None":
        """Give the days the two spans share, or None."""
        if not self.overlaps(other):
            return None
        end = min(self.end, other.end)
        return Span(max(self.first, other.first), None if end == FOREVER else end)
