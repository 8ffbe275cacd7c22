"""Roads, to find one's way on the map by."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Road(models.Model):
    """A road of the map (vej): as the last extract had it, without history.

    ``line`` is a list of positions, longitude first, as in GeoJSON.
    """

    key = models.CharField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    rank = models.CharField(_("rank"), max_length=6)
    line = models.JSONField(_("line"))

    class Meta:
        ordering: ClassVar = ("key",)
        verbose_name = _("road")

    def __str__(self) -> str:
        return self.name or self.key
