"""The memo: made anew without losing edits, marked final when complete, published (notat)."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.docx import to_docx
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.pdf import to_pdf
from indsats.hearings.actions.matter import mark_assessed
from indsats.hearings.models import Hearing, MemoBlock, MemoVersion
from indsats.hearings.queries.lacks import lacks
from indsats.hearings.queries.memo import fingerprint, memo_document, words
from indsats.hearings.queries.memo_text import Made, generate
from indsats.hearings.queries.state import hearing_state
from indsats.hearings.queries.weighed import replies_of
from indsats.hearings.rules.merging import Mark, merge_block
from indsats.hearings.rules.states import HearingState
from indsats.organisation.models import User

LANGUAGE = "da"
READY = {HearingState.ANSWERED, HearingState.CLOSED}


@deed
def regenerate(*, hearing: Hearing, by: User) -> list[MemoBlock]:
    """Make the memo anew from the replies; what people wrote stays, and is marked where it clashes.

    The memo is written in Danish, whatever the language of the page.
    """
    Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    with override(LANGUAGE):
        made = {block.key: block for block in generate(hearing, replies_of(hearing))}
    rows = {row.key: row for row in hearing.memo_blocks.all()}
    for order, block in enumerate(made.values(), 1):
        row = (
            rows.pop(block.key) if block.key in rows else MemoBlock(hearing=hearing, key=block.key)
        )
        _merge(row, block, order)
    for row in rows.values():
        if not row.is_edited:
            row.delete()
        elif row.generated:
            row.generated, row.version = "", row.version + 1
            row.save()
    record(by=by, act=Act.CHANGED, subject=hearing, what="memo made anew", blocks=len(made))
    return list(hearing.memo_blocks.all())


def _merge(row: MemoBlock, made: Made, order: int) -> None:
    before = (row.pk, row.generated, row.heading, row.order, row.is_edited, row.conflict)
    if row.is_edited:
        base = row.edited_from
        merged = merge_block(base, row.edited, made.text)
        mark = merged[1] if merged else Mark.AS_GENERATED
        row.is_edited = mark is not Mark.AS_GENERATED
        row.conflict = mark is Mark.CONFLICT
    row.generated, row.heading, row.order = made.text, made.heading, order
    if before != (row.pk, row.generated, row.heading, row.order, row.is_edited, row.conflict):
        row.version += 1
    row.save()


def _claim(block: MemoBlock, version: int) -> MemoBlock:
    fresh = MemoBlock.objects.select_for_update(of=("self",)).get(pk=block.pk)
    if fresh.version != version:
        raise ChangedMeanwhileError(fresh.version)
    return fresh


@deed
def edit_block(*, block: MemoBlock, by: User, version: int, text: str) -> MemoBlock:
    """Write a block in one's own words; settles a clash with what was made anew.

    Raises ChangedMeanwhileError when someone else has saved the block since it was shown.
    """
    fresh = _claim(block, version)
    text = text.replace("\r\n", "\n").strip()
    record(by=by, act=Act.CHANGED, subject=fresh, before=words(fresh), text=text)
    fresh.edited, fresh.edited_from = text, fresh.generated
    fresh.is_edited, fresh.conflict = text != fresh.generated, False
    fresh.edited_by, fresh.version = by.username, fresh.version + 1
    fresh.save()
    return fresh


@deed
def restore_block(*, block: MemoBlock, by: User, version: int) -> MemoBlock:
    """Use the generated text again; the words dropped stay in the trail."""
    fresh = _claim(block, version)
    record(by=by, act=Act.CHANGED, subject=fresh, before=words(fresh), what="made anew")
    fresh.edited = fresh.edited_from = ""
    fresh.is_edited = fresh.conflict = False
    fresh.edited_by, fresh.version = by.username, fresh.version + 1
    if not fresh.generated:
        fresh.delete()
        return fresh
    fresh.save()
    return fresh


def _refuse_unfinished(hearing: Hearing, at: datetime) -> None:
    if hearing_state(hearing, at) not in READY:
        raise ValidationError(_("Replies can still come in. Wait until the deadline is over."))
    missing = [lack for lack in lacks(hearing) if lack.gap.blocking]
    if missing:
        text = ngettext(
            "The memo lacks %(n)s thing. See the list.",
            "The memo lacks %(n)s things. See the list.",
            len(missing),
        )
        raise ValidationError(text % {"n": len(missing)}, code="gaps")


@deed
def mark_final(*, hearing: Hearing, by: User, at: datetime) -> MemoVersion:
    """Keep the memo as PDF and DOCX under a number, once every remark has its answer.

    Raises ValidationError while something is lacking or an edit clashes with the newest replies.
    """
    _refuse_unfinished(hearing, at)
    blocks = regenerate(hearing=hearing, by=by)
    if any(row.conflict for row in blocks):
        text = _("Some text you wrote clashes with newer replies. Settle that first.")
        raise ValidationError(text, code="conflict")
    with override(LANGUAGE):
        document = memo_document(hearing, blocks, made_at=at)
        pdf, docx = to_pdf(document), to_docx(document)
    last = hearing.memos.order_by("-number").first()
    memo = MemoVersion(
        hearing=hearing,
        number=last.number + 1 if last else 1,
        sha256=hashlib.sha256(pdf).hexdigest(),
        docx_sha256=hashlib.sha256(docx).hexdigest(),
        content_sha256=fingerprint(blocks),
        made_by=by,
        made_at=at,
        is_final=True,
    )
    memo.file.save(f"{hearing.pk}-{memo.number}.pdf", ContentFile(pdf), save=False)
    memo.docx.save(f"{hearing.pk}-{memo.number}.docx", ContentFile(docx), save=False)
    memo.save()
    record(by=by, act=Act.DECIDED, subject=memo, number=memo.number, sha256=memo.sha256)
    mark_assessed(matter=hearing.matter, by=by, at=at)
    return memo


@deed
def publish_memo(*, hearing: Hearing, by: User, at: datetime) -> MemoVersion:
    """Publish the newest final memo on the hearing's public page.

    Raises ValidationError when none is final, or when its words have changed since.
    """
    fresh = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    memo = fresh.memos.filter(is_final=True).order_by("-number").first()
    if memo is None:
        raise ValidationError(_("Mark the memo as final first."))
    if memo.content_sha256 != fingerprint(list(fresh.memo_blocks.all())):
        text = _("The memo has been changed since it was marked final. Mark it final again.")
        raise ValidationError(text)
    if not fresh.publication:
        raise ValidationError(_("Decide how the replies are published."))
    fresh.memo_published_at, fresh.version = at, fresh.version + 1
    fresh.save(update_fields=["memo_published_at", "version"])
    hearing.memo_published_at, hearing.version = at, fresh.version
    record(by=by, act=Act.SHARED, subject=memo, number=memo.number, sha256=memo.sha256)
    return memo


@deed
def note_memo_export(*, hearing: Hearing, by: User, what: str) -> None:
    """Write in the trail who took the assessment or the internal memo out."""
    record(by=by, act=Act.EXPORTED, subject=hearing, what=what)
