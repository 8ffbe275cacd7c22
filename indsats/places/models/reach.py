"""Rows that belong to a unit, within its reach."""

from datetime import date
from typing import Self, TypeVar

from django.db import models

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class OfUnitQuerySet(models.QuerySet[Row_co]):
    """Rows of a unit; ``path`` leads to it."""

    path = "unit"

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the rows of the units this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(**{f"{self.path}__in": scope.units})


class OfHotspotQuerySet(OfUnitQuerySet[Row_co]):
    """Rows that follow a hotspot, within reach of its unit."""

    path = "hotspot__unit"


class OfWalkQuerySet(OfUnitQuerySet[Row_co]):
    """Rows that follow a safety walk, within reach of its unit."""

    path = "walk__unit"
