"""Attachments: kept under names that say nothing, handed out through one door (bilag)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.uploads import check_upload
from indsats.meetings.actions.agenda import Openness
from indsats.meetings.actions.refusals import need_agenda, need_standing
from indsats.meetings.models import AgendaAttachment, AgendaItem
from indsats.organisation.models import User


def _check(openness: Openness) -> None:
    if not openness.is_open and not openness.reason.strip():
        raise ValidationError({"confidentiality_reason": _("Write why the attachment is closed.")})


@deed
def attach_file(
    *, item: AgendaItem, by: User, file: "File[Any]", title: str, openness: Openness
) -> AgendaAttachment:
    """Put a file on an item; what it is, is found from its content and not from its name."""
    need_agenda(item.meeting)
    need_standing(item)
    _check(openness)
    checked = check_upload(file)
    last = item.attachments.aggregate(last=Max("number"))["last"] or 0
    attachment = AgendaAttachment.objects.create(
        item=item,
        number=last + 1,
        title=title.strip() or checked.name,
        file=file,
        file_name=checked.name,
        kind=checked.kind,
        size=checked.size,
        sha256=checked.sha256,
        is_open=openness.is_open,
        confidentiality_reason="" if openness.is_open else openness.reason.strip(),
        added_by=by,
    )
    record(
        by=by,
        act=Act.CREATED,
        subject=attachment,
        item=item,
        sha256=checked.sha256,
        is_open=openness.is_open,
    )
    return attachment


@deed
def set_attachment_openness(*, attachment: AgendaAttachment, by: User, openness: Openness) -> None:
    """Close an attachment at any time, with a reason, or open it while the agenda can change."""
    if openness.is_open:
        need_agenda(attachment.item.meeting)
    _check(openness)
    attachment.is_open = openness.is_open
    attachment.confidentiality_reason = "" if openness.is_open else openness.reason.strip()
    attachment.save(update_fields=["is_open", "confidentiality_reason"])
    record(
        by=by, act=Act.CHANGED, subject=attachment, reason=openness.reason, is_open=openness.is_open
    )


@deed
def remove_attachment(*, attachment: AgendaAttachment, by: User, reason: str) -> None:
    """Take an attachment off its item, saying why; the trail keeps its fingerprint."""
    need_agenda(attachment.item.meeting)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the attachment is removed.")})
    record(
        by=by,
        act=Act.REMOVED,
        subject=attachment,
        reason=reason,
        item=attachment.item,
        sha256=attachment.sha256,
    )
    stored = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))


@deed
def hand_out(*, attachment: AgendaAttachment, by: User) -> bytes:
    """Give an attachment to somebody to read, and write down that they did."""
    record(by=by, act=Act.SEEN, subject=attachment, is_open=attachment.is_open)
    with attachment.file.open("rb") as opened:
        return bytes(opened.read())


@deed
def hand_out_item(*, item: AgendaItem, by: User) -> None:
    """Write down that somebody read a closed item."""
    record(by=by, act=Act.SEEN, subject=item)
