"""Registering replies that came by mail, on paper or as a list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, Page, sent, tried
from indsats.base.http import Request
from indsats.hearings.actions import registration as actions
from indsats.hearings.actions.reply import new_request_key
from indsats.hearings.forms.registration import ImportForm, RegisterForm
from indsats.hearings.forms.reply_import import brought_back, carried, judged, read
from indsats.hearings.models import Channel, Reply
from indsats.hearings.views.answers import above_hearing, form_page, hearing_of
from indsats.hearings.views.replies import REGISTER, where


def register(request: Request, pk: int) -> HttpResponse:
    """Register a reply by hand."""
    hearing = hearing_of(request, pk, REGISTER)
    initial = {
        "day": localtime().date(), "clock": localtime().time(), "request_key": new_request_key(),
    }  # fmt: skip
    form = RegisterForm(
        sent(request), request.FILES or None, initial=initial, parties=list(hearing.parties.all())
    )
    made: list[Reply] = []

    def deed() -> None:
        key = form.cleaned_data["request_key"]
        made.append(
            actions.register(hearing=hearing, by=request.user, letter=form.letter, request_key=key)
        )  # fmt: skip

    page = Page(
        _("Register a reply"), _("Register"), reverse("hearings:replies", args=[pk]),
        _("For replies that came by e-mail or on paper."), lambda: _told(made[0]),
        up=above_hearing(hearing, (_("Replies"), reverse("hearings:replies", args=[pk]))),
    )  # fmt: skip
    answer = form_page(request, page, form, deed)
    return redirect(where(made[0])) if made else answer


def _told(reply: Reply) -> str:
    """Say that a reply is registered, and how its receipt reaches the sender."""
    party = reply.party
    if party is None or not party.address:
        return _("The reply is registered. Print the receipt for the sender here on the page.")
    if party.channel == Channel.OUTBOX:
        return _("The reply is registered. The receipt lies in the outbox to be printed.")
    text = _("The reply is registered. The receipt is sent to %(address)s.")
    return text % {"address": party.address}


def load(request: Request, pk: int) -> HttpResponse:
    """Show what a spreadsheet of replies holds, row by row, before anything is taken in."""
    hearing = hearing_of(request, pk, REGISTER)
    form = ImportForm(sent(request), request.FILES or None)
    rows: list[dict[str, str]] = []
    context = {"hearing": hearing, "form": form}
    if request.method != "POST":
        return render(request, "hearings/reply_import.html", context)
    if not tried(form, lambda: rows.extend(read(form.cleaned_data["file"]))):
        return render(request, "hearings/reply_import.html", context, status=UNPROCESSABLE)
    lines = judged(rows)
    wrong = [line for line in lines if line.errors]
    more = {"lines": lines, "wrong": wrong, "rows": carried(rows), "request_key": new_request_key()}
    status = UNPROCESSABLE if wrong else 200
    return render(request, "hearings/reply_import.html", {**context, **more}, status=status)


@require_POST
def take_in(request: Request, pk: int) -> HttpResponse:
    """Take in every row that was shown, or none of them."""
    hearing = hearing_of(request, pk, REGISTER)
    made: list[Reply] = []

    def deed() -> None:
        lines = judged(brought_back(request.POST.get("rows", "")))
        letters = [line.letter for line in lines if line.letter]
        if len(letters) != len(lines):
            raise ValidationError(_("Mend the rows that are wrong first."))
        key = request.POST.get("request_key", "")[:40]
        made.extend(
            actions.register_many(
                hearing=hearing, by=request.user, letters=letters, request_key=key
            )
        )  # fmt: skip

    try:
        deed()
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect("hearings:reply-import", pk)
    text = ngettext("%(n)s reply is taken in.", "%(n)s replies are taken in.", len(made))
    messages.success(request, text % {"n": len(made)})
    return redirect("hearings:replies", pk)
