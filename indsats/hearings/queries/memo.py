"""The memo as a page, a document and a sheet."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.base.bringing import bring
from indsats.base.documents import Block, Bullets, Document, Heading, Notice, Paragraph, Quote, Tone
from indsats.base.xlsx import Column, Sheet
from indsats.hearings.models import Hearing, MemoBlock, MemoVersion, Reply, Segment, Verdict
from indsats.hearings.queries.bench import AS_READ, counting
from indsats.hearings.queries.lacks import lacks
from indsats.hearings.queries.weighed import replies_of
from indsats.hearings.rules.memo_text import Part, parts

SHOWN = 50
FIRST = 10  # parts of a block shown at once


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
    def first(self) -> Sequence[Part]:
        """Give what is shown at once; all of it where little more is left."""
        return self.parts if len(self.parts) <= 2 * FIRST else self.parts[:FIRST]

    @property
    def rest(self) -> Sequence[Part]:
        """Give what is folded away, so that the page stays one that can be read."""
        return self.parts[len(self.first) :]

    @property
    def badge(self) -> tuple[str, str] | None:
        """Say in a word how the block came to be, where it is not as generated."""
        if self.row.conflict:
            return _("Newer replies have changed this"), "warning"
        if self.row.is_edited and not self.row.generated:
            return _("Written by hand"), "info"
        return (_("Edited"), "info") if self.row.is_edited else None


def laid_out(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Let a hearing bring its kept memos, and how many replies nobody has reviewed."""
    unread = Reply.objects.filter(
        hearing=OuterRef("pk"), superseded_by=None, reviewed_at=None, withheld_because=""
    )
    count = unread.order_by().values("hearing").annotate(n=Count("pk")).values("n")
    memos = MemoVersion.objects.filter(hearing=OuterRef("pk")).order_by("-number")
    return bring(rows.annotate(unread=Coalesce(Subquery(count), 0)), memos=memos)


def memo_page(hearing: Hearing) -> dict[str, Any]:
    """Gather the blocks, what is lacking, and the versions kept; read as `laid_out`."""
    missing = lacks(hearing)
    blocking = [lack for lack in missing if lack.gap.blocking]
    advice = [lack for lack in missing if not lack.gap.blocking]
    blocks, versions = list(hearing.memo_blocks.all()), list(hearing.memos.all())
    current = versions[0] if versions else None
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
        "unread": vars(hearing)["unread"],
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
        author=settings.MUNICIPALITY,
        header=settings.MUNICIPALITY,
        footer=date_format(localtime(made_at), "j. F Y"),
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
        author=settings.MUNICIPALITY,
        header=settings.MUNICIPALITY,
        footer=date_format(localtime(made_at), "j. F Y"),
        mark=_("INTERNAL"),
        made_at=made_at,
    )


def _themes(hearing: Hearing) -> dict[int, str]:
    """Name the themes of every segment of a hearing that has any: one query."""
    links = Segment.themes.through.objects.filter(segment__reply__hearing=hearing)
    found: dict[int, list[str]] = defaultdict(list)
    for segment, name in links.order_by("theme__order", "theme__name").values_list(
        "segment", "theme__name"
    ):
        found[segment].append(name)
    return {segment: ", ".join(names) for segment, names in found.items()}


def _lines(hearing: Hearing) -> Iterator[tuple[object, ...]]:
    """Read every segment with its assessment, row by row: two queries, however many."""
    themes, verdicts = _themes(hearing), {each.value: str(each.label) for each in Verdict}
    words = Coalesce("minority__text", "reply__text")
    rows = (
        Segment.objects.filter(reply__in=counting(hearing))
        .annotate(words=Substr(words, F("start") + 1, F("end") - F("start")))
        .order_by("reply__sequence", *AS_READ)
        .values_list(
            "pk", "reply__sequence", "reply__sender_name", "minority__side", "words",
            "item__number", "item__title", "verdict", "answer", "change_reference", "changed_by",
        )
    )  # fmt: skip
    for pk, number, sender, side, text, item, title, verdict, *rest in rows.iterator():
        about = f"{item} {title}" if item is not None else ""
        named = (themes.get(pk, ""), about, verdicts.get(verdict, ""))
        yield (number, sender, side or "", text, *named, *rest)


def assessment_sheet(hearing: Hearing) -> Sheet:
    """Give every segment with its assessment as a sheet; for the administration only."""
    columns = [
        Column(_("Number"), 10), Column(_("From"), 30), Column(_("Minority"), 20),
        Column(_("Remark"), 70), Column(_("Themes"), 24), Column(_("Item"), 28),
        Column(_("Verdict"), 20), Column(_("Answer"), 70), Column(_("Changed"), 28),
        Column(_("Last changed by"), 18),
    ]  # fmt: skip
    return Sheet(title=_("Assessment"), columns=columns, rows=_lines(hearing))


def published_memo(hearing: Hearing, today: date, gone: date | None) -> MemoVersion | None:
    """Give the memo anybody may read today; ``gone`` is the day the copy is `deleted_on`."""
    if hearing.memo_published_at is None or hearing.withdrawn_at is not None:
        return None
    if gone is not None and today >= gone:
        return None
    rows = hearing.memos.filter(is_final=True, made_at__lte=hearing.memo_published_at)
    return rows.order_by("-number").first()
