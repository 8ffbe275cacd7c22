"""Incidents, their timeline and our own people's safety; threats against staff kept apart."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.sealed import Sealed
from indsats.field.models.kinds import (
    IncidentEntryKind,
    IncidentKind,
    Safety,
    StaffEventKind,
)
from indsats.field.models.record import FieldQuerySet, FieldRecord, Row_co, taken_over
from indsats.field.models.tour import Tour
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import Place


class IncidentQuerySet(FieldQuerySet["Incident"]):
    """Incidents, within reach of the unit that handles them."""


class Incident(FieldRecord):
    """Something serious that has happened (hændelse): no names of young people or victims."""

    kind = models.CharField(_("what"), max_length=14, choices=IncidentKind)
    title = models.CharField(_("in a few words, without names"), max_length=200)
    happened_at = models.DateTimeField(_("when"))
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.CharField(_("who says so"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("confirmed"), default=False)
    spokesperson = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leader = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    review = models.TextField(_("what we learnt"), blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("-happened_at", "-pk")
        verbose_name = _("incident")
        indexes: ClassVar = [models.Index(fields=["unit", "-happened_at"])]

    def __str__(self) -> str:
        return self.title


class OfIncidentQuerySet(models.QuerySet[Row_co]):
    """Rows that follow an incident, within reach of its unit."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the rows of incidents this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        return self.filter(incident__unit__in=taken_over(user, scope, day))


class IncidentEntry(models.Model):
    """One line of an incident's timeline: added, never changed (tidslinje)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=14, choices=IncidentEntryKind)
    text = models.TextField(_("text, without names"), max_length=1000)
    told_whom = models.CharField(_("told whom"), max_length=200, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    happened_at = models.DateTimeField(_("when"))
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("written"))
    received_at = models.DateTimeField(_("received"))

    objects = OfIncidentQuerySet["IncidentEntry"].as_manager()

    class Meta:
        ordering: ClassVar = ("happened_at", "received_at", "pk")
        verbose_name = _("line of a timeline")
        constraints: ClassVar = [Sealed(name="field_incidententry_sealed")]

    def __str__(self) -> str:
        return self.text[:60]


class StaffSafety(models.Model):
    """Where one of our own is during an incident, as last told (medarbejderstatus)."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tour = models.ForeignKey(
        Tour, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=12, choices=Safety, default="unknown")
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfIncidentQuerySet["StaffSafety"].as_manager()

    class Meta:
        ordering: ClassVar = ("incident", "user")
        verbose_name = _("safety of a member of staff")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("incident", "user"), name="field_staff_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.status}"


class StaffEventQuerySet(models.QuerySet["StaffEvent"]):
    """Reports of violence and threats: one's own, one's staff's, and personnel's."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep one's own reports, and those of the people one may touch in this way on this day."""
        return self.filter(exposed__in=User.objects.open_to(user, permission, day))


class StaffEvent(models.Model):
    """Violence, threats or harassment against a member of staff (vold og trusler).

    Apart from the incident, with access of its own. ``report_by`` is the day by which a work
    accident must be reported: 14 days after the first day of absence (bekendtgørelse 799).
    """

    exposed = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="staff_events", verbose_name=_("exposed")
    )
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="staff_events"
    )
    kind = models.CharField(_("what"), max_length=12, choices=StaffEventKind)
    happened_at = models.DateTimeField(_("when"))
    outside_hours = models.BooleanField(_("outside working hours"), default=False)
    what = models.TextField(_("what happened"), max_length=4000)
    wants = models.CharField(_("what I need now"), max_length=300, blank=True)
    absent_from = models.DateField(_("first day of absence"), null=True, blank=True)
    report_by = models.DateField(_("report by"), null=True, blank=True)
    reported_on = models.DateField(_("reported"), null=True, blank=True)
    police_on = models.DateField(_("reported to the police"), null=True, blank=True)
    followed_up = models.TextField(_("follow-up by the leader"), max_length=2000, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))
    version = models.PositiveIntegerField(default=1)

    objects = StaffEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("-happened_at", "-pk")
        verbose_name = _("violence or threat against staff")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(absent_from__isnull=True) | Q(report_by__isnull=False),
                name="field_absence_has_a_day_to_report_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at:%Y-%m-%d}"


class Notice(models.Model):
    """Somebody must know of an incident or of violence against staff (besked).

    ``told_at`` is when the mail got through, ``seen_at`` when the page was opened.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="street_notices")
    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    staff_event = models.ForeignKey(
        StaffEvent, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    made_at = models.DateTimeField(_("made"))
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ("made_at", "pk")
        verbose_name = _("notice")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(incident__isnull=True) ^ Q(staff_event__isnull=True),
                name="field_notice_of_one_thing",
            ),
            models.UniqueConstraint(fields=("user", "incident"), name="field_notice_incident_once"),
            models.UniqueConstraint(
                fields=("user", "staff_event"), name="field_notice_staff_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.incident_id or self.staff_event_id}"
