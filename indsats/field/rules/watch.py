"""When a pair should be heard from next, and whether it is late (meldetider).

Moments are instants, so that midnight and both clock changes are nothing special.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

GRACE: Final = timedelta(minutes=5)  # a check-in on its way
LONGEST: Final = timedelta(hours=16)  # a tour nobody ended is no longer out
ESCALATE_AFTER: Final = timedelta(minutes=15)
HOME, HELP = "home", "help"


class Report(NamedTuple):
    """Somebody on the tour said something."""

    who: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class Outing:
    """What is known of a tour: planned, begun, ended, what was said, what alarms were answered."""

    every: int
    planned_from: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reports: Sequence[Report] = field(default=())
    answered: Sequence[datetime] = field(default=())
    has_open_alarm: bool = False

    @property
    def begins(self) -> datetime | None:
        """Give when the pair went out: as reported, as planned, or at its first word."""
        known = [self.started_at or self.planned_from, *(each.at for each in self.reports)]
        return min((each for each in known if each is not None), default=None)


def is_home(reports: Iterable[Report]) -> bool:
    """Tell whether everybody who has said anything on the tour has said last that they are home."""
    last: dict[int, Report] = {}
    for each in sorted(reports, key=lambda one: one.at):
        last[each.who] = each
    return bool(last) and all(each.kind == HOME for each in last.values())


def next_due(outing: Outing) -> datetime | None:
    """Give when the pair should be heard from at the latest; None where nobody is waited for."""
    begins = outing.begins
    if outing.every <= 0 or begins is None or outing.ended_at is not None:
        return None
    if is_home(outing.reports):
        return None
    heard = [begins, *(each.at for each in outing.reports), *outing.answered]
    due = max(heard) + timedelta(minutes=outing.every)
    return due if due <= begins + LONGEST else None


def overdue(outing: Outing, at: datetime) -> datetime | None:
    """Give the time that has passed without a word; None where none has or one is dealt with."""
    due, begins = next_due(outing), outing.begins
    if due is None or begins is None or outing.has_open_alarm:
        return None
    return due if due + GRACE <= at <= begins + LONGEST else None


def wants_more_people(raised_at: datetime, at: datetime) -> bool:
    """Tell whether an alarm has stood so long without an answer that others are told."""
    return at >= raised_at + ESCALATE_AFTER
