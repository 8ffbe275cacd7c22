"""What many pages of the room share: finding rows within reach, and saying no kindly."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.hearings.models import Hearing, HearingParty, Matter, ProposalVersion
from indsats.organisation.access import Permission

UNPROCESSABLE = 422


def matter_of(request: Request, key: str, permission: Permission) -> Matter:
    """Find a matter within reach, or answer 404."""
    rows = Matter.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(
        rows.select_related("case_worker", "deciding_body", "owner_unit"), key=key
    )


def proposal_of(
    request: Request, key: str, number: int, permission: Permission
) -> ProposalVersion:  # fmt: skip
    """Find a version of a proposal of a matter within reach, or answer 404."""
    matter = matter_of(request, key, permission)
    rows = matter.proposals.select_related("matter", "change_set")
    return get_object_or_404(rows, number=number)


def hearing_of(request: Request, pk: int, permission: Permission) -> Hearing:
    """Find a hearing within reach, or answer 404."""
    rows = Hearing.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("matter", "proposal__change_set"), pk=pk)


def party_of(request: Request, pk: int, party: int, permission: Permission) -> HearingParty:
    """Find a party of a hearing within reach, or answer 404."""
    hearing = hearing_of(request, pk, permission)
    return get_object_or_404(hearing.parties.select_related("hearing__matter", "body"), pk=party)


def may_do(request: Request, matter: Matter, permission: Permission) -> bool:
    """Tell whether the user may do this to the matter today."""
    rows = Matter.objects.open_to(request.user, permission, localdate())
    return rows.filter(pk=matter.pk).exists()


def put_on_form(form: forms.Form, error: ValidationError) -> None:
    """Show what was refused beside the field it is about; what was typed stays."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def tried(form: forms.Form, deed: Callable[[], Any]) -> bool:
    """Do a deed if the form is right; tell whether it was done, with any refusal on the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except ValidationError as error:
        put_on_form(form, error)
        return False
    return True


def simply(request: Request, deed: Callable[[], Any], said: str, where: str) -> HttpResponse:
    """Do a deed that needs no words, say how it went, and go to a page."""
    try:
        deed()
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(where)


class Page(NamedTuple):
    """A page with one form: title, the button's word, where to go after, what leads in."""

    title: str
    submit: str
    back: str
    lead: str = ""
    said: str = ""
    above: Sequence[tuple[str, str]] = ()


def form_page(
    request: Request, page: Page, form: forms.Form, deed: Callable[[], Any]
) -> HttpResponse:  # fmt: skip
    """Show a form, or do its deed and go back; bad input shows it again as it was typed."""
    if request.method == "POST" and tried(form, deed):
        messages.success(request, page.said or _("Saved."))
        return redirect(page.back)
    context = {
        "title": page.title, "form": form, "submit": page.submit, "lead": page.lead,
        "cancel_url": page.back, "above": page.above, "upload": form.is_multipart(),
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "hearings/form_page.html", context, status=status)


def sent(request: Request) -> Any:
    """Give what was sent, for a form; None while a page is only looked at."""
    return request.POST if request.method == "POST" else None


def refuse_unless(truth: bool) -> None:
    """Answer 404 unless something holds."""
    if not truth:
        raise Http404
