"""Phones, what they have sent, what collided, what was parked, and what they must fetch."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.field.models.kinds import ParkedOutcome, ParkedReason
from indsats.field.models.record import FieldQuerySet
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User


class DeviceQuerySet(models.QuerySet["Device"]):
    """Phones, within reach of the people who carry them."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep one's own phones, and those of the people one may touch in this way on this day."""
        return self.filter(user__in=User.objects.open_to(user, permission, day))

    def in_use(self) -> Self:
        """Keep the phones that have not been closed."""
        return self.filter(closed_at__isnull=True)


class Device(models.Model):
    """One person's app on one phone (telefon); of its key only the hash is kept.

    ``waiting`` is how many entries it said it still held when last heard from. Where it is is
    never asked and never kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="phones")
    name = models.CharField(_("name"), max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    enrolled_at = models.DateTimeField(_("put into use"))
    expires_at = models.DateTimeField(_("must log in again"))
    last_seen_at = models.DateTimeField(_("last heard from"), null=True, blank=True)
    last_synced_at = models.DateTimeField(_("last emptied"), null=True, blank=True)
    waiting = models.PositiveIntegerField(_("waiting on the phone"), default=0)
    oldest_waiting_at = models.DateTimeField(_("oldest waiting"), null=True, blank=True)
    app_version = models.CharField(_("version"), max_length=30, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_because = models.CharField(_("why it is closed"), max_length=200, blank=True)
    wipe = models.BooleanField(_("empty the phone when heard from"), default=False)
    wiped_at = models.DateTimeField(_("emptied"), null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("user", "-enrolled_at")
        verbose_name = _("phone")

    def __str__(self) -> str:
        return self.name


class SyncedItem(models.Model):
    """The receipt of one entry from a phone, which is never taken in twice (kvittering)."""

    op = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="items")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    record = models.UUIDField()
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10)
    version = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ("-received_at", "pk")
        verbose_name = _("receipt")

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"


class ConflictQuerySet(FieldQuerySet["Conflict"]):
    """Collisions, within reach of the unit."""

    def open(self) -> Self:
        """Keep those nobody has settled."""
        return self.filter(settled_at__isnull=True)


class Conflict(models.Model):
    """Two wrote the same field unknown to each other: both values are kept (kollision)."""

    op = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    record = models.UUIDField(db_index=True)
    field = models.CharField(max_length=30)
    kept = models.JSONField(_("value that stands"), null=True)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    offered = models.JSONField(_("value that came later"), null=True)
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("written"))
    received_at = models.DateTimeField(_("received"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen = models.CharField(_("chosen"), max_length=8, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("received_at", "pk")
        verbose_name = _("collision")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("op", "field"), name="field_collision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.field}"


class ParkedItemQuerySet(FieldQuerySet["ParkedItem"]):
    """Parked entries, within reach of the unit that receives them."""

    def open(self) -> Self:
        """Keep those nobody has decided on."""
        return self.filter(handled_at__isnull=True)


class ParkedItem(models.Model):
    """An entry that could not be taken in, kept whole until a person decides (parkeret).

    ``unit`` is where it is to be decided: the unit it was written for or, where that has been
    closed, the one that took over.
    """

    op = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    record = models.UUIDField()
    body = models.JSONField(_("what it says"))
    reason = models.CharField(_("why it is parked"), max_length=12, choices=ParkedReason)
    detail = models.CharField(_("more precisely"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("written"))
    received_at = models.DateTimeField(_("received"))
    handled_at = models.DateTimeField(_("decided"), null=True, blank=True)
    handled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=ParkedOutcome, blank=True)
    because = models.CharField(_("why"), max_length=300, blank=True)

    objects = ParkedItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("received_at", "pk")
        verbose_name = _("parked entry")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True)
                | (Q(handled_by__isnull=False) & ~Q(outcome="")),
                name="field_parked_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"


class FieldChange(models.Model):
    """A record was written: phones fetch from where they left off (ændring til telefonerne).

    Numbers rise in the order of commits, as every deed takes the head of the trail first.
    """

    kind = models.CharField(max_length=20)
    record = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ("pk",)
        verbose_name = _("change for the phones")
        indexes: ClassVar = [models.Index(fields=["unit", "id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
