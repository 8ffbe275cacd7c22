"""The preview of a change-set: on the screen, and as a file for publication."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from indsats.base.docx import to_docx
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.previewing import exported_preview, saw_people
from indsats.organisation.queries.change_set_page import page_of
from indsats.organisation.queries.preview_document import preview_document
from indsats.organisation.queries.preview_page import Shown
from indsats.organisation.queries.preview_page import shown as show
from indsats.organisation.views.change_set import reachable

FILES = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def _shown(request: Request, key: str, *, named: bool) -> Shown:
    found = reachable(request, key, Permission.CHANGE_SEE)
    try:
        asked = parse_date(request.GET.get("dag", ""))
    except ValueError:
        asked = None
    page = page_of(found, today=localdate(), named=named)
    return show(page, asked, everything="alle" in request.GET)


def preview(request: Request, key: str) -> HttpResponse:
    """Show a day before and after, and what differs; names only for those who may see them."""
    named = access.may(request.user, Permission.CHANGE_PEOPLE_SEE, localdate())
    shown = _shown(request, key, named=named)
    change_set = shown.page.change_set
    saw_people(by=request.user, change_set=change_set, usernames=shown.usernames)
    context = {
        "change_set": change_set, "page": shown.page, "shown": shown,
        "keep": [("alle", "1")] if shown.everything else [],
    }  # fmt: skip
    return render(request, "organisation/preview.html", context)


def preview_file(request: Request, key: str, kind: str) -> HttpResponse:
    """Give the preview for publication as PDF or DOCX; it names no employee, whoever asks."""
    if kind not in FILES:
        raise Http404
    shown = _shown(request, key, named=False)
    write, content_type = FILES[kind]
    content = write(preview_document(shown))
    change_set = shown.page.change_set
    exported_preview(by=request.user, change_set=change_set, kind=kind)
    name = f"forhaandsvisning-{change_set.key}.{kind}"
    return download(content, name=name, content_type=content_type)
