"""Replies as anybody may take them: PDF, DOCX, XLSX, files and JSON."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from indsats.base.docx import to_docx
from indsats.base.http import download
from indsats.base.pdf import to_pdf
from indsats.base.uploads import Kind
from indsats.base.xlsx import to_xlsx
from indsats.hearings.queries.public import (
    public_document,
    public_file,
    public_json,
    public_replies,
    public_sheet,
)
from indsats.hearings.views.answers import public_of


@login_not_required
@require_safe
def whole(_request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """Give all public replies of a hearing as one file."""
    hearing = public_of(public_id)
    replies = public_replies(hearing, now())
    if form == Kind.XLSX:
        content = to_xlsx([public_sheet(replies)], title=hearing.letter_heading)
    else:
        write = {"pdf": to_pdf, "docx": to_docx}.get(form)
        if write is None:
            raise Http404
        content = write(public_document(hearing, replies))
    name = f"{hearing.public_id}.{form}"
    return download(content, name=name, content_type=Kind(form).content_type)


@login_not_required
@require_safe
def annex(_request: HttpRequest, public_id: str, number: str, place: int) -> HttpResponse:
    """Give a file that was sent with a reply and may be published."""
    row = public_file(public_of(public_id), now(), number, place)
    if row is None:
        raise Http404
    with row.file.open("rb") as stream:
        content = stream.read()
    name = f"{number}-{place}.{row.kind}"
    return download(content, name=name, content_type=Kind(row.kind).content_type)


@login_not_required
@require_safe
def api(_request: HttpRequest, public_id: str) -> JsonResponse:
    """Give a hearing and its public replies as JSON (docs/formats/public-hearing.openapi.yaml)."""
    hearing = public_of(public_id)
    return JsonResponse(public_json(hearing, public_replies(hearing, now())))
