"""A leader's order: where, when, how many, why, and what it puts off."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Competence, Unit, User
from indsats.places.models import Place


class DeploymentQuerySet(EffectiveQuerySet["Deployment"]):
    """Deployments, within reach of the unit that carries them out."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the deployments of the units this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(unit__in=scope.units)

    def running(self) -> Self:
        """Keep those that have been ordered and not withdrawn."""
        return self.filter(ordered_at__isnull=False, withdrawn_at__isnull=True)


class Deployment(Effective):
    """An order to be present (indsatsordre).

    ``valid_from`` and ``valid_to`` are its days, half-open. ``weekdays`` holds 1 (Monday) to 7.
    ``from_time`` to ``to_time`` may pass midnight: 22:00 to 02:00 belongs to the day it begins.
    ``purposes`` holds one to five sentences; ``postpones`` what is put off meanwhile. Costs are
    whole kroner, from and to.
    """

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="deployments",
        verbose_name=_("carried out by"),
    )
    ordered_for = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ordered_deployments",
        verbose_name=_("decided in"),
    )
    title = models.CharField(_("title"), max_length=200)
    weekdays = models.JSONField(_("weekdays"), default=list)
    from_time = models.TimeField(_("from"))
    to_time = models.TimeField(_("to"))
    staff_min = models.PositiveSmallIntegerField(_("staff, at least"), default=1)
    staff_max = models.PositiveSmallIntegerField(_("staff, at most"), default=2)
    purposes = models.JSONField(_("purposes"), default=list)
    postpones = models.JSONField(_("put off meanwhile"), default=list, blank=True)
    cost_from = models.PositiveIntegerField(_("extra cost, from (DKK)"), null=True, blank=True)
    cost_to = models.PositiveIntegerField(_("extra cost, to (DKK)"), null=True, blank=True)
    places = models.ManyToManyField(Place, related_name="deployments", verbose_name=_("places"))
    competences = models.ManyToManyField(
        Competence, related_name="deployments", blank=True, verbose_name=_("competences")
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("ordered"), null=True, blank=True)
    ordered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.CharField(_("why it is withdrawn"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DeploymentQuerySet.as_manager()

    class Meta(Effective.Meta):
        ordering = ("-valid_from", "-pk")
        verbose_name = _("deployment")
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False), name="strategy_deployment_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(staff_max__gte=F("staff_min")) & Q(staff_min__gte=1),
                name="strategy_deployment_needs_someone",
            ),
            models.CheckConstraint(
                condition=Q(ordered_at__isnull=True) | Q(ordered_by__isnull=False),
                name="strategy_deployment_ordered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="strategy_withdrawn_deployment_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title
