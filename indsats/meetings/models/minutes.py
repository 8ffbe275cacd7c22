"""Minutes, what those who were there say of them, additions after the lock, and follow-up."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.meetings.models.agenda import AgendaItem
from indsats.meetings.models.kinds import MinutesState
from indsats.meetings.models.meeting import Meeting, MeetingAttendee
from indsats.meetings.models.reach import OF_ITEM, in_reach, items_in_reach
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Post, PostState, Unit, User


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Minutes, within reach of the meeting's body."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the minutes this user may touch in this way; drafts only for those who write."""
        writes = in_reach(user, Permission.MEETING_WRITE, day, "meeting__body")
        return self.filter(
            in_reach(user, permission, day, "meeting__body")
            & (~Q(state=MinutesState.DRAFT) | writes)
        )


class Minutes(models.Model):
    """The minutes of a meeting; texts and decisions live on its items (referat)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    sent_at = models.DateTimeField(_("sent for comments"), null=True, blank=True)
    comments_due = models.DateField(_("comments until and including"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ("-meeting__starts_at",)
        verbose_name = _("minutes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="locked") | ~Q(digest=""),
                name="meetings_locked_minutes_have_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(state="out") | Q(comments_due__isnull=False),
                name="meetings_minutes_out_have_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class OnMinutesQuerySet(models.QuerySet["MinutesComment"]):
    """Remarks on minutes, within reach of the body and of the item they are about."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the remarks this user may touch in this way on this day."""
        about_all = Q(item__isnull=True) & in_reach(user, permission, day, "minutes__meeting__body")
        about_item = Q(item__isnull=False) & items_in_reach(user, permission, day, OF_ITEM)
        return self.filter(about_all | about_item)


class MinutesComment(models.Model):
    """What somebody who was there says of the draft, and the answer (bemærkning)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="comments")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="comments"
    )
    attendee = models.ForeignKey(MeetingAttendee, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OnMinutesQuerySet.as_manager()

    class Meta:
        ordering = ("minutes", "pk")
        verbose_name = _("comment on minutes")

    def __str__(self) -> str:
        return f"{self.attendee}"


class MinutesApproval(models.Model):
    """Somebody who was there has approved the minutes (godkendelse)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvals")
    attendee = models.ForeignKey(
        MeetingAttendee, on_delete=models.PROTECT, related_name="approvals"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("minutes", "pk")
        verbose_name = _("approval of minutes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("minutes", "attendee"), name="meetings_approved_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}"


class AddendumQuerySet(models.QuerySet["Addendum"]):
    """Additions, within reach of the body and of the item they are about."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the additions this user may touch in this way on this day."""
        about_all = Q(item__isnull=True) & in_reach(user, permission, day, "minutes__meeting__body")
        about_item = Q(item__isnull=False) & items_in_reach(user, permission, day, OF_ITEM)
        return self.filter(about_all | about_item)


class Addendum(models.Model):
    """A correction added to locked minutes; nothing in them is changed (tilføjelse)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="addenda"
    )
    text = models.TextField(_("addition"))
    reason = models.CharField(_("why"), max_length=300)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    objects = AddendumQuerySet.as_manager()

    class Meta:
        ordering = ("minutes", "number")
        verbose_name = _("addition to minutes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("minutes", "number"), name="meetings_addendum_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Tasks, within reach of the item they came from or of the unit that must do them."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the tasks this user may touch in this way on this day.

        A unit sees its own tasks whatever item they came from: their text is written for it.
        The item itself is only ever reached through the item's own predicate.
        """
        meeting = Permission.MEETING_SEE
        if permission is Permission.FOLLOW_UP_DO:
            meeting = Permission.MEETING_WRITE
        units = access.scope(user, permission, day).units
        posts = PostState.objects.on(day).filter(unit__in=units).values("post_id")
        mine = Q(unit__in=units) | Q(post__in=posts)
        return self.filter(mine | items_in_reach(user, meeting, day, OF_ITEM))

    def open(self) -> Self:
        """Keep what is not done."""
        return self.filter(done_on__isnull=True)


class FollowUp(models.Model):
    """Something a unit or the holder of a post must do after a decision (opfølgning)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("what is to be done"), max_length=300)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ("due", "pk")
        verbose_name = _("follow-up")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, post__isnull=True)
                | Q(unit__isnull=True, post__isnull=False),
                name="meetings_follow_up_has_one_responsible",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="meetings_follow_up_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.what
