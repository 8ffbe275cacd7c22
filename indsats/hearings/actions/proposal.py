"""The proposal in versions: items, annexes, and the freezing of each version (forslag)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.models import Annex, ItemKind, Matter, ProposalItem, ProposalVersion
from indsats.organisation.actions import change_sets
from indsats.organisation.models import ChangeSet, ChangeSetStatus, User


def unfrozen(proposal: ProposalVersion) -> ProposalVersion:
    """Lock a version that may still be written in; refuse a frozen one."""
    rows = ProposalVersion.objects.select_for_update(of=("self",)).select_related("matter")
    fresh = rows.get(pk=proposal.pk)
    refuse_closed(fresh.matter)
    if fresh.frozen_at:
        raise ValidationError(_("This version is frozen. Make a new version to change it."))
    return fresh


@deed
def edit_proposal(
    *, proposal: ProposalVersion, by: User, title: str, basis: str, text: str,
    change_set: ChangeSet | None = None,
) -> ProposalVersion:  # fmt: skip
    """Write the draft of a version: its title, what it builds on, its text and its change-set."""
    fresh = unfrozen(proposal)
    fresh.title, fresh.basis, fresh.text, fresh.change_set = title, basis, text, change_set
    fresh.full_clean()
    fresh.save()
    record(by=by, act=Act.CHANGED, subject=fresh)
    return fresh


@deed
def set_item(
    *, proposal: ProposalVersion, by: User, number: str, kind: ItemKind, title: str,
    **more: str,
) -> ProposalItem:  # fmt: skip
    """Add an item, or write an existing one anew; its number is what operations name."""
    fresh = unfrozen(proposal)
    item = fresh.items.filter(number=number).first() or ProposalItem(
        proposal=fresh,
        number=number,
        order=fresh.items.count() + 1,
    )
    item.kind, item.title = kind, title
    for name in ("text", "rationale", "modelled_on"):
        setattr(item, name, more.get(name, getattr(item, name)))
    item.full_clean()
    item.save()
    record(by=by, act=Act.CHANGED, subject=item, title=title, kind=kind)
    return item


@deed
def remove_item(*, item: ProposalItem, by: User) -> None:
    """Take an item out of a draft."""
    unfrozen(item.proposal)
    record(by=by, act=Act.REMOVED, subject=item, title=item.title)
    item.delete()


@deed
def add_annex(*, proposal: ProposalVersion, by: User, **fields: Any) -> Annex:
    """Attach a file, a rendered profile or a written text to a draft."""
    annex = Annex(proposal=unfrozen(proposal), **fields)
    annex.full_clean()
    annex.save()
    record(by=by, act=Act.CREATED, subject=annex, title=annex.title, sha256=annex.sha256)
    return annex


@deed
def remove_annex(*, annex: Annex, by: User) -> None:
    """Take an annex off a draft."""
    unfrozen(annex.proposal)
    record(by=by, act=Act.REMOVED, subject=annex, title=annex.title)
    annex.delete()


def content(proposal: ProposalVersion) -> Mapping[str, Any]:
    """Give all that a version says, in the form its fingerprint is taken of."""
    items = proposal.items.values("number", "kind", "title", "text", "rationale", "modelled_on")
    annexes = proposal.annexes.values("title", "kind", "sha256", "profile_key", "text")
    change_set = proposal.change_set
    return {
        "title": proposal.title, "basis": proposal.basis, "text": proposal.text,
        "items": list(items), "annexes": list(annexes),
        "preview": change_set.preview_hash if change_set else "",
    }  # fmt: skip


def fingerprint(proposal: ProposalVersion) -> str:
    """Give the SHA-256 of a version's canonical content."""
    text = json.dumps(content(proposal), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@deed
def freeze(*, proposal: ProposalVersion, by: User, at: datetime) -> ProposalVersion:
    """Freeze a version with its change-set: from here both read the same for everyone.

    Raises ValidationError without items, and with every error of the change-set's preview.
    """
    fresh = unfrozen(proposal)
    if not fresh.items.exists():
        raise ValidationError(_("Write at least one item in the proposal."))
    if fresh.change_set and fresh.change_set.status == ChangeSetStatus.DRAFT:
        fresh.change_set = change_sets.freeze(by=by, change_set=fresh.change_set)
    fresh.frozen_at, fresh.frozen_hash = at, fingerprint(fresh)
    fresh.save(update_fields=["frozen_at", "frozen_hash"])
    record(by=by, act=Act.CHANGED, subject=fresh, what="frozen", hash=fresh.frozen_hash)
    return fresh


@deed
def new_version(*, matter: Matter, by: User) -> ProposalVersion:
    """Begin the next version as a copy of the last, with its items and annexes."""
    refuse_closed(matter)
    last = matter.proposals.select_for_update().order_by("-number").first()
    if last is None or last.frozen_at is None:
        raise ValidationError(_("Freeze the version at hand before you begin a new one."))
    copy = ProposalVersion.objects.create(
        matter=matter, number=last.number + 1, title=last.title, basis=last.basis,
        text=last.text, change_set=last.change_set,
    )  # fmt: skip
    _copy_all(last.items.all(), copy)
    _copy_all(last.annexes.all(), copy)
    record(by=by, act=Act.CREATED, subject=copy, number=copy.number)
    return copy


def _copy_all(rows: Sequence[Any] | Any, proposal: ProposalVersion) -> None:
    for row in rows:
        row.pk, row.proposal = None, proposal
        row._state.adding = True
        row.save()
