"""Squares of the ground with the number of households in each, from a register."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.base.overlap import NoOverlap


class SquareQuerySet(EffectiveQuerySet["Square"]):
    """Squares."""


class Square(Effective):
    """A square of the ground and how many households live in it, for a while (kvadrat).

    ``key`` is the register's own name of the square; ``geometry`` is GeoJSON in WGS84. Squares
    are no division of the municipality: places are not sorted by them.
    """

    key = models.CharField(_("key"), max_length=80)
    geometry = models.JSONField(_("border"))
    households = models.PositiveIntegerField(_("households"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = SquareQuerySet.as_manager()

    class Meta(Effective.Meta):
        ordering: ClassVar = ("key", "valid_from")
        constraints: ClassVar = [
            *Effective.Meta.constraints,
            NoOverlap(key="key", name="places_square_no_overlap"),
        ]
        verbose_name = _("square")

    def __str__(self) -> str:
        return self.key
