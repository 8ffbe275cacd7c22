"""A leader's order: where, when, how many, why, and what it puts off."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.meetings.models import AgendaItem
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Competence, Unit, User
from indsats.organisation.queries.lineage import heirs_for, with_forebears
from indsats.places.models import Place
from indsats.strategy.rules.order import Facts, State, state
from indsats.strategy.rules.terms import Terms

DAY = timedelta(days=1)


def of_units(user: User, permission: Permission, day: date, path: str = "unit") -> Q:
    """Keep rows of the units in reach, and of those that were closed or merged into them."""
    scope = access.scope(user, permission, day)
    if scope.everything:
        return ~Q(pk__in=())
    units = with_forebears(scope.units, heirs_for(user, day)) if scope.units else ()
    return Q(**{f"{path}__in": units})


def in_reach(user: User, permission: Permission, day: date, path: str = "") -> Q:
    """Keep what belongs to deployments of units in reach; drafts only for those who may order."""
    at = f"{path}__" if path else ""
    rows = of_units(user, permission, day, f"{at}unit")
    if permission is Permission.DEPLOYMENT_ORDER:
        return rows
    ordered = Q(**{f"{at}ordered_at__isnull": False})
    return rows & (ordered | of_units(user, Permission.DEPLOYMENT_ORDER, day, f"{at}unit"))


def in_state(wanted: State, day: date) -> Q:
    """Keep the deployments in one state on a day, as `rules.order.state` has it."""
    if wanted is State.WITHDRAWN:
        return Q(withdrawn_at__isnull=False)
    running = Q(withdrawn_at__isnull=True, ordered_at__isnull=wanted is State.DRAFT)
    if wanted is State.DRAFT:
        return running
    ended = Q(valid_to__lte=day)
    return running & (ended if wanted is State.ENDED else ~ended)


class DeploymentQuerySet(EffectiveQuerySet["Deployment"]):
    """Deployments, within reach of the unit that carries them out."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the deployments of the units this user may touch in this way on this day."""
        return self.filter(in_reach(user, permission, day))

    def issued(self) -> Self:
        """Keep those that have been ordered, also if they were withdrawn later."""
        return self.filter(ordered_at__isnull=False)

    def running(self) -> Self:
        """Keep those that have been ordered and not withdrawn."""
        return self.issued().filter(withdrawn_at__isnull=True)


class Deployment(Effective):
    """An order to be present (indsatsordre).

    ``valid_from`` and ``valid_to`` are its days, half-open. ``weekdays`` holds 1 (Monday) to 7.
    ``from_time`` to ``to_time`` may pass midnight: 22:00 to 02:00 belongs to the day it begins.
    ``purposes`` holds one to five sentences; ``postpones`` what is put off meanwhile. Costs are
    whole kroner, from and to. ``item`` is the point of a meeting in which it was decided.
    ``version`` counts every save; the wordings that were issued stand in `DeploymentIssue`.
    ``key`` names the order in files, for ever.
    """

    key = models.CharField(max_length=80, unique=True, editable=False)
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
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deployments",
        verbose_name=_("decision"),
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

    def state_on(self, day: date) -> State:
        """Say how far the order has come on a day."""
        facts = Facts(
            ordered_at=self.ordered_at, withdrawn_at=self.withdrawn_at, until=self.valid_to
        )
        return state(facts, day)

    @property
    def terms(self) -> Terms:
        """Give what the order says now; places and competences are read with it."""
        return Terms(
            title=self.title,
            first=self.valid_from,
            last=self.last_day or self.valid_from,
            weekdays=tuple(self.weekdays),
            from_time=self.from_time,
            to_time=self.to_time,
            staff_min=self.staff_min,
            staff_max=self.staff_max,
            purposes=tuple(self.purposes),
            postpones=tuple(self.postpones),
            cost_from=self.cost_from,
            cost_to=self.cost_to,
            places=tuple(sorted(place.key for place in self.places.all())),
            competences=tuple(sorted(each.key for each in self.competences.all())),
        )

    def take(self, terms: Terms) -> None:
        """Write terms into the order's own fields; places and competences are set by the deed."""
        self.valid_from, self.valid_to = terms.first, terms.last + DAY
        self.weekdays, self.purposes = list(terms.weekdays), list(terms.purposes)
        self.postpones = list(terms.postpones)
        for name in PLAIN:
            setattr(self, name, getattr(terms, name))


PLAIN = ("title", "from_time", "to_time", "staff_min", "staff_max", "cost_from", "cost_to")


class DeploymentIssueQuerySet(models.QuerySet["DeploymentIssue"]):
    """Wordings, within reach of their deployment."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the wordings of deployments this user may touch in this way on this day."""
        return self.filter(in_reach(user, permission, day, "deployment"))


class DeploymentIssue(models.Model):
    """An order as it was issued, or changed with a reason (udstedt ordlyd); never changed.

    ``terms`` are those of `rules.terms`. Each holds for the evenings that had not begun.
    """

    deployment = models.ForeignKey(Deployment, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField(_("number"))
    terms = models.JSONField(_("what it says"))
    reason = models.CharField(_("why it is changed"), max_length=300, blank=True)
    at = models.DateTimeField(_("issued"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DeploymentIssueQuerySet.as_manager()

    class Meta:
        ordering = ("deployment", "number")
        verbose_name = _("wording of a deployment")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("deployment", "number"), name="strategy_wording_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="strategy_change_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deployment} {self.number}"
