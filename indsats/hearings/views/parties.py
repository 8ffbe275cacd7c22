"""The list of parties, their letters and their reply links."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.hearings.actions import dispatch as dispatch_actions
from indsats.hearings.actions import hearing as actions
from indsats.hearings.actions.declining import decline as say_declined
from indsats.hearings.actions.hearing import PartyDraft
from indsats.hearings.forms.hearing import DeclineForm, PartyForm
from indsats.hearings.models import Channel, HearingParty, PartyRole
from indsats.hearings.queries.hearing_page import address_of, dispatch_page
from indsats.hearings.queries.letter import cover
from indsats.hearings.queries.units import bodies
from indsats.hearings.views.answers import above_hearing, form_page, hearing_of, party_of
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit

WRITE, SEND = Permission.MATTER_WRITE, Permission.HEARING_DISPATCH
FIELDS = ("name", "role", "may_comment", "contact", "address", "channel")


def _back(pk: int) -> str:
    return reverse("hearings:hearing", args=[pk])


def party(request: Request, pk: int, party: int | None = None) -> HttpResponse:
    """Put a body on the list, or change how it is asked."""
    hearing = hearing_of(request, pk, WRITE)
    row = get_object_or_404(hearing.parties, pk=party) if party else None
    known = bodies(localdate())
    if row:
        known = [(row.body_id, dict(known).get(row.body_id, row.name))]
        initial = {"body": row.body_id, **{name: getattr(row, name) for name in FIELDS}}
    else:
        chosen = request.GET.get("body", "")
        initial = {"body": chosen, "address": address_of(chosen, localdate())}
    form = PartyForm(sent(request), bodies=known, initial=initial)

    def deed() -> None:
        found = form.cleaned_data
        draft = PartyDraft(
            Unit(pk=found["body"]), found["name"], PartyRole(found["role"]),
            found["may_comment"], found["contact"], found["address"], Channel(found["channel"]),
        )  # fmt: skip
        actions.set_party(hearing=hearing, by=request.user, party=draft)

    title = row.name if row else _("New party")
    return form_page(
        request, Page(title, _("Save the party"), _back(pk), up=above_hearing(hearing)), form, deed
    )


@require_POST
def remove(request: Request, pk: int, party: int) -> HttpResponse:
    """Take a party off the list before the letter is sent."""
    found = party_of(request, pk, party, WRITE)
    return simply(
        request,
        lambda: actions.remove_party(party=found, by=request.user),
        _("The party is taken off the list."),
        _back(pk),
    )


@require_safe
def log(request: Request, pk: int, party: int) -> HttpResponse:
    """Show what was sent to one party, who its members were, and its reply links."""
    found = party_of(request, pk, party, SEND)
    return render(request, "hearings/party.html", _log(found))


def _log(party: HearingParty) -> dict[str, Any]:
    form = DeclineForm(auto_id="decline_%s")
    form.fields["reason"].label = _("Why not, if they said so")
    return {**dispatch_page(party, localdate()), "decline_form": form}


@require_POST
def decline(request: Request, pk: int, party: int) -> HttpResponse:
    """Note that a party has said that it will not reply."""
    found, reason = party_of(request, pk, party, SEND), request.POST.get("reason", "")
    return simply(
        request,
        lambda: say_declined(party=found, by=request.user, reason=reason, at=now()),
        _("It is noted. The party gets no more reminders."),
        reverse("hearings:party-log", args=[pk, party]),
    )


@require_POST
def reissue(request: Request, pk: int, party: int) -> HttpResponse:
    """Make a new reply link; the old one stops working, the new one is shown once."""
    found = party_of(request, pk, party, SEND)
    made: list[str] = []
    answer = simply(
        request,
        lambda: made.append(dispatch_actions.reissue_link(party=found, by=request.user)),
        _("A new reply link is made. The old one no longer works."),
        reverse("hearings:party-log", args=[pk, party]),
    )
    if not made:
        return answer
    context = {**_log(found), "link": made[0]}
    return render(request, "hearings/party.html", context)


@require_POST
def revoke(request: Request, pk: int, party: int) -> HttpResponse:
    """Stop every reply link of a party."""
    found = party_of(request, pk, party, SEND)
    return simply(
        request,
        lambda: dispatch_actions.revoke_links(party=found, by=request.user),
        _("The reply links no longer work."),
        reverse("hearings:party-log", args=[pk, party]),
    )


@require_POST
def resend(request: Request, pk: int) -> HttpResponse:
    """Try again to send what did not get through."""
    hearing = hearing_of(request, pk, SEND)
    count = dispatch_actions.deliver_waiting(hearing=hearing, by=request.user)
    if count:
        messages.success(request, _("Sent: %(count)s.") % {"count": count})
    else:
        messages.warning(request, _("Nothing got through. See the reason at each party."))
    return redirect("hearings:hearing", pk)


@require_safe
def packet(request: Request, pk: int, party: int, sending: int) -> HttpResponse:
    """Give what was sent to one party, for printing: the letter, or the words of the mail."""
    found: HearingParty = party_of(request, pk, party, SEND)
    row = get_object_or_404(found.dispatches, pk=sending)
    if not row.document:
        content = to_pdf(cover(row, row.text))
        return download(content, name=f"{found.name}.pdf", content_type="application/pdf")
    name, content_type = dispatch_actions.document_told(row)
    with row.document.open("rb") as stream:
        return download(stream.read(), name=f"{found.name} - {name}", content_type=content_type)
