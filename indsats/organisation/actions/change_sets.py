"""Draft, freeze, reopen and withdraw change-sets; two hands at once never overwrite each other."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Unit, User
from indsats.organisation.queries.change_sets import Prepared, prepared
from indsats.organisation.queries.wording import Namer, problem_text
from indsats.organisation.rules.keys import free_key

OPEN = (ChangeSetStatus.DRAFT,)
UNDECIDED = (ChangeSetStatus.DRAFT, ChangeSetStatus.FROZEN)


def claim(
    change_set: ChangeSet, version: int | None, statuses: Collection[ChangeSetStatus] = OPEN
) -> ChangeSet:
    """Lock a change-set for one edit and count its version up; must run inside a deed.

    Raises ChangedMeanwhileError when the version is not the one the editor saw (None skips the
    question), and ValidationError when the change-set has come too far to be edited so.
    """
    fresh = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
    if version is not None and fresh.version != version:
        text = _(
            "Someone else has changed this change-set meanwhile. See what they did below, "
            "and send yours again."
        )
        raise ChangedMeanwhileError(fresh.version, text)
    if fresh.status not in statuses:
        raise ValidationError(_too_far(fresh), code="status")
    fresh.version += 1
    fresh.save(update_fields=["version"])
    return fresh


def _too_far(change_set: ChangeSet) -> str:
    words = {
        ChangeSetStatus.DRAFT: _("The change-set is still a draft. Freeze it first."),
        ChangeSetStatus.FROZEN: _("The change-set is frozen. Reopen it to change it."),
        ChangeSetStatus.SCHEDULED: _(
            "The change-set is decided and entered. Make a new one to change it again."
        ),
        ChangeSetStatus.WITHDRAWN: _("The change-set is withdrawn."),
    }
    return words[ChangeSetStatus(change_set.status)]


def told(change_set: ChangeSet, by: User, act: Act, what: str, **facts: Any) -> None:
    """Write an edit in the trail with the version it led to."""
    record(by=by, act=act, subject=change_set, what=what, version=change_set.version, **facts)


@deed
def draft(*, by: User, title: str, owner_unit: Unit | None = None, key: str = "") -> ChangeSet:
    """Begin a change-set (udkast); raises ValidationError for a missing or too long title."""
    taken = set(ChangeSet.objects.values_list("key", flat=True)) if not key else set()
    change_set = ChangeSet(
        key=key or free_key(title, taken), title=title.strip(), created_by=by, owner_unit=owner_unit
    )
    change_set.full_clean()
    change_set.save()
    told(change_set, by, Act.CREATED, "drafted", title=change_set.title)
    return change_set


@deed
def rename(
    *,
    by: User,
    change_set: ChangeSet,
    title: str,
    owner_unit: Unit | None,
    version: int | None = None,
) -> ChangeSet:
    """Change the title of a draft and the unit that prepares it."""
    fresh = claim(change_set, version)
    fresh.title, fresh.owner_unit = title.strip(), owner_unit
    fresh.full_clean()
    fresh.save(update_fields=["title", "owner_unit"])
    told(fresh, by, Act.CHANGED, "renamed", title=fresh.title)
    return fresh


@deed
def freeze(
    *, by: User, change_set: ChangeSet, version: int | None = None, preview_hash: str = ""
) -> ChangeSet:
    """Close a draft for editing, so that what is consulted on and decided stays the same.

    Remembers what the change-set rests on and the fingerprint of its preview. Raises
    ValidationError with every error nobody has set aside, or when the preview shown
    (`preview_hash`) is no longer what the change-set brings.
    """
    fresh = claim(change_set, version)
    found = prepared(fresh, today=localdate(), strict=False)
    if not found.steps:
        raise ValidationError(_("The change-set has no steps yet."), code="empty")
    refuse_hindered(found)
    if preview_hash and preview_hash != found.preview.hash:
        raise ValidationError(_("The preview has changed. Look it through again."), code="hash")
    return _fix(fresh, found, by, "frozen")


@deed
def rebase(*, by: User, change_set: ChangeSet, version: int | None = None) -> ChangeSet:
    """Let a frozen change-set rest on the organisation as it stands now; its preview may change."""
    fresh = claim(change_set, version, (ChangeSetStatus.FROZEN,))
    found = prepared(fresh, today=localdate(), strict=False)
    refuse_hindered(found)
    return _fix(fresh, found, by, "rebased")


def _fix(change_set: ChangeSet, found: Prepared, by: User, what: str) -> ChangeSet:
    old = change_set.preview_hash
    change_set.status = ChangeSetStatus.FROZEN
    change_set.base_marker, change_set.preview_hash = found.marker, found.preview.hash
    change_set.save(update_fields=["status", "base_marker", "preview_hash"])
    facts = {"preview_hash": change_set.preview_hash, "preview_before": old}
    told(change_set, by, Act.CHANGED, what, **facts)
    return change_set


def refuse_hindered(found: Prepared) -> None:
    """Raise ValidationError saying every error nobody has set aside; employees are not named."""
    namer = Namer(found.preview.after, found.picture)
    said = {problem_text(problem, namer): problem.code for problem in found.hindrances}
    if said:
        raise ValidationError([ValidationError(text, code=code) for text, code in said.items()])


@deed
def reopen(*, by: User, change_set: ChangeSet, version: int | None = None) -> ChangeSet:
    """Open a frozen change-set for editing; a decision on its preview no longer fits."""
    fresh = claim(change_set, version, (ChangeSetStatus.FROZEN,))
    fresh.status = ChangeSetStatus.DRAFT
    fresh.base_marker = fresh.preview_hash = ""
    fresh.save(update_fields=["status", "base_marker", "preview_hash"])
    told(fresh, by, Act.CHANGED, "reopened")
    return fresh


@deed
def withdraw(
    *, by: User, change_set: ChangeSet, reason: str, version: int | None = None
) -> ChangeSet:
    """Give a change-set up, saying why; nothing has been entered, so nothing is undone."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the change-set is withdrawn.")})
    fresh = claim(change_set, version, UNDECIDED)
    fresh.status = ChangeSetStatus.WITHDRAWN
    fresh.save(update_fields=["status"])
    record(
        by=by, act=Act.CHANGED, subject=fresh, reason=reason, what="withdrawn",
        version=fresh.version,
    )  # fmt: skip
    return fresh
