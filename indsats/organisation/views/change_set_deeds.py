"""What is done to a change-set as a whole: freeze, reopen, withdraw, set aside, enter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions import change_sets, safeguards
from indsats.organisation.actions.enter import enter as enter_deed
from indsats.organisation.forms.change_set import (
    EnterForm,
    NoticeForm,
    Versioned,
    WaiveForm,
    WithdrawForm,
)
from indsats.organisation.models import ChangeSet
from indsats.organisation.queries.change_set_page import page_of
from indsats.organisation.queries.options import engagement_called
from indsats.organisation.views.change_set import reachable
from indsats.organisation.views.step import refused


@require_POST
def freeze(request: Request, key: str) -> HttpResponse:
    """Close the draft, so that what is consulted on and decided stays the same."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    return _step(request, shown, change_sets.freeze, (_("Freeze for decision"), _("It is frozen.")))


@require_POST
def reopen(request: Request, key: str) -> HttpResponse:
    """Open a frozen change-set for editing."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    said = (_("Reopen"), _("It can be changed again."))
    return _step(request, shown, change_sets.reopen, said)


@require_POST
def rebase(request: Request, key: str) -> HttpResponse:
    """Let a frozen change-set rest on the organisation as it stands now."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    before = shown.preview_hash
    answer = _step(request, shown, change_sets.rebase, (_("Bring up to date"), ""))
    now = reachable(request, key, Permission.CHANGE_DRAFT).preview_hash
    if answer.status_code == 302:  # noqa: PLR2004 -- the answer after a deed that was done
        same = _("It rests on the organisation as it is now. The preview is the same.")
        other = _("The preview is now another: look it through, and have it decided anew.")
        messages.info(request, same if now == before else other)
    return answer


def _step(request: Request, shown: ChangeSet, deed: Any, said: tuple[str, str]) -> HttpResponse:
    form = Versioned(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else None
    title, done = said
    try:
        deed(by=request.user, change_set=shown, version=seen)
    except ValidationError as error:
        return refused(request, shown, form, error, title, submit=title)
    if done:
        messages.success(request, done)
    return redirect("organisation:change-set", key=shown.key)


@require_POST
def withdraw(request: Request, key: str) -> HttpResponse:
    """Give a change-set up, with a reason."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    form = WithdrawForm(request.POST)
    return _deed(request, shown, form, change_sets.withdraw, _("Withdraw"))


@require_POST
def waive(request: Request, key: str) -> HttpResponse:
    """Set one check aside, by name and with a reason."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    return _deed(request, shown, WaiveForm(request.POST), safeguards.waive, _("Set a check aside"))


def _deed(request: Request, shown: ChangeSet, form: Any, deed: Any, title: str) -> HttpResponse:
    """Carry out what a form asks for, or show it again with what is wrong."""
    if not form.is_valid():
        context = {
            "title": title, "form": form, "change_set": shown, "submit": title,
            "cancel_url": reverse("organisation:change-set", args=[shown.key]),
        }  # fmt: skip
        return render(request, "organisation/change_form.html", context, status=422)
    try:
        deed(by=request.user, change_set=shown, **form.cleaned_data)
    except ValidationError as error:
        return refused(request, shown, form, error, title, submit=title)
    return redirect("organisation:change-set", key=shown.key)


def notice(request: Request, key: str) -> HttpResponse:
    """Register from which day an employee's terms may change (varsel)."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    access.require(request, Permission.CHANGE_PEOPLE_SEE)
    page = page_of(shown, today=localdate(), named=True)
    names = {row.engagement for row in page.found.preview.people}
    choices = [(k, page.namer.name("engagement", k, localdate())) for k in sorted(names)]
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        choices=sorted(choices, key=lambda choice: choice[1]),
        initial={"version": shown.version},
    )
    if form.is_valid():
        data = {
            **form.cleaned_data,
            "engagement": engagement_called(form.cleaned_data["engagement"]),
        }
        try:
            safeguards.register_notice(by=request.user, change_set=shown, **data)
        except ValidationError as error:
            return refused(request, shown, form, error, _("Register a notice"))
        return redirect("organisation:change-set", key=shown.key)
    context = {
        "title": _("Register a notice"), "form": form, "change_set": shown,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "organisation/change_form.html", context, status=status)


def enter(request: Request, key: str) -> HttpResponse:
    """Enter a frozen change-set as decided."""
    shown = reachable(request, key, Permission.CHANGE_DECIDE)
    title = _("Enter as decided")
    more = {"submit": _("Enter"), "preview_hash": shown.preview_hash}
    data = request.POST if request.method == "POST" else None
    form = EnterForm(data, initial={"decided_on": localdate(), "version": shown.version})
    if form.is_valid():
        given = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        try:
            enter_deed(by=request.user, change_set=shown, **given)
        except ValidationError as error:
            return refused(request, shown, form, error, title, **more)
        messages.success(
            request, _("The change-set is entered. Each step takes effect on its day.")
        )
        return redirect("organisation:change-set", key=shown.key)
    context = {
        "title": title, "form": form, "change_set": shown, **more,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "organisation/change_form.html", context, status=status)
