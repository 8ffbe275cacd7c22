"""Safety walks: a route, who is invited, what was found, and what became of it in half a year."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.organisation.models import Unit, User
from indsats.places.models.hotspot_kinds import WalkFaultKind
from indsats.places.models.identities import Area, Place
from indsats.places.models.reach import OfUnitQuerySet, OfWalkQuerySet


class SafetyWalk(models.Model):
    """A walk through an area to look for what makes people feel unsafe (tryghedsvandring).

    ``invited`` holds kinds of people, never names. ``follow_up_on`` is set by the walk being held.
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="walks", verbose_name=_("arranged by")
    )
    title = models.CharField(_("title"), max_length=200)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="walks",
        verbose_name=_("area"),
    )
    starts_at = models.DateTimeField(_("when"))
    meeting_point = models.CharField(_("meeting point"), max_length=200, blank=True)
    invited = models.JSONField(_("invited"), default=list, blank=True)
    held_on = models.DateField(_("held"), null=True, blank=True)
    attended = models.PositiveSmallIntegerField(_("how many took part"), null=True, blank=True)
    follow_up_on = models.DateField(_("follow-up"), null=True, blank=True)
    followed_up_on = models.DateField(_("followed up"), null=True, blank=True)
    follow_up = models.TextField(_("what had come of it"), blank=True)
    cancelled_on = models.DateField(_("cancelled"), null=True, blank=True)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    version = models.PositiveIntegerField(default=1)

    objects = OfUnitQuerySet["SafetyWalk"].as_manager()

    class Meta:
        ordering: ClassVar = ("-starts_at", "-pk")
        verbose_name = _("safety walk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(follow_up_on__isnull=False),
                name="places_held_walk_is_followed_up",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True)
                | (Q(held_on__isnull=True) & ~Q(cancelled_because="")),
                name="places_cancelled_walk_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WalkStop(models.Model):
    """A stop on the route of a walk, in its order (stop)."""

    walk = models.ForeignKey(SafetyWalk, on_delete=models.CASCADE, related_name="stops")
    number = models.PositiveSmallIntegerField(_("number"))
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="walk_stops",
        verbose_name=_("place"),
    )
    text = models.CharField(_("what to look at"), max_length=200, blank=True)

    objects = OfWalkQuerySet["WalkStop"].as_manager()

    class Meta:
        ordering: ClassVar = ("walk", "number")
        verbose_name = _("stop on a walk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("walk", "number"), name="places_stop_numbered_once"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(text=""), name="places_stop_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class WalkFault(models.Model):
    """Something found on a walk; once it has someone responsible it is a measure (forhold)."""

    walk = models.ForeignKey(SafetyWalk, on_delete=models.CASCADE, related_name="faults")
    number = models.PositiveSmallIntegerField(_("number"))
    stop = models.ForeignKey(
        WalkStop,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="faults",
        verbose_name=_("stop"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WalkFaultKind)
    text = models.CharField(_("what was found, without names"), max_length=300)
    measure = models.OneToOneField(
        "places.Measure",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fault",
        verbose_name=_("measure"),
    )

    objects = OfWalkQuerySet["WalkFault"].as_manager()

    class Meta:
        ordering: ClassVar = ("walk", "number")
        verbose_name = _("finding on a walk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("walk", "number"), name="places_fault_numbered_once"),
        ]

    def __str__(self) -> str:
        return self.text
