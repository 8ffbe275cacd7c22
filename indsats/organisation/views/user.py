"""Users, as the administrator keeps them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.user import (
    change_user,
    close_user,
    create_user,
    make_reset_link,
    reopen_user,
)
from indsats.organisation.forms.user import NewUserForm, ReasonForm, UserForm
from indsats.organisation.models import Function, User
from indsats.organisation.queries.functions_held import functions_held
from indsats.organisation.views.files import exporter


def users(request: Request) -> HttpResponse:
    """List everyone who logs in, with the functions they have today (brugere)."""
    access.require(request, Permission.USER_ADMINISTER)
    today = localdate()
    held: dict[int, list[Function]] = {}
    columns = [
        Column(
            "name",
            _("Name"),
            order=True,
            main=True,
            url=lambda row: reverse("organisation:user", args=[row.pk]),
        ),
        Column("username", _("Username"), order=True),
        Column("email", _("E-mail")),
        Column("pk", _("Functions today"), show=lambda row: _functions(held.get(row.pk, []))),
        Column(
            "is_active", _("May log in"), order=True, template="organisation/cells/may_log_in.html"
        ),
        Column("last_login", _("Last login"), order=True),
    ]
    listing = Listing(
        request,
        User.objects.open_to(request.user, Permission.USER_ADMINISTER, today),
        columns=columns,
        search=("name", "username", "email"),
        filters=(Choice("is_active", _("May log in"), [("True", _("Yes")), ("False", _("No"))]),),
        order="name",
        caption=_("users"),
        empty=_("There are no users yet."),
        export=exporter(request, _("Users")),
    )
    exporting = request.GET.get("format") == "xlsx"
    shown = listing.matching if exporting else listing.page.rows
    held.update(functions_held((row.pk for row in shown), today))
    return listing.respond("organisation/users.html")


def _functions(held: list[Function]) -> str:
    return ", ".join(str(function.label) for function in held)


def create(request: Request) -> HttpResponse:
    """Make a new user."""
    access.require(request, Permission.USER_ADMINISTER)
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_user(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(
                request, _("The user is made. Now make a link to choose a password with.")
            )
            return redirect("organisation:user", made.pk)
    context = {
        "title": _("New user"),
        "form": form,
        "submit": _("Make user"),
        "lead": _("What the user may see and do follows from posts and seats, not from here."),
        "up": [(_("Users"), "organisation:user-list")],
        "cancel_url": reverse("organisation:user-list"),
    }
    return render(request, "base/form_page.html", context, status=422 if form.errors else 200)


def _mine(request: Request, pk: int) -> User:
    rows = User.objects.open_to(request.user, Permission.USER_ADMINISTER, localdate())
    found: User = get_object_or_404(rows, pk=pk)
    return found


def user(request: Request, pk: int) -> HttpResponse:
    """Show one user and correct the name, e-mail, phone or language."""
    row = _mine(request, pk)
    before = {name: getattr(row, name) for name in ("name", "email", "phone", "language")}
    form = UserForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            change_user(by=request.user, user=row, **form.cleaned_data)
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, _("The user is corrected."))
            return redirect("organisation:user", row.pk)
    return _show(request, row, form)


def _show(request: Request, row: User, form: forms.Form, **more: Any) -> HttpResponse:
    held = functions_held([row.pk], localdate())[row.pk]
    context = {"row": row, "form": form, "held": held, "reason": ReasonForm(), **more}
    return render(request, "organisation/user.html", context, status=422 if form.errors else 200)


def _put_on(form: forms.Form, problem: ValidationError) -> None:
    """Put a problem on the field it is about, else on the form."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {}
    known = {name: texts for name, texts in by_field.items() if name in form.fields}
    form.add_error(None, ValidationError(known) if known else problem.messages)


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Stop a user from logging in."""
    return _open_or_close(request, pk, close=True)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """Let a user log in again."""
    return _open_or_close(request, pk, close=False)


def _open_or_close(request: Request, pk: int, *, close: bool) -> HttpResponse:
    row, form = _mine(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: write a few words on why."))
        return redirect("organisation:user", row.pk)
    reason = form.cleaned_data["reason"]
    try:
        if close:
            close_user(by=request.user, user=row, reason=reason, day=localdate())
        else:
            reopen_user(by=request.user, user=row, reason=reason)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        done = _("The user can no longer log in.") if close else _("The user can log in again.")
        messages.success(request, done)
    return redirect("organisation:user", row.pk)


@require_POST
def reset(request: Request, pk: int) -> HttpResponse:
    """Make a link to choose a password with, and show it once."""
    row = _mine(request, pk)
    try:
        link = make_reset_link(by=request.user, user=row)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("organisation:user", row.pk)
    before = {name: getattr(row, name) for name in ("name", "email", "phone", "language")}
    return _show(request, row, UserForm(initial=before), link=link)
