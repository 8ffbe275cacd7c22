"""What everything that a phone can write has in common."""

import uuid
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.organisation.queries.lineage import heirs_for, with_forebears

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


def taken_over(user: User, scope: access.Scope, day: date) -> frozenset[int]:
    """Give the units a scope reaches, and those that have been closed or merged into them.

    A reorganisation stamps nothing anew: what a team wrote follows to whoever took over from it.
    """
    if not scope.units:
        return scope.units
    return with_forebears(scope.units, heirs_for(user, day))


class FieldQuerySet(models.QuerySet[Row_co]):
    """Rows of the street, within reach of their unit."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the rows of the units this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        return self if scope.everything else self.filter(unit__in=taken_over(user, scope, day))


class FieldRecord(models.Model):
    """A record that may be born on a phone: the phone names it, the server counts its versions.

    ``made_at`` is when it was made by the phone's clock, set right by what the server knew of
    that clock; ``received_at`` is the server's own. ``form`` is the version of the form it was
    written in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    form = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("written down"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("-made_at", "-pk")
