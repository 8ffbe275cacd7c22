"""What the people who were there think a period means, kept apart from every count."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.strategy.models.deployment import of_units


class AssessedPeriod(models.TextChoices):
    """How long a period an assessment is about (periode)."""

    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    FOUR_MONTHS = "four_months", _("Four months")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments, within reach of the unit that wrote them."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the assessments of the units this user may touch in this way on this day."""
        return self.filter(of_units(user, permission, day))


class Assessment(models.Model):
    """A unit's own words on what a week, a month or four months mean (vurdering).

    Judgement, not counts: about places and situations, never about persons. A week's may be
    empty; it then only says that the week has been gone through. ``first`` is its first day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    period = models.CharField(_("period"), max_length=12, choices=AssessedPeriod)
    first = models.DateField(_("first day"))
    text = models.TextField(_("what we think it means, without names"), max_length=4000, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("-first", "unit")
        verbose_name = _("assessment")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "period", "first"), name="strategy_assessed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(period="week") | ~models.Q(text=""),
                name="strategy_assessment_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.period} {self.first}"
