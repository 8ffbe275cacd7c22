"""The memo as a page, a document and a sheet."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from indsats.base.documents import Block, Bullets, Document, Heading, Notice, Paragraph, Quote, Tone
from indsats.base.xlsx import Column, Sheet
from indsats.hearings.models import Hearing, MemoBlock, MemoVersion, Reply
from indsats.hearings.queries.bench import counting
from indsats.hearings.queries.outcome import deleted_on
from indsats.hearings.queries.weighed import lacks, replies_of
from indsats.hearings.rules.memo_text import Part, parts

SHOWN = 50


def words(block: MemoBlock) -> str:
    """Give the words of a block as the memo has them."""
    return block.edited if block.is_edited else block.generated


def fingerprint(blocks: Sequence[MemoBlock]) -> str:
    """Give a hash of the memo's headings and words, in their order."""
    text = "\x00".join(f"{row.heading}\x01{words(row)}" for row in blocks)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Shown:
    """A block on the page: its row, its words in parts, and how it came to be."""

    row: MemoBlock
    parts: Sequence[Part]

    @property
    def badge(self) -> tuple[str, str] | None:
        """Say in a word how the block came to be, where it is not as generated."""
        if self.row.conflict:
            return _("Newer replies have changed this"), "warning"
        if self.row.is_edited and not self.row.generated:
            return _("Written by hand"), "info"
        return (_("Edited"), "info") if self.row.is_edited else None


def memo_page(hearing: Hearing) -> dict[str, Any]:
    """Gather the blocks, what is lacking, and the versions kept."""
    missing = lacks(hearing)
    blocking = [lack for lack in missing if lack.blocking]
    advice = [lack for lack in missing if not lack.blocking]
    blocks = list(hearing.memo_blocks.all())
    versions = list(hearing.memos.select_related("made_by").order_by("-number"))
    current = versions[0] if versions else None
    unread = counting(hearing).filter(reviewed_at__isnull=True, withheld_because="")
    return {
        "hearing": hearing,
        "matter": hearing.matter,
        "blocks": [Shown(row, parts(words(row))) for row in blocks],
        "blocking": blocking[:SHOWN],
        "blocking_count": len(blocking),
        "advice": advice[:SHOWN],
        "advice_count": len(advice),
        "conflicts": [row for row in blocks if row.conflict],
        "versions": versions,
        "is_current": current is not None and current.content_sha256 == fingerprint(blocks),
        "unread": unread.count(),
    }


def _document_blocks(part: Part) -> Block:
    if part.kind == "list":
        return Bullets(part.lines)
    if part.kind == "quote":
        return Quote(part.text, part.by)
    return Paragraph(part.text)


def memo_document(
    hearing: Hearing, blocks: Sequence[MemoBlock], *, made_at: datetime, mark: str = ""
) -> Document:
    """Lay the memo out for PDF and DOCX; a block struck out is left out."""
    found: list[Block] = []
    if mark:
        found.append(Notice(_("This memo is not final."), mark, Tone.DRAFT))
    for row in blocks:
        if words(row):
            found += [Heading(row.heading), *map(_document_blocks, parts(words(row)))]
    return Document(
        title=_("Hearing memo: %(title)s") % {"title": hearing.letter_heading},
        blocks=found,
        subject=hearing.matter.journal_number,
        mark=mark,
        made_at=made_at,
    )


def internal_document(hearing: Hearing, *, made_at: datetime) -> Document:
    """Lay out every remark uncovered with its assessment, for the administration only."""
    text = _("Holds the replies as they were sent, also what is covered in public copies.")
    found: list[Block] = [Notice(text, _("Internal"), Tone.CONFIDENTIAL)]
    for reply in replies_of(hearing):
        found.append(Heading(f"{reply.sequence}. {reply.sender_name}"))
        rows = list(reply.segments.all())
        if not rows:
            found.append(Paragraph(reply.text or reply.get_kind_display()))
        statements = {row.pk: row for row in reply.minorities.all()}
        for row in rows:
            minority = statements.get(row.minority_id or 0)
            source = minority.text if minority else reply.text
            verdict = row.get_verdict_display() if row.verdict else "–"
            found.append(Quote(source[row.start : row.end], minority.side if minority else ""))
            found.append(Paragraph(f"{verdict}: {row.answer or '–'}"))
    return Document(
        title=_("Internal assessment: %(title)s") % {"title": hearing.letter_heading},
        blocks=found,
        mark=_("INTERNAL"),
        made_at=made_at,
    )


def _line(reply: Reply, segment: Any, text: str, side: str) -> tuple[object, ...]:
    item = segment.item
    return (
        reply.sequence,
        reply.sender_name,
        side,
        text,
        ", ".join(theme.name for theme in segment.themes.all()),
        f"{item.number} {item.title}" if item else "",
        segment.get_verdict_display() if segment.verdict else "",
        segment.answer,
        segment.change_reference,
        segment.changed_by,
    )


def _lines(replies: Sequence[Reply]) -> Iterator[tuple[object, ...]]:
    for reply in replies:
        statements = {row.pk: row for row in reply.minorities.all()}
        for row in reply.segments.all():
            minority = statements.get(row.minority_id or 0)
            text = minority.text if minority else reply.text
            side = minority.side if minority else ""
            yield _line(reply, row, text[row.start : row.end], side)


def assessment_sheet(hearing: Hearing) -> Sheet:
    """Give every segment with its assessment as a sheet; for the administration only."""
    columns = [
        Column(_("Number"), 10), Column(_("From"), 30), Column(_("Minority"), 20),
        Column(_("Remark"), 70), Column(_("Themes"), 24), Column(_("Item"), 28),
        Column(_("Verdict"), 20), Column(_("Answer"), 70), Column(_("Changed"), 28),
        Column(_("Last changed by"), 18),
    ]  # fmt: skip
    return Sheet(title=_("Assessment"), columns=columns, rows=_lines(replies_of(hearing)))


def published_memo(hearing: Hearing, today: Any) -> MemoVersion | None:
    """Give the memo anybody may read today, if there is one."""
    if hearing.memo_published_at is None or hearing.withdrawn_at is not None:
        return None
    gone = deleted_on(hearing)
    if gone is not None and today >= gone:
        return None
    rows = hearing.memos.filter(is_final=True, made_at__lte=hearing.memo_published_at)
    return rows.order_by("-number").first()
