"""What every dated row has in common: half-open days, never overlapping."""

from datetime import date, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indsats.base.periods import Span

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class EffectiveQuerySet(models.QuerySet[Row_co]):
    """Rows in force from a day and, once ended, up to but not including another."""

    def on(self, day: date) -> Self:
        """Keep the rows in force on that day."""
        still_open = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        return self.filter(still_open, valid_from__lte=day)

    def touching(self, span: Span) -> Self:
        """Keep the rows that share at least one day with the span."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=span.first))
        return rows if span.until is None else rows.filter(valid_from__lt=span.until)


class Effective(models.Model):
    """A row that holds from one day up to, but not including, another (gyldighed)."""

    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("up to, not including"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]

    @property
    def span(self) -> Span:
        """Give the days as a span."""
        return Span(self.valid_from, self.valid_to)

    @property
    def last_day(self) -> date | None:
        """Give the last day it holds, as people say it; None while there is no end."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


class JobRun(models.Model):
    """How a command that runs by the clock went the last time: the housekeeping, not the work.

    The row is also the claim of the one process that runs it; ``busy_until`` ends a claim whose
    process was killed.
    """

    name = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField()
    busy_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
