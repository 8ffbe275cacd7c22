"""What became of a line of the week: a task, a measure or an item for a meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.field.models.contact import FollowUp
from indsats.meetings.models import AgendaItem
from indsats.organisation.models import Unit, User
from indsats.places.models import Measure


def _only(name: str, others: tuple[str, str]) -> Q:
    return Q(**{f"{name}__isnull": False}, **{f"{each}__isnull": True for each in others})


class SentOn(models.Model):
    """A line of a team's week was made into something somebody does (ført videre).

    Whether it is done is read off what it became, and never stored here.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    monday = models.DateField(_("week"))
    line = models.CharField(_("line"), max_length=160)
    task = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, null=True, blank=True, related_name="sent_on"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering: ClassVar = ("made_at", "pk")
        verbose_name = _("line sent on")
        indexes: ClassVar = [models.Index(fields=["unit", "monday"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=_only("task", ("measure", "item"))
                | _only("measure", ("task", "item"))
                | _only("item", ("task", "measure")),
                name="field_sent_on_became_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monday}: {self.line}"
