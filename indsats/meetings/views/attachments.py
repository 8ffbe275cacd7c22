"""Attachments: put on, handed out, closed, taken off."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import Page, sent
from indsats.base.http import Request, download
from indsats.base.uploads import Kind
from indsats.meetings.actions import attachments as actions
from indsats.meetings.actions.agenda import Openness
from indsats.meetings.forms.items import AttachmentForm
from indsats.meetings.forms.planning import ReasonForm
from indsats.meetings.models import AgendaAttachment
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.organisation.access import Permission


def attach(request: Request, pk: int) -> HttpResponse:
    """Put a file on an item."""
    item = answers.item_of(request, pk, Permission.MEETING_WRITE)
    form = AttachmentForm(sent(request), request.FILES or None)

    def deed() -> None:
        data = form.cleaned_data
        actions.attach_file(
            item=item,
            by=request.user,
            file=data["file"],
            title=data["title"],
            openness=Openness(not data["closed"], data["confidentiality_reason"]),
        )

    page = Page(
        _("New attachment"),
        _("Attach"),
        reverse("meetings:item", args=[pk]),
        _("PDF, DOCX, XLSX, ODT, pictures or plain text."),
        _("The file is attached."),
    )
    return form_page(request, page, form, deed, of=item)


def _find(request: Request, pk: int, permission: Permission) -> AgendaAttachment:
    rows = AgendaAttachment.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("item__meeting"), pk=pk)


@require_safe
def attachment(request: Request, pk: int) -> HttpResponse:
    """Hand out a file to somebody who may see it, and write that down."""
    found = _find(request, pk, Permission.MEETING_SEE)
    content = actions.hand_out(attachment=found, by=request.user)
    kind = Kind(found.kind).content_type
    response = download(content, name=found.file_name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response


def openness(request: Request, pk: int) -> HttpResponse:
    """Close an attachment with a reason, or open it."""
    found = _find(request, pk, Permission.MEETING_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        wanted = Openness(not found.is_open, form.cleaned_data["reason"])
        actions.set_attachment_openness(attachment=found, by=request.user, openness=wanted)

    what = _("Close the attachment") if found.is_open else _("Open the attachment")
    back = reverse("meetings:item", args=[found.item_id])
    return form_page(request, Page(what, what, back, found.title), form, deed, of=found.item)


def remove(request: Request, pk: int) -> HttpResponse:
    """Take an attachment off its item with a reason."""
    found = _find(request, pk, Permission.MEETING_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.remove_attachment(attachment=found, by=request.user, reason=reason)

    page = Page(
        _("Remove the attachment"),
        _("Remove"),
        reverse("meetings:item", args=[found.item_id]),
        found.title,
        _("The attachment is removed."),
    )
    return form_page(request, page, form, deed, of=found.item)
