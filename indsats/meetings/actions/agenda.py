"""Write, order and send out agendas (dagsorden)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.refusals import Conflict, need_agenda, need_standing
from indsats.meetings.models import (
    BLOCKS,
    AgendaIssue,
    AgendaItem,
    ChairDecision,
    ItemRevision,
    Meeting,
)
from indsats.meetings.queries.agenda import agenda_content, chair_decisions_to_show
from indsats.meetings.rules.freeze import digest
from indsats.meetings.rules.order import moved
from indsats.meetings.rules.texts import merge
from indsats.organisation.models import User

WRITTEN = ("title", "public_title", *BLOCKS)
STEP_ASIDE = 10_000


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """A new item as it is handed in; the matter is named by key and title only."""

    title: str
    texts: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True
    closed_reason: str = ""
    public_title: str = ""
    matter_key: str = ""
    matter_title: str = ""
    preview_hash: str = ""


class Openness(NamedTuple):
    """Whether an item is open, and why not."""

    is_open: bool = True
    reason: str = ""


def _check_openness(openness: Openness) -> None:
    if not openness.is_open and not openness.reason.strip():
        raise ValidationError({"closed_reason": _("Write why the item is closed.")})


def _check_texts(texts: Mapping[str, str]) -> None:
    unknown = set(texts) - set(WRITTEN)
    if unknown:
        raise ValueError(f"An item has no {sorted(unknown)}")
    if not texts.get("title", "x").strip():
        raise ValidationError({"title": _("Give the item a title.")})


def _keep_wording(item: AgendaItem, by: User) -> None:
    ItemRevision.objects.create(item=item, version=item.version, texts=item.texts, by=by)


@deed
def add_item(*, meeting: Meeting, by: User, draft: ItemDraft) -> AgendaItem:
    """Put an item last on a meeting's agenda; a higher room may name its matter and preview."""
    need_agenda(meeting)
    _check_texts({"title": draft.title, **draft.texts})
    _check_openness(Openness(draft.is_open, draft.closed_reason))
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title=draft.title.strip(),
        public_title=draft.public_title.strip(),
        is_open=draft.is_open,
        closed_reason="" if draft.is_open else draft.closed_reason.strip(),
        matter_key=draft.matter_key,
        matter_title=draft.matter_title,
        preview_hash=draft.preview_hash,
        changed_by=by,
        **draft.texts,
    )
    _keep_wording(item, by)
    record(
        by=by,
        act=Act.CREATED,
        subject=item,
        meeting=meeting,
        is_open=item.is_open,
        matter=item.matter_key,
    )
    return item


@deed
def edit_item(
    *,
    item: AgendaItem,
    by: User,
    texts: Mapping[str, str],
    version: int,
    openness: Openness | None = None,
) -> AgendaItem:
    """Save what someone wrote in an item they opened in that version.

    Texts that others changed meanwhile, in other fields, are kept. Where both changed the same
    field, Conflict is raised with both wordings and nothing is saved.
    """
    item = AgendaItem.objects.select_for_update().select_related("meeting").get(pk=item.pk)
    need_agenda(item.meeting)
    need_standing(item)
    _check_texts(texts)
    base = ItemRevision.objects.filter(item=item, version=version).first()
    mine = {name: texts.get(name, text) for name, text in item.texts.items()}
    merged = merge(base.texts if base else {}, {k: mine[k] for k in texts}, item.texts)
    if merged.conflicts:
        raise Conflict(saved=item.texts, fields=merged.conflicts, version=item.version)
    changed = sorted(name for name, text in merged.texts.items() if text != item.texts[name])
    _set_openness(item, openness, changed)
    if changed:
        _save_wording(item, by, {name: merged.texts[name] for name in item.texts})
        record(by=by, act=Act.CHANGED, subject=item, fields=changed, version=item.version)
    return item


def _set_openness(item: AgendaItem, openness: Openness | None, changed: list[str]) -> None:
    if openness is None:
        return
    _check_openness(openness)
    reason = "" if openness.is_open else openness.reason.strip()
    if (item.is_open, item.closed_reason) != (openness.is_open, reason):
        item.is_open, item.closed_reason = openness.is_open, reason
        changed.append("is_open")


def _save_wording(item: AgendaItem, by: User, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        setattr(item, name, text)
    item.version += 1
    item.changed_by = by
    item.save()
    _keep_wording(item, by)


def _number(meeting: Meeting, order: list[int]) -> None:
    """Give the items their numbers in this order, stepping aside first: none may ever meet."""
    AgendaItem.objects.filter(meeting=meeting).update(number=F("number") + STEP_ASIDE)
    for number, pk in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=pk).update(number=number)


@deed
def move_item(*, item: AgendaItem, by: User, place: int) -> None:
    """Put an item at another place on its agenda; places are counted from 1."""
    need_agenda(item.meeting)
    items = AgendaItem.objects.select_for_update().filter(meeting=item.meeting)
    order = list(items.order_by("number").values_list("pk", flat=True))
    _number(item.meeting, moved(order, item.pk, place))
    record(by=by, act=Act.CHANGED, subject=item, place=place)


@deed
def remove_item(*, item: AgendaItem, by: User, reason: str, at: datetime) -> None:
    """Take an item off the agenda; once sent out it stays behind as taken off, with the reason."""
    meeting = item.meeting
    need_agenda(meeting)
    need_standing(item)
    if item.decisions.exists():
        raise ValidationError(_("There is a decision on the item. Postpone it instead."))
    if meeting.agenda_published_at is None:
        _delete_item(item)
    elif not reason.strip():
        raise ValidationError({"reason": _("Write why the item is taken off the agenda.")})
    else:
        item.withdrawn_at, item.withdrawn_reason = at, reason.strip()
        item.save()
    record(by=by, act=Act.REMOVED, subject=f"meetings.agendaitem:{item.pk}", reason=reason)


def _delete_item(item: AgendaItem) -> None:
    if item.attachments.exists() or item.follow_ups.exists():
        raise ValidationError(_("Remove the item's attachments and follow-up first."))
    item.treatments.update(item=None)
    meeting, pk = item.meeting, item.pk
    item.delete()
    item.pk = pk
    rest = AgendaItem.objects.filter(meeting=meeting).order_by("number")
    _number(meeting, list(rest.values_list("pk", flat=True)))


def show_chair_decisions(meeting: Meeting) -> None:
    """Tie what the chair decided alone since the last meeting to this one."""
    alone = [row.pk for row in chair_decisions_to_show(meeting)]
    ChairDecision.objects.filter(pk__in=alone, shown_at__isnull=True).update(shown_at=meeting)


@deed
def publish_agenda(*, meeting: Meeting, by: User, at: datetime) -> AgendaIssue:
    """Send out the agenda: freeze what it says, with a fingerprint.

    What the chair decided alone since the last meeting is shown on it.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    need_agenda(meeting)
    if not AgendaItem.objects.standing().filter(meeting=meeting).exists():
        raise ValidationError(_("There is nothing on the agenda yet. Add an item first."))
    show_chair_decisions(meeting)
    content = agenda_content(meeting)
    issue = AgendaIssue.objects.create(
        meeting=meeting,
        number=meeting.issues.count() + 1,
        published_at=at,
        published_by=by,
        content=content,
        digest=digest(content),
    )
    meeting.agenda_published_at = meeting.agenda_published_at or at
    meeting.agenda_hash = issue.digest
    meeting.save()
    record(by=by, act=Act.SENT, subject=meeting, number=issue.number, digest=issue.digest)
    return issue
