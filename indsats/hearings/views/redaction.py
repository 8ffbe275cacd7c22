"""Covering words of a reply before it is published (overstregning)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, simply, tried
from indsats.base.http import Request
from indsats.hearings.actions import redaction as actions
from indsats.hearings.forms.registration import CoverForm
from indsats.hearings.models import Reply
from indsats.hearings.rules.redaction import Cover, code_point
from indsats.hearings.views.replies import REDACT, reply_of, show_reply, where


@require_POST
def cover(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Cover what was marked, or every place where the given words stand."""
    row = reply_of(request, pk, sequence, REDACT)
    form = CoverForm(request.POST)
    if tried(form, lambda: _cover(request, row, form)):
        messages.success(request, _("Covered in every public copy. The original stays."))
        return redirect(f"{where(row)}#tekst")
    return show_reply(request, row, {"cover_form": form}, status=UNPROCESSABLE)


def _cover(request: Request, row: Reply, form: CoverForm) -> None:
    data = form.cleaned_data
    if data["start"] is None or data["end"] is None:
        actions.cover_passage(
            reply=row, by=request.user, passage=data["passage"], reason=data["reason"]
        )
        return
    minority = None
    if (key := request.POST.get("minority", "")).isdigit():
        minority = get_object_or_404(row.minorities.all(), pk=int(key))
    text = minority.text if minority else row.text
    span = Cover(code_point(text, data["start"]), code_point(text, data["end"]), data["reason"])
    actions.cover(reply=row, by=request.user, span=span, minority=minority)


@require_POST
def cover_details(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Cover what looks like personal numbers, addresses and telephone numbers."""
    row = reply_of(request, pk, sequence, REDACT)
    count = actions.cover_details(reply=row, by=request.user)
    text = ngettext("%(n)s place covered.", "%(n)s places covered.", count) % {"n": count}
    advice = _("Read the text through all the same.")
    messages.success(request, f"{text} {advice}")
    return redirect(f"{where(row)}#tekst")


@require_POST
def uncover(request: Request, pk: int, sequence: int, cover: int) -> HttpResponse:
    """Take a cover away; the reply must be read anew before it is published."""
    row = reply_of(request, pk, sequence, REDACT)
    found = get_object_or_404(row.redactions.select_related("reply"), pk=cover)
    return simply(
        request,
        lambda: actions.uncover(row=found, by=request.user),
        _("The cover is taken away."),
        where(row),
    )
