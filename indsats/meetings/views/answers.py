"""What many pages of the room share: finding rows within reach, and saying no kindly."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.meetings.models import AgendaItem, Meeting, Minutes
from indsats.meetings.queries.names import bodies_among, unit_name
from indsats.organisation.access import Permission, scope
from indsats.organisation.models import Unit

UNPROCESSABLE = 422


def meeting_of(request: Request, pk: int, permission: Permission) -> Meeting:
    """Find a meeting within reach, or answer 404."""
    rows = Meeting.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("body"), pk=pk)


def item_of(request: Request, pk: int, permission: Permission) -> AgendaItem:
    """Find an item within reach, or answer 404."""
    rows = AgendaItem.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("meeting__body", "changed_by"), pk=pk)


def minutes_of(request: Request, pk: int, permission: Permission) -> Minutes:
    """Find the minutes of a meeting within reach, or answer 404."""
    rows = Minutes.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("meeting__body"), meeting=pk)


def reaches(request: Request, permission: Permission, body: int) -> bool:
    """Tell whether somebody may do this in a body today."""
    reach = scope(request.user, permission, localdate())
    return reach.everything or body in reach.bodies | reach.units


def bodies_for(request: Request, permission: Permission) -> list[tuple[int, str]]:
    """Give the bodies somebody may do this in today, as choices."""
    day = localdate()
    return bodies_among(Unit.objects.open_to(request.user, permission, day), day)


def body_of(request: Request, pk: int, permission: Permission) -> Unit:
    """Find a body within reach, or answer 404."""
    return get_object_or_404(Unit.objects.open_to(request.user, permission, localdate()), pk=pk)


def heading(meeting: Meeting) -> dict[str, Any]:
    """Give what every page about a meeting shows on top."""
    return {"meeting": meeting, "body_name": unit_name(meeting.body, meeting.day)}


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
    """A page with one form: its title, what the button says, where to go after, what leads in."""

    title: str
    submit: str
    back: str
    lead: str = ""
    said: str = ""


def form_page(
    request: Request, page: Page, form: forms.Form, deed: Callable[[], Any]
) -> HttpResponse:
    """Show a form, or do its deed and go back; bad input shows it again as it was typed."""
    if request.method == "POST" and tried(form, deed):
        messages.success(request, page.said or _("Saved."))
        return redirect(page.back)
    context = {
        "title": page.title,
        "form": form,
        "submit": page.submit,
        "lead": page.lead,
        "cancel_url": page.back,
        "upload": form.is_multipart(),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/form_page.html", context, status=status)


def sent(request: Request) -> Any:
    """Give what was sent, for a form; None while a page is only looked at."""
    return request.POST if request.method == "POST" else None
