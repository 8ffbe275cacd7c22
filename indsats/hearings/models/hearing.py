"""The hearing: parties, letter, dispatches, deadlines; its states are derived, never stored."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indsats.hearings.models.matter import Matter, ProposalVersion
from indsats.organisation import access
from indsats.organisation.models import Unit, User


class HearingKind(models.TextChoices):
    """What sort of hearing it is."""

    MIXED = "mixed", _("Works councils, boards and partners")
    MED = "med", _("Works councils")
    BOARD = "board", _("Boards")
    PUBLIC = "public", _("Public")
    AUTHORITY = "authority", _("Authorities")
    INFORMATION = "information", _("For information")


class PublicationPolicy(models.TextChoices):
    """When replies may be shown on the public page."""

    NEVER = "never", _("Replies are not published")
    AFTER_DEADLINE = "after_deadline", _("After the deadline")
    WITH_MEMO = "with_memo", _("With the memo")
    ON_REVIEW = "on_review", _("As soon as each is reviewed")


class HearingQuerySet(models.QuerySet["Hearing"]):
    """Hearings, within reach."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the hearings this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        rows = Q(matter__owner_unit__in=scope.units)
        if scope.bodies:
            rows |= Q(parties__body__in=scope.bodies, sent_at__isnull=False)
        return self.filter(rows).distinct()


class Hearing(models.Model):
    """One round of hearing on one version of a proposal (høring)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="hearings")
    proposal = models.ForeignKey(ProposalVersion, on_delete=models.PROTECT, related_name="hearings")
    iteration = models.PositiveSmallIntegerField(_("round"), default=1)
    kind = models.CharField(
        _("kind"), max_length=12, choices=HearingKind, default=HearingKind.MIXED
    )
    public_id = models.CharField(max_length=40, unique=True)
    decided_on = models.DateField(_("sent in hearing by decision of"), null=True, blank=True)
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)
    letter_heading = models.CharField(_("heading"), max_length=300, blank=True)
    letter_text = models.TextField(_("letter"), blank=True)
    object_word = models.CharField(_("what is sent in hearing"), max_length=60, blank=True)
    reply_to = models.CharField(_("replies go to"), max_length=200, blank=True)
    contact = models.CharField(_("who answers questions"), max_length=200, blank=True)
    signatory = models.CharField(_("signed by"), max_length=200, blank=True)
    signatory_title = models.CharField(_("title of the signatory"), max_length=200, blank=True)
    effect_text = models.CharField(_("effect date as stated"), max_length=200, blank=True)
    publication = models.CharField(
        _("publication of replies"),
        max_length=16,
        choices=PublicationPolicy,
        blank=True,
    )
    published_until = models.DateField(_("public copy is deleted on"), null=True, blank=True)
    planned_send_on = models.DateField(_("planned to be sent on"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)
    memo_published_at = models.DateTimeField(null=True, blank=True)
    check_answers = models.JSONField(_("answers to the letter check"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HearingQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("matter", "iteration"), name="hearings_round_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="hearings_withdrawn_with_a_reason",
            ),
        ]
        verbose_name = _("hearing")

    def __str__(self) -> str:
        return f"{self.matter} ({self.iteration})"


class DeadlineVersion(models.Model):
    """A deadline as set or extended: the last inclusive day, why, and who was told (frist)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="deadlines")
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("hearing", "set_at", "pk")
        get_latest_by = ("set_at", "pk")
        verbose_name = _("deadline")

    def __str__(self) -> str:
        return f"{self.hearing} {self.last_day}"


class PartyRole(models.TextChoices):
    """Whether a party is consulted or only told."""

    CONSULTED = "consulted", _("Consulted")
    INFORMED = "informed", _("Informed")


class Channel(models.TextChoices):
    """How a letter reaches a party."""

    EMAIL = "email", _("E-mail")
    OUTBOX = "outbox", _("Printed from the outbox")


class PartyQuerySet(models.QuerySet["HearingParty"]):
    """Parties, within reach."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the parties this user may act for, or see, in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        return self.filter(
            Q(body__in=scope.bodies, hearing__sent_at__isnull=False)
            | Q(hearing__matter__owner_unit__in=scope.units),
        )


class HearingParty(models.Model):
    """A body or outside party that is consulted or informed (høringspart)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="parties")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hearing_parties")
    name = models.CharField(_("name in the letter"), max_length=200)
    role = models.CharField(_("role"), max_length=10, choices=PartyRole)
    may_comment = models.BooleanField(_("may remark"), default=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    address = models.CharField(_("e-mail or postal address"), max_length=300, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    members = models.JSONField(_("members at dispatch"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(_("why it will not reply"), max_length=300, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ("hearing", "order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hearing", "body"), name="hearings_party_named_once"),
        ]
        verbose_name = _("hearing party")

    def __str__(self) -> str:
        return self.name


class Occasion(models.TextChoices):
    """Why something was sent."""

    LETTER = "letter", _("Letter of hearing")
    EXTENSION = "extension", _("Extended deadline")
    SUPPLEMENT = "supplement", _("Supplementary material")
    WITHDRAWAL = "withdrawal", _("Hearing withdrawn")
    REMINDER = "reminder", _("Reminder")
    RECEIPT = "receipt", _("Receipt")
    MEMO = "memo", _("Memo and outcome")


class Dispatch(models.Model):
    """What was sent to one party: when, where, what, and whether it got through (afsendelse)."""

    party = models.ForeignKey(HearingParty, on_delete=models.CASCADE, related_name="dispatches")
    occasion = models.CharField(max_length=12, choices=Occasion)
    milestone = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=300)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    with_link = models.BooleanField(default=False)
    document = models.FileField(upload_to="dispatch", blank=True)
    document_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("party", "created_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("party", "milestone"), name="hearings_sent_once_each"),
        ]
        verbose_name = _("dispatch")

    def __str__(self) -> str:
        return f"{self.party} {self.occasion}"


class Supplement(models.Model):
    """A clarification or more material, sent to every party while a hearing runs (supplement)."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"))
    file = models.FileField(upload_to="supplement", blank=True)
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_public = models.BooleanField(_("shown on the public page"), default=True)
    withheld_because = models.CharField(
        _("why only the parties see it"), max_length=300, blank=True
    )
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("hearing", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("hearing", "number"), name="hearings_supplement_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(withheld_because=""),
                name="hearings_supplement_withheld_says_why",
            ),
        ]
        verbose_name = _("supplement")

    def __str__(self) -> str:
        return f"{self.hearing} {self.number}"


class ReplyLink(models.Model):
    """A party's own link to reply without login: only its hash is kept (svarlink)."""

    party = models.ForeignKey(HearingParty, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reply link")

    def __str__(self) -> str:
        return f"{self.party} {self.made_at:%Y-%m-%d}"

    @property
    def has_run_out(self) -> bool:
        """Tell whether the link no longer works because its time is over."""
        return self.expires_at <= timezone.now()
