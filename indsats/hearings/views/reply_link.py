"""Replying without a login, by the party's own link (svarlink)."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, simply, tried
from indsats.base.limits import limited
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import draft as actions
from indsats.hearings.actions import reply_file
from indsats.hearings.actions.declining import decline as say_declined
from indsats.hearings.actions.link_use import note_link_used
from indsats.hearings.actions.receipts import facts
from indsats.hearings.actions.reply import new_request_key
from indsats.hearings.forms.hearing import DeclineForm
from indsats.hearings.forms.reply import LinkForm
from indsats.hearings.models import HearingParty, Reply, ReplyDraft, ReplyLink
from indsats.hearings.queries import own_replies as own
from indsats.hearings.queries import replies as found
from indsats.hearings.views.annexes import opened, supplement_file
from indsats.hearings.views.own_replies import receipt_pdf

P = ParamSpec("P")
OK, CONFLICT, GONE = 200, 409, 410
View = Callable[Concatenate[HttpRequest, ReplyLink, P], HttpResponse]


def by_link(view: View[P]) -> Callable[..., HttpResponse]:
    """Find the link, or say kindly why it does not work; the page is never kept nor indexed."""

    @login_not_required
    @limited("reply-link", amount=240, seconds=60, by="token")
    def linked(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        token = kwargs.pop("token")
        at = found.link_of(token, now())
        if at.link is None or at.state != "open":
            hearing = at.link.party.hearing if at.link else None
            status = GONE if at.link else 404
            written = request.POST.get("text", "")
            context = {"state": at.state, "hearing": hearing, "written": written}
            response = render(request, "hearings/link_gone.html", context, status=status)
        else:
            response = view(request, at.link, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    linked.__name__, linked.__doc__ = view.__name__, view.__doc__
    return linked


def _form(draft: ReplyDraft, name: str = "") -> LinkForm:
    return LinkForm(
        initial={
            "kind": draft.kind, "text": draft.text, "version": draft.version, "name": name,
            "request_key": new_request_key(),
        },
    )  # fmt: skip


def _page(
    request: HttpRequest, link: ReplyLink, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:  # fmt: skip
    party, token = link.party, _token(request)
    draft = found.draft_for(party)
    context = {
        **own.page(party, draft, now()),
        "token": token,
        "form": _form(draft),
        "decline_form": DeclineForm(auto_id="decline_%s"),
        "unfolded": draft.pk is None,
        "again": "nyt" in request.GET or status != OK or _newer(draft),
        **more,
    }
    return render(request, "hearings/reply_link.html", context, status=status)


def _newer(draft: ReplyDraft) -> bool:
    """Tell whether the draft has been written on since it was last sent."""
    last = draft.party.replies.order_by("-sequence").first()
    return last is None or (last.text != draft.text and bool(draft.text.strip()))


@by_link
def reply_link(request: HttpRequest, link: ReplyLink) -> HttpResponse:
    """Show the letter and the reply's form; save the draft, or send it and show the receipt."""
    if request.method != "POST":
        note_link_used(link=link, at=now())
        return _page(request, link, {})
    form = LinkForm(request.POST, request.FILES)
    theirs: list[ReplyDraft] = []
    made: list[Reply] = []

    def deed() -> None:
        if form.cleaned_data["file"]:
            upload, key = form.cleaned_data["file"], form.cleaned_data["request_key"]
            reply_file.attach(
                party=link.party, by=f"link:{link.pk}", upload=upload, request_key=key
            )  # fmt: skip
        if request.POST.get("do") == "send":
            made.append(_send(link, form))
        else:
            actions.write_as_link(party=link.party, writing=form.writing, link=link.pk)

    if not tried(form, lambda: _telling(deed, link.party, form, theirs)):
        return _page(request, link, {"form": form, "theirs": theirs}, status=UNPROCESSABLE)
    if made:
        return redirect("hearings:link-receipt", _token(request), made[0].sequence)
    messages.success(request, _("The draft is saved. Nothing has been sent yet."))
    return redirect(f"{request.path}?nyt=1#svar")


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""


def _telling(
    deed: Callable[[], None], party: HearingParty, form: LinkForm, theirs: list[ReplyDraft]
) -> None:
    """Do a deed; where someone else has written meanwhile, keep theirs to be shown beside."""
    try:
        deed()
    except ChangedMeanwhileError as error:
        theirs.append(found.draft_for(party))
        form.data = {**form.data.dict(), "version": str(error.version)}  # type: ignore[attr-defined]
        raise


def _send(link: ReplyLink, form: LinkForm) -> Reply:
    data = form.cleaned_data
    return actions.send_by_link(
        party=link.party, link=link.pk, name=data["name"], writing=form.writing, at=now(),
        request_key=data["request_key"],
    )  # fmt: skip


@by_link
def autosave(request: HttpRequest, link: ReplyLink) -> HttpResponse:
    """Save the draft while somebody writes, and say when; 409 when someone else has written."""
    if request.method != "POST":
        raise Http404
    form = LinkForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("The draft could not be saved.")}, status=UNPROCESSABLE)
    try:
        draft = actions.write_as_link(party=link.party, writing=form.writing, link=link.pk)
    except ChangedMeanwhileError:
        text = _("Someone else has written in the draft meanwhile. Press “Save draft” to compare.")
        return JsonResponse({"error": text}, status=CONFLICT)
    at = date_format(localtime(), "H.i")
    return JsonResponse({"version": draft.version, "said": _("Saved %(at)s") % {"at": at}})


@by_link
@require_POST
def detach(request: HttpRequest, link: ReplyLink, file: int) -> HttpResponse:
    """Take a file from the draft."""
    row = get_object_or_404(own.draft_files(link.party), pk=file)
    reply_file.detach(row=row, by=f"link:{link.pk}")
    messages.success(request, _("The file is removed."))
    return redirect("hearings:reply_link", _token(request))


@by_link
@require_safe
def receipt(request: HttpRequest, link: ReplyLink, sequence: int) -> HttpResponse:
    """Show the receipt of what the party sent."""
    reply = get_object_or_404(link.party.replies.select_related("hearing"), sequence=sequence)
    token = _token(request)
    context = {
        "reply": reply, "facts": facts(reply), "open": True,
        "pdf": reverse("hearings:link-receipt-file", args=[token, sequence]),
        "back": reverse("hearings:reply_link", args=[token]),
    }  # fmt: skip
    return render(request, "hearings/receipt.html", context)


@by_link
@require_safe
def receipt_file(_request: HttpRequest, link: ReplyLink, sequence: int) -> HttpResponse:
    """Give the receipt as a PDF."""
    reply = get_object_or_404(link.party.replies.select_related("hearing"), sequence=sequence)
    return receipt_pdf(reply)


@by_link
@require_safe
def annex(_request: HttpRequest, link: ReplyLink, pk: int) -> HttpResponse:
    """Open an annex of the proposal; closed ones are not there."""
    rows = link.party.hearing.proposal.annexes.filter(is_open=True)
    return opened(get_object_or_404(rows, pk=pk))


@by_link
@require_safe
def supplement(_request: HttpRequest, link: ReplyLink, number: int) -> HttpResponse:
    """Open the file of a supplement to the hearing."""
    return supplement_file(link.party.hearing.supplements.all(), number)


@by_link
@require_POST
def decline(request: HttpRequest, link: ReplyLink) -> HttpResponse:
    """Say that the party will not reply."""
    by, reason = f"link:{link.pk}", request.POST.get("reason", "")
    return simply(
        request,
        lambda: say_declined(party=link.party, by=by, reason=reason, at=now()),
        _("We have noted that you will not reply. You can still change your mind."),
        reverse("hearings:reply_link", args=[_token(request)]),
    )
