"""Annexes and supplements opened: by those who prepare the matter, the parties, the public."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.hearings.actions.looking import hand_out_annex
from indsats.hearings.models import Annex, Supplement
from indsats.hearings.queries.annex import annex_document, annexes
from indsats.hearings.views.answers import hearing_of, proposal_of, public_of
from indsats.organisation.access import Permission


@require_safe
def of_proposal(request: Request, key: str, number: int, pk: int) -> HttpResponse:
    """Open an annex of a version, closed ones too; looking at those leaves a trace."""
    found = proposal_of(request, key, number, Permission.MATTER_SEE)
    annex = get_object_or_404(annexes(found, closed=True), pk=pk)
    if not annex.is_open:
        hand_out_annex(annex=annex, by=request.user)
    return opened(annex)


@require_safe
def of_hearing(request: Request, pk: int, annex: int) -> HttpResponse:
    """Open an annex as a party of the hearing; closed ones are not there."""
    found = hearing_of(request, pk, Permission.HEARING_TAKE_PART)
    return opened(get_object_or_404(annexes(found.proposal, closed=False), pk=annex))


@login_not_required
@require_safe
def of_public(_request: HttpRequest, public_id: str, annex: int) -> HttpResponse:
    """Open an annex from the public page; closed ones are not there."""
    found = public_of(public_id)
    return opened(get_object_or_404(annexes(found.proposal, closed=False), pk=annex))


@require_safe
def supplement_of_hearing(request: Request, pk: int, number: int) -> HttpResponse:
    """Open the file of a supplement, as one who prepares the matter or as a party."""
    try:
        found = hearing_of(request, pk, Permission.MATTER_SEE)
    except Http404:
        found = hearing_of(request, pk, Permission.HEARING_TAKE_PART)
    return supplement_file(found.supplements.all(), number)


@login_not_required
@require_safe
def supplement_of_public(_request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Open the file of a supplement from the public page; what is for the parties is not there."""
    found = public_of(public_id)
    return supplement_file(found.supplements.filter(is_public=True), number)


def supplement_file(rows: QuerySet[Supplement], number: int) -> HttpResponse:
    """Give the file of one of some supplements."""
    row = get_object_or_404(rows.exclude(file=""), number=number)
    with row.file.open("rb") as stream:
        content = stream.read()
    return download(content, name=row.name, content_type="application/octet-stream")


def opened(annex: Annex) -> HttpResponse:
    """Give an annex as the file it is, or written out as a PDF."""
    if annex.file:
        with annex.file.open("rb") as stream:
            content = stream.read()
        name = (annex.file.name or annex.title).rsplit("/", 1)[-1]
        return download(content, name=name, content_type="application/octet-stream")
    document = annex_document(annex)
    if document is None:
        raise Http404
    pdf = to_pdf(document)
    return download(pdf, name=f"{annex.title}.pdf", content_type="application/pdf", inline=True)
