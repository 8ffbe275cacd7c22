"""The assessment: segments, themes, verdicts, answers, and the memo built from them."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.hearings.models.hearing import Hearing
from indsats.hearings.models.matter import ProposalItem
from indsats.hearings.models.reply import MinorityStatement, Reply
from indsats.organisation import access
from indsats.organisation.models import User


class Verdict(models.TextChoices):
    """What becomes of what a party said."""

    FOLLOWED = "followed", _("Followed")
    PARTLY = "partly", _("Partly followed")
    NOT_FOLLOWED = "not_followed", _("Not followed")
    NOTED = "noted", _("Noted")
    OUTSIDE = "outside", _("Outside the matter")


class Theme(models.Model):
    """A theme the secretary sorts remarks under (tema)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("hearing", "order", "name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hearing", "name"), name="hearings_theme_named_once"),
        ]
        verbose_name = _("theme")

    def __str__(self) -> str:
        return self.name


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Segments, within reach of their reply."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the segments of replies this user may touch in this way on this day."""
        return self.filter(reply__in=Reply.objects.open_to(user, permission, day))


class Segment(models.Model):
    """A marked part of a reply with its verdict and answer (uddrag)."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="segments")
    minority = models.ForeignKey(
        MinorityStatement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="segments",
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    item = models.ForeignKey(
        ProposalItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="segments",
        verbose_name=_("proposal item"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="segments")
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    change_reference = models.CharField(_("what was changed"), max_length=300, blank=True)
    assigned_to = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="segments",
    )
    changed_by = models.CharField(max_length=150, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        ordering = ("reply", "minority", "start")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end__gt=models.F("start")),
                name="hearings_segment_holds_something",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["reply", "verdict"])]
        verbose_name = _("segment")

    def __str__(self) -> str:
        return f"{self.reply_id} [{self.start}:{self.end}]"


class AnswerVersion(models.Model):
    """What verdict and answer were before someone changed them (tidligere svar)."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="history")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=14, choices=Verdict, blank=True)
    answer = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("segment", "-number")
        verbose_name = _("earlier answer")

    def __str__(self) -> str:
        return f"{self.segment_id} {self.number}"


class MemoBlock(models.Model):
    """One block of the memo: generated text, and what a person made of it (høringsnotat)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="memo_blocks")
    key = models.CharField(max_length=80)
    order = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=300, blank=True)
    generated = models.TextField(blank=True)
    edited = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False)
    edited_from = models.TextField(blank=True)
    edited_by = models.CharField(max_length=150, blank=True)
    conflict = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("hearing", "order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hearing", "key"), name="hearings_memo_block_once"),
        ]
        verbose_name = _("memo block")

    def __str__(self) -> str:
        return self.heading or self.key


class MemoVersion(models.Model):
    """A memo as it was published: the file and its hash (notat i version)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="memos")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="memos")
    sha256 = models.CharField(max_length=64)
    docx = models.FileField(upload_to="memos", blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    is_final = models.BooleanField(default=False)

    class Meta:
        ordering = ("hearing", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("hearing", "number"), name="hearings_memo_numbered_once"
            ),
        ]
        verbose_name = _("memo version")

    def __str__(self) -> str:
        return f"{self.hearing} {self.number}"
