"""What somebody on the team has to do next (opfølgninger)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, sent, simply, tried
from indsats.base.http import Request
from indsats.base.listing import Column, Days, Listing, Tick
from indsats.field.actions import relations as actions
from indsats.field.forms.relations import GiveForm
from indsats.field.models import FollowUp
from indsats.field.queries.named import with_unit_name
from indsats.field.queries.people import working_in
from indsats.field.views.answers import chosen_person, shown_version, tabs
from indsats.organisation.access import Permission, may, require


def _rows(request: Request, permission: Permission) -> Any:
    return FollowUp.objects.open_to(request.user, permission, localdate())


@require_safe
def follow_ups(request: Request) -> HttpResponse:
    """List what is to be done, what is due first on top; what is done on request."""
    require(request, Permission.TOUR_SEE)
    today, everything = localdate(), request.GET.get("vis") == "alle"
    rows = with_unit_name(_rows(request, Permission.TOUR_SEE), today)
    writes = may(request.user, Permission.TOUR_WRITE, today)
    mine, late = Q(owner=request.user), Q(due_on__lt=today, done_at=None)
    listing = Listing(
        request,
        (rows if everything else rows.filter(done_at__isnull=True)).select_related("owner"),
        columns=[
            Column("text", _("What is to be done"), order=True, main=True,
                   url=lambda row: reverse("field:follow-up", args=[row.pk]) if writes else ""),
            Column("owner__name", _("Who"), order=True),
            Column("due_on", _("Due"), order=True, template="field/cells/due.html"),
            Column("made_at", _("Written"), order="-made_at"),
            Column("unit_name", _("Team"), order=True),
        ],
        search=("text", "owner__name"),
        filters=(
            Tick("mine", _("Only mine"), mine),
            Tick("late", _("Only overdue"), late),
            Days("due_on", _("Due")),
        ),
        order=("due_on", "-made_at"),
        caption=_("follow-ups"),
        empty=_("Nothing is to be done."),
    )  # fmt: skip
    context = {"tabs": tabs(request, "follow-ups"), "everything": everything, "today": today}
    return listing.respond("field/follow_ups.html", context)


def follow_up(request: Request, pk: UUID) -> HttpResponse:
    """Show what is to be done, and say who does it and by when."""
    found = get_object_or_404(_rows(request, Permission.TOUR_WRITE).select_related("owner"), pk=pk)
    initial = {
        "who": found.owner.username if found.owner else "", "due_on": found.due_on,
        "version": found.version,
    }  # fmt: skip
    people = working_in([found.unit_id], localdate())
    form = GiveForm(sent(request), people=people, initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        actions.give(
            by=request.user, follow_up=found, owner=chosen_person(request, data["who"]),
            due_on=data["due_on"], version=data["version"], at=now(),
        )  # fmt: skip

    back = reverse("field:follow-ups")
    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {
        "title": _("Follow-up"), "lead": found.text, "form": form, "cancel_url": back,
        "follow_up": found,
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/follow_up.html", context, status=status)


@require_POST
def finish(request: Request, pk: UUID) -> HttpResponse:
    """Note that something is done, or is not after all."""
    found = get_object_or_404(_rows(request, Permission.TOUR_WRITE), pk=pk)
    done = request.POST.get("do") != "reopen"
    return simply(
        request,
        lambda: actions.finish(
            by=request.user, follow_up=found, version=shown_version(request), at=now(), done=done
        ),
        _("Done.") if done else _("Opened again."),
        reverse("field:follow-ups"),
    )
