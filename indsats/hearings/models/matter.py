"""The matter, its proposal in versions, and what is attached to it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.organisation import access
from indsats.organisation.models import ChangeSet, Unit, User


class ItemKind(models.TextChoices):
    """What an item of a proposal is about."""

    ORGANISATION = "organisation", _("Organisation")
    STAFF_TERMS = "staff_terms", _("Staff terms")
    TARGET_GROUP = "target_group", _("Target group")
    STEERING = "steering", _("Steering")
    POLITICAL_ANCHORING = "political_anchoring", _("Political anchoring")
    OTHER = "other", _("Other")


class MatterQuerySet(models.QuerySet["Matter"]):
    """Matters, within reach."""

    def open_to(self, user: User, permission: access.Permission, day: date) -> Self:
        """Keep the matters this user may touch in this way on this day."""
        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        rows = Q(owner_unit__in=scope.units)
        if scope.own:
            rows |= Q(case_worker=user)
        if scope.bodies:
            rows |= Q(hearings__parties__body__in=scope.bodies, hearings__sent_at__isnull=False)
        return self.filter(rows).distinct()


class Matter(models.Model):
    """A matter on its way from analysis to effect (sag)."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    journal_number = models.CharField(_("case number"), max_length=60, blank=True)
    kle_code = models.CharField(_("KLE number"), max_length=20, blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    budget = models.TextField(_("budget"), blank=True)
    deciding_body = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="matters_decided",
        verbose_name=_("decided by"),
    )
    competence = models.TextField(_("competence to decide"), blank=True)
    owner_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="matters_owned",
        verbose_name=_("prepared by"),
    )
    case_worker = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="matters",
        verbose_name=_("case worker"),
    )
    opened_on = models.DateField(_("opened on"))
    ready_at = models.DateTimeField(_("ready for the committee"), null=True, blank=True)
    ready_preview_hash = models.CharField(max_length=64, blank=True)
    assessed_at = models.DateTimeField(_("replies assessed"), null=True, blank=True)
    evaluation_on = models.DateField(_("to be evaluated on"), null=True, blank=True)
    evaluation = models.TextField(_("what the follow-up showed"), blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_on", "-pk")
        verbose_name = _("matter")

    def __str__(self) -> str:
        return self.title


class ProposalVersion(models.Model):
    """The proposal as it read when it was frozen (forslag i version)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    basis = models.TextField(_("basis"), blank=True)
    text = models.TextField(_("text"), blank=True)
    change_set = models.ForeignKey(
        ChangeSet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("matter", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("matter", "number"), name="hearings_version_numbered_once"
            ),
        ]
        verbose_name = _("proposal version")

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ProposalItem(models.Model):
    """One point of the proposal; operations of the change-set name it by its number (punkt)."""

    proposal = models.ForeignKey(ProposalVersion, on_delete=models.CASCADE, related_name="items")
    number = models.CharField(_("number"), max_length=10)
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    modelled_on = models.CharField(_("modelled on"), max_length=200, blank=True)

    class Meta:
        ordering = ("proposal", "order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("proposal", "number"), name="hearings_item_numbered_once"
            ),
        ]
        verbose_name = _("proposal item")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AnnexKind(models.TextChoices):
    """What an annex is."""

    ANNEX = "annex", _("Annex")
    ANALYSIS = "analysis", _("Analysis")
    PROFILE = "profile", _("Job and function description")
    PREVIEW = "preview", _("Preview of the organisation")


class Annex(models.Model):
    """Something attached to a proposal: a file, or a profile rendered when asked for (bilag)."""

    proposal = models.ForeignKey(ProposalVersion, on_delete=models.CASCADE, related_name="annexes")
    title = models.CharField(_("title"), max_length=300)
    section = models.CharField(_("section referred to"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AnnexKind, default=AnnexKind.ANNEX)
    file = models.FileField(upload_to="annex", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    profile_key = models.CharField(max_length=80, blank=True)
    text = models.TextField(_("text"), blank=True)
    is_open = models.BooleanField(_("open"), default=True)
    closed_reason = models.CharField(_("why it is closed"), max_length=300, blank=True)

    class Meta:
        ordering = ("proposal", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_open=True) | ~Q(closed_reason=""),
                name="hearings_closed_annex_says_why",
            ),
        ]
        verbose_name = _("annex")

    def __str__(self) -> str:
        return self.title

    @property
    def attached(self) -> bool:
        """Tell whether there is anything to open: a file, a text, a profile or the preview."""
        shown = self.kind == AnnexKind.PREVIEW
        return bool(self.file or self.text or self.profile_key or shown)
