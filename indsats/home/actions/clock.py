"""The clock: runs the commands that are due, one after the other, whatever happens to one."""

import logging
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from django.core.management import call_command

from indsats.base.models import JobRun
from indsats.home.queries.clock import known_runs
from indsats.home.rules.clock import JOBS, Job, is_due

logger = logging.getLogger(__name__)


def tick(at: datetime, jobs: Iterable[Job] = JOBS) -> list[str]:
    """Run what is due; give its names. An error is logged, and the next job has its turn."""
    try:
        due = _due(at, list(jobs))
    except Exception:
        logger.exception("The clock could not ask what is due")
        return []
    for job in due:
        _run(job)
    return [job.name for job in due]


def _due(at: datetime, jobs: list[Job]) -> list[Job]:
    runs = known_runs()
    unheard = [job for job in jobs if job.name not in runs]
    for job in unheard:
        JobRun.objects.get_or_create(name=job.name, defaults={"since": at})
    if unheard:
        runs = known_runs()
    return [job for job in jobs if is_due(job, runs[job.name], at)]


def _run(job: Job) -> None:
    told = StringIO()
    try:
        call_command(job.name.replace("-", "_"), stdout=StringIO(), stderr=told)
    except Exception:
        logger.exception("The clock: %s failed", job.name)
    if told.getvalue():
        logger.warning("%s: %s", job.name, told.getvalue().strip())
