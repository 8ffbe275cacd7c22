"""How pages with forms answer: what was typed stays, a refusal stands beside its field."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

UNPROCESSABLE = 422


def sent(request: HttpRequest) -> Any:
    """Give what was sent, for a form; None while a page is only looked at."""
    return request.POST if request.method == "POST" else None


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


def simply(request: HttpRequest, deed: Callable[[], Any], said: str, where: str) -> HttpResponse:
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
    """A page with one form: title, the button's word, where to go after, what leads in.

    ``said`` is what is said once the deed is done, or gives it.
    """

    title: str
    submit: str
    back: str
    lead: str = ""
    said: str | Callable[[], str] = ""
    above: Sequence[tuple[str, str]] = ()
    up: Sequence[tuple[str, str]] = ()


def form_page(
    template: str, request: HttpRequest, page: Page, form: forms.Form, deed: Callable[[], Any]
) -> HttpResponse:
    """Show a form, or do its deed and go back; bad input shows it again as it was typed.

    A room binds its own ``template``, which extends ``base/form_page.html``.
    """
    if request.method == "POST" and tried(form, deed):
        said = page.said() if callable(page.said) else page.said
        messages.success(request, said or _("Saved."))
        return redirect(page.back)
    context = {
        "title": page.title, "form": form, "submit": page.submit, "lead": page.lead,
        "cancel_url": page.back, "above": page.above, "up": page.up, "upload": form.is_multipart(),
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, template, context, status=status)
