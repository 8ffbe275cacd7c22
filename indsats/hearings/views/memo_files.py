"""The memo as files: the draft, the kept versions, the internal one, the sheet, the public one."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from indsats.base.documents import Document
from indsats.base.docx import to_docx
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.base.xlsx import to_xlsx
from indsats.hearings.actions.memo import note_memo_export
from indsats.hearings.models import MemoVersion
from indsats.hearings.queries.memo import (
    assessment_sheet,
    internal_document,
    memo_document,
    published_memo,
)
from indsats.hearings.queries.outcome import deleted_on
from indsats.hearings.views.answers import hearing_of, public_of
from indsats.organisation.access import Permission

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"pdf": "application/pdf", "docx": WORD}
SEE = Permission.REPLY_SEE


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return download(
        content, name=f"{name}.{kind}", content_type=TYPES[kind], inline=kind == "pdf"
    )  # fmt: skip


def _known(kind: str) -> None:
    if kind not in TYPES:
        raise Http404


def _written(document: Document, kind: str) -> bytes:
    return to_pdf(document) if kind == "pdf" else to_docx(document)


@require_safe
def draft(request: Request, pk: int, kind: str) -> HttpResponse:
    """Give the memo as it reads now, marked as a draft."""
    _known(kind)
    hearing = hearing_of(request, pk, SEE)
    with override("da"):
        blocks = list(hearing.memo_blocks.all())
        document = memo_document(hearing, blocks, made_at=now(), mark=_("DRAFT"))
        return _file(_written(document, kind), _("hearing memo, draft"), kind)


@require_safe
def internal(request: Request, pk: int, kind: str) -> HttpResponse:
    """Give every remark uncovered with its assessment; who took it stands in the trail."""
    _known(kind)
    hearing = hearing_of(request, pk, SEE)
    note_memo_export(hearing=hearing, by=request.user, what="internal memo")
    with override("da"):
        document = internal_document(hearing, made_at=now())
        return _file(_written(document, kind), _("internal assessment"), kind)


@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """Give the assessment as a spreadsheet; who took it stands in the trail."""
    hearing = hearing_of(request, pk, SEE)
    note_memo_export(hearing=hearing, by=request.user, what="assessment")
    content = to_xlsx([assessment_sheet(hearing)])
    word = _("assessment")
    return download(content, name=f"{word}.xlsx", content_type=EXCEL)


def _kept(memo: MemoVersion, kind: str) -> HttpResponse:
    stored = memo.file if kind == "pdf" else memo.docx
    if not stored:
        raise Http404
    with stored.open("rb") as opened:
        content = opened.read()
    word = _("hearing memo")
    return _file(content, f"{word} {memo.number}", kind)


@require_safe
def stored(request: Request, pk: int, number: int, kind: str) -> HttpResponse:
    """Give a memo as it was when it was marked final."""
    _known(kind)
    hearing = hearing_of(request, pk, SEE)
    return _kept(get_object_or_404(hearing.memos, number=number), kind)


@login_not_required
@require_safe
def public(_request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the published memo to anybody, without login."""
    _known(kind)
    hearing = public_of(public_id)
    memo = published_memo(hearing, localdate(), deleted_on(hearing))
    if memo is None:
        raise Http404
    return _kept(memo, kind)
