"""Dated slices of places and areas, never overlapping."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.base.overlap import NoOverlap
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.places.models.identities import Area, Place
from indsats.places.models.kinds import AreaKind, PlaceKind


class AreaStateQuerySet(EffectiveQuerySet["AreaState"]):
    """Slices of areas."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep all slices for someone who holds the permission at all, else none."""
        return self if access.may(user, permission, day) else self.none()


class AreaState(Effective):
    """What an area is called and where its border runs, for a while.

    ``geometry`` is a GeoJSON Polygon or MultiPolygon in WGS84 (longitude, latitude).
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=AreaKind)
    geometry = models.JSONField(_("border"))
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = AreaStateQuerySet.as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            NoOverlap(key="area", name="places_areastate_no_overlap"),
        ]
        verbose_name = _("area")

    def __str__(self) -> str:
        return self.name


class PlaceStateQuerySet(EffectiveQuerySet["PlaceState"]):
    """Slices of places."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep all slices for someone who holds the permission at all, else none."""
        return self if access.may(user, permission, day) else self.none()


class PlaceState(Effective):
    """What a place is called, where it lies and who owns it, for a while.

    ``opening_hours`` is a list of ``{"days": [1..7], "from": "HH:MM", "to": "HH:MM"}``; Monday
    is 1, a span that ends before it begins runs past midnight. Positions are WGS84 degrees.
    ``area`` follows from the position and the borders of the days. ``source`` names the register
    the slice was taken from; it is empty once a person has written it.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="place_states",
        verbose_name=_("looked after by"),
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="place_states",
        verbose_name=_("area"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    opening_hours = models.JSONField(_("opening hours"), default=list, blank=True)
    note = models.CharField(_("good to know"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = PlaceStateQuerySet.as_manager()

    class Meta(Effective.Meta):
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            NoOverlap(key="place", name="places_placestate_no_overlap"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180)),
                name="places_place_is_on_earth",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["latitude", "longitude"])]
        verbose_name = _("place")

    def __str__(self) -> str:
        return self.name
