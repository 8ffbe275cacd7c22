"""What stays the same about a place or an area while everything about it changes."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places: whoever may see one may see all, as nobody is in them."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep all places for someone who holds the permission at all, else none."""
        return self if access.may(user, permission, day) else self.none()


class Place(models.Model):
    """A place that young people use and tours visit (sted); its facts live in dated slices.

    ``version`` counts the writes, so that nobody overwrites what they have not seen.
    """

    key = models.SlugField(_("key"), max_length=80, unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("key",)
        verbose_name = _("place")

    def __str__(self) -> str:
        return self.key


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas: open like places."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep all areas for someone who holds the permission at all, else none."""
        return self if access.may(user, permission, day) else self.none()


class Area(models.Model):
    """A part of the municipality (lokalområde); its name and border live in dated slices."""

    key = models.SlugField(_("key"), max_length=80, unique=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("key",)
        verbose_name = _("area")

    def __str__(self) -> str:
        return self.key
