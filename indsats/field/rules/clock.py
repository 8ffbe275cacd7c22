"""The clock of a phone, set right by the server's (ur)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from indsats.law.deadlines import danish_day

TOLERATED = timedelta(minutes=2)
NONE = timedelta()


@dataclass(frozen=True)
class Clock:
    """How much a phone is behind the server; and the server's own now, which nothing exceeds."""

    now: datetime
    behind: timedelta = NONE

    @classmethod
    def compared(cls, sent_at: datetime | None, now: datetime) -> "Clock":
        """Compare the phone's moment of sending with the server's; small differences are none."""
        behind = now - sent_at if sent_at else NONE
        return cls(now, behind if abs(behind) > TOLERATED else NONE)

    @property
    def is_wrong(self) -> bool:
        """Tell whether the phone's clock was so wrong that moments were moved."""
        return self.behind != NONE

    def right(self, at: datetime) -> datetime:
        """Set a moment of the phone right; what is done cannot have been done later than now."""
        try:
            moved = at + self.behind
        except OverflowError:
            moved = self.now
        return min(moved, self.now).astimezone(UTC)

    def right_day(self, day: date, made_at: datetime) -> date:
        """Move a day as far as the day it was written on is moved."""
        moved = danish_day(self.right(made_at)) - danish_day(made_at)
        return day + moved if self.is_wrong else day
