"""Meetings, those who were there, what was sent out, and people's own calendar feeds."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indsats.law.deadlines import danish_day
from indsats.meetings.models.kinds import THERE, WITHOUT_VOTE, Presence
from indsats.meetings.models.reach import in_reach
from indsats.meetings.rules.meeting import MeetingFacts, MeetingState, meeting_state
from indsats.organisation.access import Permission
from indsats.organisation.models import Seat, SeatRole, Unit, User


def new_uid() -> str:
    """Make an identifier that follows a meeting for good, into every calendar."""
    return uuid.uuid4().hex


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings, within reach of the body."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the meetings of the bodies this user may touch in this way on this day."""
        return self.filter(in_reach(user, permission, day))


class Meeting(models.Model):
    """A body meets at a time and a place (møde).

    ``day`` is the Danish day of ``starts_at``. Whether it is planned, under way or held is read
    off the moments, never stored.
    """

    body = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    title = models.CharField(_("kind of meeting"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    day = models.DateField(_("day"), editable=False, db_index=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    uid = models.CharField(max_length=32, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    series = models.CharField(max_length=32, blank=True, db_index=True)
    agenda_published_at = models.DateTimeField(_("agenda sent"), null=True, blank=True)
    agenda_hash = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ended"), null=True, blank=True)
    quorate = models.BooleanField(_("able to make decisions"), null=True, blank=True)
    quorum_note = models.CharField(_("note on the quorum"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        verbose_name = _("meeting")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meetings_meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="meetings_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="meetings_meeting_opened_before_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the Danish day in step with the moment the meeting starts."""
        self.day = danish_day(self.starts_at)
        super().save(*args, **kwargs)

    @property
    def state(self) -> MeetingState:
        """Say how far the meeting has come."""
        return meeting_state(
            MeetingFacts(
                cancelled_at=self.cancelled_at,
                agenda_published_at=self.agenda_published_at,
                opened_at=self.opened_at,
                closed_at=self.closed_at,
            )
        )


class AttendeeQuerySet(models.QuerySet["MeetingAttendee"]):
    """Who was there, within reach of the meeting's body."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep those who attended meetings this user may touch in this way on this day."""
        return self.filter(in_reach(user, permission, day, "meeting__body"))

    def there(self) -> Self:
        """Keep the seats that were filled, by their holder or a substitute."""
        return self.filter(presence__in=THERE)

    def members(self) -> Self:
        """Keep the seats of members: neither guests nor the body's secretary, who has no vote."""
        return self.filter(seat__isnull=False).exclude(role__in=WITHOUT_VOTE)


class MeetingAttendee(models.Model):
    """A seat at one meeting, as it was held that day: names are frozen (mødedeltager)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    order = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(_("role"), max_length=20, choices=SeatRole, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    presence = models.CharField(_("attendance"), max_length=12, choices=Presence)
    substitute = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="substitutions"
    )
    substitute_name = models.CharField(_("substitute"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "order", "pk")
        verbose_name = _("attendee")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "seat"), name="meetings_seat_once_in_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(presence="substitute") | ~Q(substitute_name=""),
                name="meetings_substitute_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.acting_name

    @property
    def was_there(self) -> bool:
        """Tell whether the seat was filled."""
        return self.presence in THERE

    @property
    def acting_name(self) -> str:
        """Name the one who sat there: the holder or the substitute."""
        return self.substitute_name if self.presence == Presence.SUBSTITUTE else self.name

    @property
    def acting_user(self) -> int | None:
        """Give the one who sat there, where they can log in."""
        return self.substitute_id if self.presence == Presence.SUBSTITUTE else self.user_id


class AgendaIssueQuerySet(models.QuerySet["AgendaIssue"]):
    """What was sent out, within reach of those who write the body's meetings."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep what was sent for meetings this user may touch in this way on this day."""
        return self.filter(in_reach(user, permission, day, "meeting__body"))


class AgendaIssue(models.Model):
    """An agenda as it read when it was sent out, with its fingerprint (udsendt dagsorden)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(_("sent"))
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    objects = AgendaIssueQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "number")
        verbose_name = _("published agenda")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "number"), name="meetings_agenda_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Calendar feeds: everybody reaches their own and nobody else's."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the user's own feeds."""
        return self.filter(user=user)

    def running(self) -> Self:
        """Keep the feeds that have not been revoked."""
        return self.filter(revoked_at__isnull=True)


class CalendarFeed(models.Model):
    """A secret address one person's calendar reads meetings from; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("calendar feed")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(revoked_at__isnull=True),
                name="meetings_one_running_feed_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d}"
