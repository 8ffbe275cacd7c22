"""A body's own reply: written together, released, sent (mine svar)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, Page, sent, simply, tried
from indsats.base.http import Request, download
from indsats.base.listing import Column, Listing
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.pdf import to_pdf
from indsats.hearings.actions import draft as actions
from indsats.hearings.actions import reply_file
from indsats.hearings.actions.declining import decline_as_body
from indsats.hearings.actions.looking import note_opened
from indsats.hearings.actions.receipts import facts, receipt_document
from indsats.hearings.actions.reply import new_request_key
from indsats.hearings.forms.hearing import DeclineForm
from indsats.hearings.forms.reply import BackForm, DraftForm, MinorityForm, SubmitForm
from indsats.hearings.models import HearingParty, Reply, ReplyDraft
from indsats.hearings.queries import own_replies as own
from indsats.hearings.queries import replies as found
from indsats.hearings.views.answers import form_page
from indsats.organisation.access import Permission, require

TAKE_PART, DRAFT = Permission.HEARING_TAKE_PART, Permission.REPLY_DRAFT
RELEASE = Permission.REPLY_RELEASE


@require_safe
def my_replies(request: Request) -> HttpResponse:
    """List the hearings the user's bodies are asked in, with how far each reply has come."""
    require(request, TAKE_PART)
    rows = HearingParty.objects.open_to(request.user, TAKE_PART, localdate())
    listing = Listing(
        request,
        own.listed(rows),
        columns=[
            Column("hearing__letter_heading", _("Hearing"), order=True, main=True, url=_address),
            Column("name", _("Body"), order=True),
            Column("role", _("Role"), order=True),
            Column("last_day", _("Deadline"), order=True),
            Column("told", _("Reply"), template="hearings/cells/state.html", show=own.told),
        ],
        search=("hearing__letter_heading", "name"),
        order=("-hearing__sent_at", "name"),
        caption=_("hearings"),
        empty=_("Your bodies are not asked in any hearing now."),
    )
    return listing.respond("hearings/my_replies.html")


def _address(party: HearingParty) -> str:
    return reverse("hearings:own-reply", args=[party.pk])


def _party(request: Request, pk: int, permission: Permission) -> HearingParty:
    rows = HearingParty.objects.open_to(request.user, permission, localdate())
    rows = rows.filter(hearing__sent_at__isnull=False)
    rows = rows.select_related("hearing__matter", "hearing__proposal", "body")
    return get_object_or_404(rows, pk=pk)


def own_reply(request: Request, pk: int) -> HttpResponse:
    """Show the body's draft with what has been sent; save it, telling if someone else wrote."""
    party = _party(request, pk, DRAFT if request.method == "POST" else TAKE_PART)
    note_opened(parties=[party], by=request.user, at=now())
    draft = found.draft_for(party)
    initial = {"kind": draft.kind, "text": draft.text, "version": draft.version}
    form = DraftForm(sent(request), request.FILES or None, initial=initial)
    theirs: list[ReplyDraft] = []

    def deed() -> None:
        if form.cleaned_data["file"]:
            reply_file.attach(party=party, by=request.user, upload=form.cleaned_data["file"])
        try:
            actions.write_draft(
                party=party, by=request.user, day=localdate(), writing=form.writing
            )  # fmt: skip
        except ChangedMeanwhileError as error:
            theirs.append(found.draft_for(party))
            form.data = {**request.POST.dict(), "version": str(error.version)}
            raise

    if request.method == "POST" and tried(form, deed):
        return redirect("hearings:own-reply", pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _page(request, party, {"form": form, "theirs": theirs}, status=status)


def _page(
    request: Request, party: HearingParty, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:  # fmt: skip
    may = found.powers(party, request.user, localdate())
    draft = found.draft_for(party)
    context = {
        **own.page(party, draft, now()),
        "may": may,
        "submit_form": SubmitForm(initial={"request_key": new_request_key()}),
        "back_form": BackForm(),
        "decline_form": DeclineForm(auto_id="decline_%s"),
        **more,
    }
    return render(request, "hearings/own_reply.html", context, status=status)


@require_POST
def detach(request: Request, pk: int, file: int) -> HttpResponse:
    """Take a file from the draft."""
    party = _party(request, pk, DRAFT)
    row = get_object_or_404(own.draft_files(party), pk=file)
    return simply(
        request, lambda: reply_file.detach(row=row, by=request.user), _("The file is removed."),
        _address(party),
    )  # fmt: skip


def minority(request: Request, pk: int) -> HttpResponse:
    """Write a side's own statement beside the draft."""
    party = _party(request, pk, DRAFT)
    side = request.GET.get("side", "")
    initial = {"side": side, "text": own.minority_text(party, side)}
    form = MinorityForm(sent(request), initial=initial)

    def deed() -> None:
        actions.set_minority(
            party=party, by=request.user, day=localdate(), **form.cleaned_data
        )  # fmt: skip

    page = Page(
        _("Minority statement"), _("Save"), _address(party),
        _("It is sent with the reply and shown beside it. An empty text takes it away."),
        up=[(_("My replies"), "hearings:my-replies"), (party.name, _address(party))],
    )  # fmt: skip
    return form_page(request, page, form, deed)


@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    """Release the draft as the body's own."""
    party = _party(request, pk, RELEASE)
    version = request.POST.get("version", "")

    def deed() -> None:
        if not version.isdigit():
            raise ValidationError(_("The page is out of date. Open it again."))
        actions.release(party=party, by=request.user, day=localdate(), version=int(version))

    return simply(request, deed, _("The draft is released. It can be sent now."), _address(party))


@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    """Send a released draft back to the members."""
    party, reason = _party(request, pk, RELEASE), request.POST.get("reason", "")
    return simply(
        request,
        lambda: actions.send_back(party=party, by=request.user, day=localdate(), reason=reason),
        _("The draft is back with the members."),
        _address(party),
    )


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    """Say that the body will not reply."""
    party, reason = _party(request, pk, RELEASE), request.POST.get("reason", "")
    return simply(
        request,
        lambda: decline_as_body(party=party, by=request.user, reason=reason, at=now()),
        _("It is noted that the body will not reply. You can still change your mind."),
        _address(party),
    )


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """Send the released draft in the body's name and show the receipt."""
    party = _party(request, pk, RELEASE)
    form = SubmitForm(request.POST)
    made: list[Reply] = []

    def deed() -> None:
        key = form.cleaned_data["request_key"]
        made.append(
            actions.submit_draft(party=party, by=request.user, at=now(), request_key=key)
        )  # fmt: skip

    if tried(form, deed):
        return redirect("hearings:own-receipt", pk, made[0].sequence)
    draft = found.draft_for(party)
    initial = {"kind": draft.kind, "text": draft.text, "version": draft.version}
    more = {"form": DraftForm(initial=initial), "refused": form.non_field_errors()}
    return _page(request, party, more, status=UNPROCESSABLE)


def _sent_reply(request: Request, pk: int, sequence: int) -> Reply:
    party = _party(request, pk, TAKE_PART)
    return get_object_or_404(party.replies.select_related("hearing"), sequence=sequence)


@require_safe
def receipt(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Show the receipt of what the body sent."""
    reply = _sent_reply(request, pk, sequence)
    context = {
        "reply": reply, "facts": facts(reply),
        "pdf": reverse("hearings:own-receipt-file", args=[pk, sequence]),
        "back": reverse("hearings:own-reply", args=[pk]),
    }  # fmt: skip
    return render(request, "hearings/receipt.html", context)


@require_safe
def receipt_file(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Give the receipt as a PDF."""
    return receipt_pdf(_sent_reply(request, pk, sequence))


def receipt_pdf(reply: Reply) -> HttpResponse:
    """Write a receipt as a PDF to keep."""
    word = _("receipt")
    name = f"{word}-{reply.receipt}.pdf"
    return download(to_pdf(receipt_document(reply)), name=name, content_type="application/pdf")
