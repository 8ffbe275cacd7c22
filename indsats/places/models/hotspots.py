"""Hotspots, what is measured before and after, and the measures taken."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective
from indsats.base.overlap import NoOverlap
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.places.models.hotspot_kinds import Block, MeasureKind, ReadingForm
from indsats.places.models.identities import Area, Place
from indsats.places.models.reach import OfHotspotQuerySet, OfUnitQuerySet
from indsats.places.models.walks import SafetyWalk


class HotspotQuerySet(OfUnitQuerySet["Hotspot"]):
    """Hotspots, within reach of the unit that answers for them."""

    def running(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(closed_on__isnull=True)


class Hotspot(Effective):
    """A place that needs more than everyday work for a while: about places, never persons.

    ``valid_from`` and ``valid_to`` are the period of the effort, half-open; ``closed_on`` the day
    it was closed, with ``outcome``: what came of it.
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="hotspots", verbose_name=_("unit")
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hotspots",
        verbose_name=_("owner"),
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hotspots",
        verbose_name=_("area"),
    )
    places = models.ManyToManyField(Place, related_name="hotspots", verbose_name=_("places"))
    title = models.CharField(_("title"), max_length=200)
    reason = models.TextField(_("reason"))
    goal = models.TextField(_("goal"))
    idea = models.TextField(_("why we think it will help"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    version = models.PositiveIntegerField(default=1)

    objects = HotspotQuerySet.as_manager()

    class Meta(Effective.Meta):
        ordering: ClassVar = ("-valid_from", "-pk")
        verbose_name = _("hotspot")
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""),
                name="places_closed_hotspot_says_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HotspotIndicator(models.Model):
    """Something measured at a hotspot, before and after, in one way throughout (målepunkt)."""

    hotspot = models.ForeignKey(Hotspot, on_delete=models.CASCADE, related_name="indicators")
    block = models.CharField(_("block"), max_length=10, choices=Block)
    name = models.CharField(_("what is measured"), max_length=200)
    form = models.CharField(_("sort of number"), max_length=6, choices=ReadingForm)
    source = models.CharField(_("source"), max_length=200)

    objects = OfHotspotQuerySet["HotspotIndicator"].as_manager()

    class Meta:
        ordering: ClassVar = ("block", "name", "pk")
        verbose_name = _("point of measurement")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hotspot", "name"), name="places_measured_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ReadingQuerySet(OfHotspotQuerySet["HotspotReading"]):
    """Readings, within reach of the unit that answers for the hotspot."""

    path = "indicator__hotspot__unit"


class HotspotReading(Effective):
    """A number for a period (måling); ``is_computed`` when a room above handed it in."""

    indicator = models.ForeignKey(
        HotspotIndicator, on_delete=models.CASCADE, related_name="readings"
    )
    value = models.DecimalField(_("number"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_computed = models.BooleanField(_("computed"), default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("written"))

    objects = ReadingQuerySet.as_manager()

    class Meta(Effective.Meta):
        ordering: ClassVar = ("valid_from", "pk")
        verbose_name = _("reading")
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            NoOverlap(key="indicator", name="places_reading_no_overlap"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False) & Q(value__gte=0),
                name="places_reading_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}"


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures, within reach of the unit that does them and the one that asked for them."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the measures of the units this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        return self.filter(Q(unit__in=scope.units) | Q(orderer__in=scope.units))

    def waiting(self) -> Self:
        """Keep those that are neither done nor given up."""
        return self.filter(done_on__isnull=True, given_up_on__isnull=True)


class Measure(models.Model):
    """Something a unit must do at a place by a day (tiltag)."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="measures", verbose_name=_("responsible")
    )
    orderer = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="ordered_measures", verbose_name=_("asked by")
    )
    title = models.CharField(_("what is to be done"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=MeasureKind)
    text = models.TextField(_("more about it, without names"), blank=True)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("place"),
    )
    hotspot = models.ForeignKey(
        Hotspot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("hotspot"),
    )
    walk = models.ForeignKey(
        SafetyWalk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("safety walk"),
    )
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    given_up_on = models.DateField(_("given up"), null=True, blank=True)
    note = models.TextField(_("how it went"), blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("due", "pk")
        verbose_name = _("measure")
        indexes: ClassVar = [models.Index(fields=["unit", "due"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True) | (Q(done_on__isnull=True) & ~Q(note="")),
                name="places_measure_given_up_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is neither done nor given up."""
        return self.done_on is None and self.given_up_on is None
