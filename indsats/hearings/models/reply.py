"""Replies: drafted, released in the body, submitted; the original is never changed."""

from datetime import date
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.sealed import Sealed
from indsats.hearings.models.hearing import Hearing, HearingParty
from indsats.organisation import access
from indsats.organisation.models import User

ORIGINAL = (
    "hearing", "party", "sender_name", "submitted_by", "mandate", "represents", "kind", "text",
    "submitted_at", "registered_at", "received", "sha256", "receipt", "late", "request_key",
    "sequence", "public_number",
)  # fmt: skip


class ReplyKind(models.TextChoices):
    """What a reply says at heart."""

    REMARKS = "remarks", _("Remarks")
    NO_COMMENTS = "no_comments", _("No comments")


class Received(models.TextChoices):
    """How a reply came in."""

    LOGIN = "login", _("Written here")
    LINK = "link", _("By reply link")
    MAIL = "mail", _("By e-mail, registered by hand")
    PAPER = "paper", _("On paper, registered by hand")
    PUBLIC = "public", _("From the public page")


class DraftQuerySet(models.QuerySet["ReplyDraft"]):
    """Drafts, within reach."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the drafts of the bodies this user may act for on this day."""
        scope = access.scope(user, permission, day)
        return self.filter(party__body__in=scope.bodies, party__hearing__sent_at__isnull=False)


class ReplyDraft(models.Model):
    """A body's reply while it is written; nobody outside the body sees it (udkast til svar)."""

    party = models.OneToOneField(HearingParty, on_delete=models.CASCADE, related_name="draft")
    kind = models.CharField(max_length=12, choices=ReplyKind, default=ReplyKind.REMARKS)
    text = models.TextField(_("text"), blank=True)
    released_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=150, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="hearings_draft_release_paired",
            ),
        ]
        verbose_name = _("reply draft")

    def __str__(self) -> str:
        return f"{self.party} v{self.version}"


class DraftVersion(models.Model):
    """What a draft said before someone changed it (tidligere udkast)."""

    draft = models.ForeignKey(ReplyDraft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("draft", "-number")
        verbose_name = _("earlier draft")

    def __str__(self) -> str:
        return f"{self.draft} {self.number}"


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Submitted replies, within reach; the text of an original is never updated."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the replies this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        return self.filter(
            Q(party__body__in=scope.bodies) | Q(hearing__matter__owner_unit__in=scope.units)
        )


class Reply(models.Model):
    """A submitted reply: the immutable original with its hash and receipt (høringssvar)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="replies")
    party = models.ForeignKey(
        HearingParty,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
    )
    sequence = models.PositiveIntegerField(_("number"))
    public_number = models.CharField(max_length=20)
    request_key = models.CharField(max_length=64, unique=True)
    sender_name = models.CharField(_("on behalf of"), max_length=200)
    submitted_by = models.CharField(_("submitted by"), max_length=200)
    mandate = models.CharField(_("mandate of the sender"), max_length=200, blank=True)
    represents = models.CharField(_("represents"), max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=ReplyKind, default=ReplyKind.REMARKS)
    text = models.TextField(_("text"), blank=True)
    submitted_at = models.DateTimeField(db_index=True)
    registered_at = models.DateTimeField()
    received = models.CharField(max_length=8, choices=Received)
    late = models.BooleanField(_("after the deadline"), default=False)
    late_included = models.BooleanField(_("late, but taken into account"), null=True, blank=True)
    late_reason = models.CharField(_("why"), max_length=300, blank=True)
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
    )
    may_publish = models.BooleanField(_("may be published"), default=True)
    reviewed_at = models.DateTimeField(_("reviewed for publication"), null=True, blank=True)
    withheld_because = models.CharField(_("why it is not published"), max_length=300, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies_given",
        verbose_name=_("given to"),
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    receipt = models.CharField(max_length=20, unique=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ("hearing", "sequence")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("hearing", "sequence"), name="hearings_reply_numbered_once"
            ),
            models.UniqueConstraint(
                fields=("hearing", "public_number"),
                name="hearings_reply_public_number_once",
            ),
            Sealed(name="hearings_reply_sealed", fields=ORIGINAL, once="sha256"),
        ]
        verbose_name = _("reply")

    def __str__(self) -> str:
        return f"{self.receipt} {self.sender_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new reply, or what is noted about it; never the original itself."""
        if not self._state.adding and set(kwargs.get("update_fields") or ORIGINAL) & set(ORIGINAL):
            raise TypeError("The original of a reply is never changed.")
        super().save(*args, **kwargs)

    def seal(self, digest: str) -> None:
        """Write the fingerprint of the original, once, in the transaction that made it."""
        if self.sha256:
            raise TypeError("The original of a reply is never changed.")
        Reply.objects.filter(pk=self.pk, sha256="").update(sha256=digest)
        self.sha256 = digest

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A reply is never deleted; its public copy is taken down.")


class MinorityStatement(models.Model):
    """What a part of the body says beside the reply (mindretalsudtalelse)."""

    draft = models.ForeignKey(
        ReplyDraft,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="minorities",
    )
    reply = models.ForeignKey(
        Reply,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="minorities",
    )
    side = models.CharField(_("whose statement"), max_length=200)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            Sealed(name="hearings_minority_sealed", once="reply__sha256"),
        ]
        verbose_name = _("minority statement")

    def __str__(self) -> str:
        return self.side


class ReplyFile(models.Model):
    """A file sent with a reply (bilag til svar)."""

    reply = models.ForeignKey(
        Reply, on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    draft = models.ForeignKey(
        ReplyDraft,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
    )
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="replies")
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    may_publish = models.BooleanField(_("may be published"), default=False)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            Sealed(
                name="hearings_replyfile_sealed",
                fields=("reply", "draft", "name", "file", "kind", "size", "sha256"),
                once="reply__sha256",
            ),
        ]
        verbose_name = _("file of a reply")

    def __str__(self) -> str:
        return self.name


class Redaction(models.Model):
    """Characters of a reply hidden from every public copy, and why (overstregning)."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="redactions")
    minority = models.ForeignKey(
        MinorityStatement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="redactions",
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("reply", "start")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end__gt=models.F("start")),
                name="hearings_redaction_hides_something",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hearings_redaction_says_why"),
        ]
        verbose_name = _("redaction")

    def __str__(self) -> str:
        return f"{self.reply_id} [{self.start}:{self.end}]"
