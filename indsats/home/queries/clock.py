"""When what runs by itself last ran, and what that means for those who rely on it (uret)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indsats.base.models import JobRun
from indsats.field.queries.out import anybody_out
from indsats.home.rules.clock import JOBS, WATCH, Job, Ran, is_late

WHAT: Mapping[str, str | Promise] = {
    WATCH.name: gettext_lazy("Raises the alarm when a pair is not heard from"),
    "send-letters": gettext_lazy("Sends letters and notices that wait"),
    "effect": gettext_lazy("Writes down what has come into effect"),
    "verify-audit": gettext_lazy("Checks that nobody has changed the trail"),
    "verify-replies": gettext_lazy("Checks that no reply has been changed"),
    "tidy": gettext_lazy("Removes sessions that have run out"),
    "clear-street": gettext_lazy("Removes codes and closes groups whose time is over"),
    "remind": gettext_lazy("Reminds parties that have not answered"),
}
MINUTE = 60


@dataclass(frozen=True)
class Line:
    """One job as the administrator sees it: how often, when, and whether all is well."""

    name: str
    what: str | Promise
    often: str
    run: JobRun | None
    is_late: bool

    @property
    def failed(self) -> str:
        """Say what went wrong the last time; nothing where it went well."""
        return self.run.error if self.run else ""


def _runs() -> dict[str, JobRun]:
    return {row.name: row for row in JobRun.objects.all()}


def known_runs() -> dict[str, Ran]:
    """Give how each job went the last time."""
    return {name: _ran(run) for name, run in _runs().items()}


def lines(at: datetime) -> list[Line]:
    """Give every job: one query. One that has never been heard of is late."""
    runs = _runs()
    return [_line(job, runs.get(job.name), at) for job in JOBS]


def _line(job: Job, run: JobRun | None, at: datetime) -> Line:
    late = run is None or is_late(job, _ran(run), at)
    return Line(job.name, WHAT[job.name], _often(job), run, late)


def _ran(run: JobRun) -> Ran:
    return Ran(run.since, run.started_at, run.succeeded_at)


def _often(job: Job) -> str:
    if job.at is not None:
        return _("Every day at %(time)s") % {"time": f"{job.at:%H.%M}"}
    count = int(job.every.total_seconds()) // MINUTE
    return ngettext("Every minute", "Every %(count)s minutes", count) % {"count": count}


class Trouble(NamedTuple):
    """What people must be told: that somebody is out unwatched, and how many jobs failed."""

    silent: bool
    failed: int


def trouble(at: datetime) -> Trouble:
    """Ask whether somebody is out while nothing watches over them, and what failed: two queries."""
    runs = _runs()
    watch = runs.get(WATCH.name)
    late = watch is None or is_late(WATCH, _ran(watch), at)
    failed = sum(1 for job in JOBS if job.name in runs and runs[job.name].error)
    return Trouble(late and anybody_out(at), failed)
