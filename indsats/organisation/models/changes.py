"""Change-sets: what is proposed, what was written down, and what came into effect."""

from datetime import date
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indsats.organisation.models.people import User


class ChangeSetStatus(models.TextChoices):
    """How far a change-set has come; *in effect* is read off the calendar, never stored."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen for decision")
    SCHEDULED = "scheduled", _("Decided and entered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verb(models.TextChoices):
    """What an operation does to its subject."""

    CREATE = "create", _("Create")
    SET = "set", pgettext_lazy("verb", "Change")
    CLOSE = "close", _("Close")
    MOVE = "move", _("Move")
    KEEP = "keep", _("Keep unchanged")
    SPLIT = "split", _("Split")
    MERGE = "merge", _("Merge")


class ReasonKind(models.TextChoices):
    """Why an operation takes effect on just that day."""

    ORGANISATIONAL = "organisational", _("Organisational")
    NOTICE = "notice", _("Notice period")
    PAYROLL = "payroll", _("Payroll rule")
    CORRECTION = "correction", _("Correction of an error")


class ChangeSetQuerySet(models.QuerySet["ChangeSet"]):
    """Change-sets, within reach."""

    def open_to(self, user: Any, permission: Any, day: date) -> Self:
        """Keep the change-sets this user may touch in this way on this day."""
        from indsats.organisation import access  # noqa: PLC0415 -- access reads the models

        scope = access.scope(user, permission, day)
        if scope.everything:
            return self
        rows = Q(owner_unit__in=scope.units)
        if scope.own:
            rows |= Q(created_by=user)
        return self.filter(rows)


class ChangeSet(models.Model):
    """A reorganisation as a set of operations (ændringssæt)."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=250)
    status = models.CharField(max_length=12, choices=ChangeSetStatus, default=ChangeSetStatus.DRAFT)
    owner_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="change_sets",
        verbose_name=_("prepared by"),
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    base_marker = models.CharField(max_length=64, blank=True)
    preview_hash = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reference = models.CharField(_("decision"), max_length=250, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChangeSetQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("change-set")

    def __str__(self) -> str:
        return self.title


class Operation(models.Model):
    """One step of a change-set, on its own day, for its own reason (ændring)."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="operations")
    number = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=10, choices=Verb)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    valid_from = models.DateField(_("takes effect on"))
    valid_to = models.DateField(_("up to, not including"), null=True, blank=True)
    patch = models.JSONField(default=dict)
    reason_kind = models.CharField(max_length=15, choices=ReasonKind, default="organisational")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    item = models.CharField(_("proposal item"), max_length=40, blank=True)

    class Meta:
        ordering = ("change_set", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("change_set", "number"),
                name="organisation_operation_numbered_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="organisation_operation_ends_after_start",
            ),
        ]
        verbose_name = _("operation")

    def __str__(self) -> str:
        return f"{self.number}. {self.verb} {self.kind}:{self.subject}"


class Waiver(models.Model):
    """A named person's reasoned exception from a check; shown in the preview, never hidden."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="waivers")
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="organisation_waiver_gives_a_reason",
            ),
        ]
        verbose_name = _("waiver")

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"


class NoticePeriod(models.Model):
    """When one employee's notice of changed terms ends; confidential (varsel)."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="notices")
    engagement = models.ForeignKey(
        "organisation.Engagement",
        on_delete=models.PROTECT,
        related_name="notices",
    )
    given_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("terms may change from"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("change_set", "engagement"),
                name="organisation_one_notice_each",
            ),
        ]
        verbose_name = _("notice period")

    def __str__(self) -> str:
        return f"{self.engagement} {self.ends_on}"


class ChangeEntryQuerySet(models.QuerySet["ChangeEntry"]):
    """The log can be read, never changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The change log is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The change log is never shortened.")


class ChangeEntry(models.Model):
    """One subject's slices before and after a write: append-only, so the past can be replayed."""

    change_set = models.ForeignKey(
        ChangeSet,
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
    )
    operation = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    objects = ChangeEntryQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        indexes: ClassVar = [models.Index(fields=["kind", "subject", "at"])]
        verbose_name = _("change log entry")

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to change an old one."""
        if not self._state.adding:
            raise TypeError("The change log is never changed.")
        super().save(*args, **kwargs)


class EffectEvent(models.Model):
    """That an operation came into effect, emitted exactly once (ikrafttræden)."""

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, related_name="effect")
    effective_on = models.DateField()
    emitted_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("effective_on", "pk")
        verbose_name = _("effect event")

    def __str__(self) -> str:
        return f"{self.operation} {self.effective_on}"
