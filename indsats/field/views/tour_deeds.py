"""What is done to one tour: read, ready, written up, released, cancelled, tied to an order."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.field.actions import tours as actions
from indsats.field.actions.ordered import tie
from indsats.field.forms.tours import ChecklistForm, VersionForm, WriteForm, written
from indsats.field.models import Tour
from indsats.field.queries.tour_page import pieces
from indsats.field.views.answers import form_page
from indsats.field.views.tours import address, tours_of
from indsats.organisation.access import Permission
from indsats.strategy.models import Deployment


def _find(request: Request, pk: UUID, permission: Permission) -> Tour:
    found: Tour = get_object_or_404(tours_of(request, permission), pk=pk)
    return found


@require_POST
def brief_read(request: Request, pk: UUID) -> HttpResponse:
    """Say that one has read the brief."""
    found = _find(request, pk, Permission.TOUR_SEE)

    def deed() -> None:
        actions.note_brief_read(by=request.user, tour=found, at=now())

    return simply(request, deed, _("Noted: you have read the brief."), address(found))


def ready(request: Request, pk: UUID) -> HttpResponse:
    """Go through the safety checklist before going out."""
    found = _find(request, pk, Permission.TOUR_WRITE)
    form = ChecklistForm(sent(request))

    def deed() -> None:
        answers = form.cleaned_data["answers"]
        actions.note_ready(by=request.user, tour=found, answers=answers, at=now())

    lead = _("Tick what you have made sure of. Going out without something is yours to judge.")
    page = Page(_("Before we go"), _("We are ready"), address(found), lead, _("Ready. Take care."))
    return form_page(request, page, form, deed)


def write(request: Request, pk: UUID) -> HttpResponse:
    """Write how the tour went; a released one is corrected with a reason."""
    found = _find(request, pk, Permission.TOUR_WRITE)
    is_released = found.released_at is not None
    form = WriteForm(sent(request), is_released=is_released, initial=written(found))

    def deed() -> None:
        data = form.cleaned_data
        actions.write_up(
            by=request.user, tour=found, facts=data, version=data["version"], at=now(),
            reason=data.get("reason", ""),
        )  # fmt: skip
        warn_of_names(request, data["summary"])

    title = _("Correct the tour") if is_released else _("How did it go?")
    return form_page(request, Page(title, _("Save"), address(found)), form, deed)


def warn_of_names(request: Request, text: str) -> None:
    """Remark politely on what looks as if it says who somebody is; it is saved."""
    found = pieces(text)
    if found:
        said = _("Saved. This looks as if it says who somebody is: %(pieces)s. Is it needed here?")
        messages.warning(request, said % {"pieces": ", ".join(found)})


@require_POST
def release(request: Request, pk: UUID) -> HttpResponse:
    """Release a tour that has been read through."""
    found = _find(request, pk, Permission.TOUR_RELEASE)
    return _with_version(request, found, actions.release, "note", _("The tour is released."))


@require_POST
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call a tour off."""
    found = _find(request, pk, Permission.TOUR_PLAN)
    return _with_version(request, found, actions.cancel, "because", _("The tour is cancelled."))


def _with_version(
    request: Request, found: Tour, action: Any, word: str, said: str
) -> HttpResponse:  # fmt: skip
    """Do a deed that takes words and the version that was shown."""
    form = VersionForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {}

    def deed() -> None:
        action(
            by=request.user, tour=found, version=data.get("version", 0), at=now(),
            **{word: data.get("text", "")},
        )  # fmt: skip

    return simply(request, deed, said, address(found))


@require_POST
def link(request: Request, pk: UUID, order: int) -> HttpResponse:
    """Tie a tour to an order it carries out, or untie it."""
    found = _find(request, pk, Permission.TOUR_PLAN)
    rows = Deployment.objects.open_to(request.user, Permission.DEPLOYMENT_SEE, localdate())
    deployment = get_object_or_404(rows, pk=order)
    if request.POST.get("do") == "untie":
        return simply(
            request,
            lambda: actions.untie(by=request.user, tour=found, deployment=deployment),
            _("The tour no longer counts."),
            address(found),
        )
    return simply(
        request,
        lambda: tie(tour=found, deployment=deployment, by=request.user, at=now()),
        _("The tour counts for the order now."),
        address(found),
    )
