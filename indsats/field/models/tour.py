"""Tours, the pair that goes out, their check-ins and the alarm when one is late."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indsats.field.models.kinds import AlarmOutcome, CheckInKind, Mood, TourReason, Weather
from indsats.field.models.record import FieldQuerySet, FieldRecord, Row_co, taken_over
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import Place
from indsats.strategy.models import Deployment


class TourQuerySet(FieldQuerySet["Tour"]):
    """Tours, within reach of the unit."""


class Tour(FieldRecord):
    """One outing of a pair, with a start and an end (tur).

    ``day`` is the Danish day it begins. Whether it is planned, out, home, written or released
    is read off its moments. A tour may also be begun on the phone without having been planned.
    """

    day = models.DateField(_("day"), db_index=True)
    planned_from = models.DateTimeField(_("planned from"), null=True, blank=True)
    planned_to = models.DateTimeField(_("planned to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=TourReason, default="planned")
    brief = models.TextField(_("brief"), blank=True)
    places = models.ManyToManyField(
        Place, related_name="tours", blank=True, verbose_name=_("places to visit")
    )
    deployments = models.ManyToManyField(
        Deployment, related_name="tours", blank=True, verbose_name=_("deployments")
    )
    on_call = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="on_call_tours",
        verbose_name=_("on call"),
    )
    check_in_minutes = models.PositiveSmallIntegerField(_("check in every (minutes)"), default=60)
    started_at = models.DateTimeField(_("went out"), null=True, blank=True)
    ended_at = models.DateTimeField(_("came home"), null=True, blank=True)
    weather = models.CharField(_("weather"), max_length=8, choices=Weather, blank=True)
    mood = models.CharField(_("mood on the street"), max_length=10, choices=Mood, blank=True)
    summary = models.TextField(_("summary, without names"), blank=True)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    release_note = models.CharField(_("note at release"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)

    objects = TourQuerySet.as_manager()

    class Meta(FieldRecord.Meta):
        ordering = ("-day", "-planned_from", "-pk")
        verbose_name = _("tour")
        indexes: ClassVar = [models.Index(fields=["unit", "-day"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="field_tour_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="field_cancelled_tour_says_why",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(released_by__isnull=False),
                name="field_tour_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class OfTourQuerySet(models.QuerySet[Row_co]):
    """Rows that follow a tour, within reach of its unit."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the rows of tours this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        return self.filter(tour__unit__in=taken_over(user, scope, day))


class TourMember(models.Model):
    """One of the pair (makker): has read the brief, has gone through the safety checklist."""

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tour_memberships")
    brief_read_at = models.DateTimeField(_("has read the brief"), null=True, blank=True)
    checklist = models.JSONField(_("safety checklist"), default=dict, blank=True)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)

    objects = OfTourQuerySet["TourMember"].as_manager()

    class Meta:
        ordering: ClassVar = ("tour", "pk")
        verbose_name = _("member of a tour")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("tour", "user"), name="field_on_a_tour_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class CheckIn(models.Model):
    """Somebody on a tour says they are well, need help or are home (melding)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="check_ins")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("message"), max_length=8, choices=CheckInKind)
    made_at = models.DateTimeField(_("written down"))
    received_at = models.DateTimeField(_("received"))

    objects = OfTourQuerySet["CheckIn"].as_manager()

    class Meta:
        ordering: ClassVar = ("-made_at", "-pk")
        verbose_name = _("check-in")

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class SafetyAlarmQuerySet(OfTourQuerySet["SafetyAlarm"]):
    """Alarms: one's own while on call, and those of tours within reach."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep what was sent to the user, and what is about tours of units within reach."""
        mine = Q(sent_to=user) if user.is_active else Q(pk__in=())
        return self.filter(mine | Q(pk__in=super().open_to(user, permission, day).values("pk")))

    def open(self) -> Self:
        """Keep those nobody has answered."""
        return self.filter(answered_at__isnull=True)


class SafetyAlarm(models.Model):
    """A check-in that did not come, or a call for help; answered by a person (alarm).

    ``told_at`` is when the one on call was told, outside the transaction that raised it;
    ``escalated_at`` when the others were, because nobody had answered.
    """

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="alarms")
    due_at = models.DateTimeField(_("should have checked in"))
    raised_at = models.DateTimeField(_("raised"))
    calls_for_help = models.BooleanField(_("call for help"), default=False)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("others were told"), null=True, blank=True)
    sent_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=AlarmOutcome, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = SafetyAlarmQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ("-raised_at", "-pk")
        verbose_name = _("safety alarm")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("tour", "due_at"), name="field_one_alarm_each_time"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | (Q(answered_by__isnull=False) & ~Q(outcome="")),
                name="field_alarm_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tour} {self.raised_at:%H:%M}"
