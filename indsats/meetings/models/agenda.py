"""Agendas: items with their texts, attachments, earlier wordings, and those who must leave."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.meetings.models.meeting import Meeting, MeetingAttendee
from indsats.meetings.models.reach import OF_ITEM, in_reach, items_in_reach
from indsats.organisation.access import Permission
from indsats.organisation.models import User

BLOCKS = (
    "summary",
    "presentation",
    "question",
    "competence",
    "economy",
    "legal_basis",
    "consultation",
    "children",
    "communication",
    "recommendation",
    "follow_up",
)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Items, within reach of the body, of what is closed and of what is published."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the items this user may touch in this way on this day."""
        return self.filter(items_in_reach(user, permission, day))

    def standing(self) -> Self:
        """Keep the items that have not been taken off the agenda."""
        return self.filter(withdrawn_at__isnull=True)


class AgendaItem(models.Model):
    """A point on an agenda, in the form committees publish (dagsordenspunkt).

    ``title`` of a closed item is never shown outside; ``public_title`` may be. The matter is
    known by its key and title only. ``preview_hash`` is the preview the item puts before the
    body; ``discussion`` is what the minutes say of the talk.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    public_title = models.CharField(_("public title"), max_length=200, blank=True)
    is_open = models.BooleanField(_("open"), default=True)
    closed_reason = models.CharField(_("why it is closed"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    presentation = models.TextField(_("presentation of the case"), blank=True)
    question = models.TextField(_("what is to be decided"), blank=True)
    competence = models.TextField(_("who may decide"), blank=True)
    economy = models.TextField(_("economy"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    consultation = models.TextField(_("hearing and works councils"), blank=True)
    children = models.TextField(_("consequences for children and young people"), blank=True)
    communication = models.TextField(_("communication"), blank=True)
    recommendation = models.TextField(_("recommendation"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    discussion = models.TextField(_("discussion"), blank=True)
    matter_key = models.SlugField(_("matter"), max_length=80, blank=True)
    matter_title = models.CharField(_("title of the matter"), max_length=300, blank=True)
    preview_hash = models.CharField(_("preview"), max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was taken off"), max_length=300, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ("meeting", "number", "pk")
        verbose_name = _("agenda item")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "number"), name="meetings_item_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True) | ~Q(closed_reason=""),
                name="meetings_closed_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def outward_title(self) -> str:
        """Give the title as the open version shows it: a closed item by its public title."""
        return self.title if self.is_open else self.public_title or gettext("Closed item")

    @property
    def texts(self) -> dict[str, str]:
        """Give everything several people write in, by field name."""
        return {name: getattr(self, name) for name in ("title", "public_title", *BLOCKS)}

    @classmethod
    def label(cls, name: str) -> str:
        """Give a field's name as a heading."""
        field = cls._meta.get_field(name)
        return capfirst(str(getattr(field, "verbose_name", name)))

    def blocks(self) -> list[tuple[str, str]]:
        """Give the filled text blocks with their headings, in the order they are published."""
        named = ((self.label(name), getattr(self, name)) for name in BLOCKS)
        return [(label, text) for label, text in named if text]


class OfItemQuerySet(models.QuerySet[Any]):
    """What belongs to an item, within reach of the item."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep what belongs to items this user may touch in this way on this day."""
        return self.filter(items_in_reach(user, permission, day, OF_ITEM))


class ItemRevision(models.Model):
    """An item's texts as they read in one version (tidligere ordlyd)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("item", "version")
        verbose_name = _("earlier wording")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item", "version"), name="meetings_revision_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}"


class AttachmentQuerySet(models.QuerySet["AgendaAttachment"]):
    """Attachments, within reach of the item and of what is closed on an open item."""

    def open_to(self, user: User, permission: Permission, day: date) -> Self:
        """Keep the attachments this user may touch in this way on this day."""
        secrets = in_reach(user, Permission.MEETING_SEE_CLOSED, day, "item__meeting__body")
        return self.filter(
            items_in_reach(user, permission, day, OF_ITEM) & (Q(is_open=True) | secrets)
        )


def attachment_path(_attachment: "AgendaAttachment", _name: str) -> str:
    """Give a stored file a name that says nothing."""
    return f"meetings/{uuid.uuid4().hex}"


class AgendaAttachment(models.Model):
    """A file to an item; a closed one is known outside only as one of a number (bilag)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="attachments")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    file = models.FileField(_("file"), upload_to=attachment_path)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    is_open = models.BooleanField(_("open"), default=True)
    confidentiality_reason = models.CharField(_("why it is closed"), max_length=300, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ("item", "number", "pk")
        verbose_name = _("attachment")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item", "number"), name="meetings_attachment_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True) | ~Q(confidentiality_reason=""),
                name="meetings_closed_attachment_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Recusal(models.Model):
    """Somebody may not take part in one item (inhabilitet)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    attendee = models.ForeignKey(MeetingAttendee, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(_("why"), max_length=300)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("item", "attendee")
        verbose_name = _("recusal")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item", "attendee"), name="meetings_recused_once_from_an_item"
            ),
        ]

    def __str__(self) -> str:
        return self.attendee.acting_name
