"""Commands that run by the clock: one at a time across processes, and how they went is kept.

It does not matter who starts them: the server's own clock, cron or a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.base.models import JobRun

LEASE: Final = timedelta(minutes=30)  # how long a process that was killed holds the others up
ROOM: Final = JobRun._meta.get_field("error").max_length or 0


class JobCommand(BaseCommand):
    """A command whose runs are noted; it is skipped where another process is at it."""

    lease: ClassVar[timedelta] = LEASE

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run it as the only one; a dry run is not a run."""
        if options.get("dry_run"):
            return super().execute(*args, **options)
        with noted(self.name, now(), self.lease) as mine:
            if mine:
                return super().execute(*args, **options)
        self.stdout.write(_("%(name)s is running already.") % {"name": self.name})
        return None

    @property
    def name(self) -> str:
        """Give the name the command has on the command line."""
        return type(self).__module__.rpartition(".")[2].replace("_", "-")


@contextmanager
def noted(name: str, at: datetime, lease: timedelta = LEASE) -> Iterator[bool]:
    """Claim a job, say whether one got it, and write down how it went."""
    if not _claim(name, at, lease):
        yield False
        return
    try:
        yield True
    except BaseException as error:
        _finish(name, at, error=_in_short(error))
        raise
    _finish(name, at, succeeded_at=now(), error="")


def _claim(name: str, at: datetime, lease: timedelta) -> bool:
    """Take the job in one statement, so that only one of those who try can have it."""
    JobRun.objects.get_or_create(name=name, defaults={"since": at})
    # A claim far ahead was made by a clock that has been set back since.
    free = Q(busy_until=None) | Q(busy_until__lte=at) | Q(busy_until__gt=at + lease)
    row = JobRun.objects.filter(free, name=name)
    return row.update(busy_until=at + lease, started_at=at) == 1


def _finish(name: str, at: datetime, **how: Any) -> None:
    """Let go of the job, unless the claim ran out and somebody else has it now."""
    mine = JobRun.objects.filter(name=name, started_at=at)
    mine.update(busy_until=None, finished_at=now(), **how)


def _in_short(error: BaseException) -> str:
    """Say what went wrong in our own words, or name the kind of error: it may hold addresses."""
    told = str(error) if isinstance(error, CommandError) else type(error).__name__
    return told[:ROOM]
