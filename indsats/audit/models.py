"""The trail: one row per act, chained by hash, pointing at nothing by foreign key."""

import hashlib
import json
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from indsats.base.sealed import Sealed


class Act(models.TextChoices):
    """What was done."""

    SEEN = "seen", _("Seen")
    LISTED = "listed", _("Listed")
    SEARCHED = "searched", _("Searched")
    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")
    SENT = "sent", _("Sent")
    SUBMITTED = "submitted", _("Submitted")
    DECIDED = "decided", _("Decided")
    SHARED = "shared", _("Shared")
    EXPORTED = "exported", _("Exported")
    PRINTED = "printed", _("Printed")
    LOGIN = "login", _("Logged in or out")
    REFUSED = "refused", _("Refused")


class ChainHead(models.Model):
    """The newest link of the chain: one row, locked first by every deed."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return str(self.sequence)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read, never changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The trail is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The trail is never shortened.")


class Entry(models.Model):
    """One act: who, what, on what, why, when (logpost)."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.CharField(_("who"), max_length=150, db_index=True)
    act = models.CharField(_("what"), max_length=12, choices=Act)
    subject = models.CharField(_("on what"), max_length=200, db_index=True)
    reason = models.TextField(_("why"), blank=True)
    facts = models.JSONField(_("details"), default=dict)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("sequence",)
        constraints: ClassVar = [Sealed(name="audit_entry_sealed")]
        verbose_name = _("audit entry")

    def __str__(self) -> str:
        return f"{self.sequence} {self.actor} {self.act} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to change an old one."""
        if not self._state.adding:
            raise TypeError("The trail is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The trail is never shortened.")

    def link(self, previous: str) -> str:
        """Compute the digest that chains this entry to the one before it."""
        content = json.dumps(
            [
                previous,
                self.sequence,
                self.at.isoformat(),
                self.actor,
                self.act,
                self.subject,
                self.reason,
                self.facts,
            ],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(content.encode()).hexdigest()
