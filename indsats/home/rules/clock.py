"""What runs by itself, and when it is due (uret).

Times of day are Danish; the rest is instants, so that both clock changes are nothing special.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from indsats.law.deadlines import COPENHAGEN

DAY: Final = timedelta(days=1)
RETRY: Final = timedelta(hours=1)  # a daily job that failed
SILENT: Final = timedelta(minutes=10)  # the watch over tours must not be silent longer
SLACK: Final = timedelta(hours=1)  # a daily job may have to wait for the others


@dataclass(frozen=True)
class Job:
    """A command that runs by itself: every so often, or every day at a time."""

    name: str
    every: timedelta = DAY
    at: time | None = None


@dataclass(frozen=True)
class Ran:
    """When a job was first heard of, when it last began, when it last went well."""

    since: datetime
    started: datetime | None = None
    succeeded: datetime | None = None

    @property
    def failed(self) -> bool:
        """Tell whether the latest run did not go well."""
        if self.started is None:
            return False
        return self.succeeded is None or self.succeeded < self.started


WATCH: Final = Job("watch-tours", every=timedelta(minutes=1))
JOBS: Final[Sequence[Job]] = (
    WATCH,
    Job("send-letters", every=timedelta(minutes=5)),
    Job("effect", at=time(0, 5)),
    Job("verify-audit", at=time(3, 0)),
    Job("verify-replies", at=time(3, 10)),
    Job("tidy", at=time(3, 20)),
    Job("clear-street", at=time(4, 0)),
    Job("remind", at=time(7, 0)),
)


def latest(at: time, now: datetime) -> datetime:
    """Give the last moment, up to now, at which it was that time of day in Denmark."""
    today = now.astimezone(COPENHAGEN).date()
    then = datetime.combine(today, at, COPENHAGEN)
    return then if then <= now else datetime.combine(today - DAY, at, COPENHAGEN)


def is_due(job: Job, ran: Ran, now: datetime) -> bool:
    """Tell whether a job should run; what was missed is made up for once.

    A clock that was set back, so that the last run lies ahead, holds nothing up.
    """
    if ran.started is not None and ran.started > now:
        return True
    if job.at is None:
        return ran.started is None or now - ran.started >= job.every
    if latest(job.at, now) > (ran.started or ran.since):
        return True
    return ran.started is not None and ran.failed and now - ran.started >= RETRY


def is_late(job: Job, ran: Ran, now: datetime) -> bool:
    """Tell whether a job has not run for so long that a person must look into it."""
    if job.at is None:
        gone = None if ran.succeeded is None else abs(now - ran.succeeded)
        return gone is None or gone >= max(SILENT, 2 * job.every)
    return latest(job.at, now - SLACK) > (ran.started or ran.since)
