"""Tours: the list, the plan, the page of one (ture)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import sent, tried
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.field.actions import tours as actions
from indsats.field.forms.tours import Offered, PlanForm
from indsats.field.models import Tour
from indsats.field.queries import long_lists
from indsats.field.queries.long_lists import by_unit
from indsats.field.queries.named import unit_choices, with_unit_name
from indsats.field.queries.parked import place_choices
from indsats.field.queries.people import working_in
from indsats.field.queries.tour_list import STATES, in_state
from indsats.field.queries.tour_page import counted, listed, state_of, tour_page
from indsats.field.views.answers import UNPROCESSABLE, tabs
from indsats.organisation.access import Permission, may, require, scope
from indsats.organisation.models import Unit, User
from indsats.places.models import Place


def tours_of(request: Request, permission: Permission) -> Any:
    """Give the tours somebody may touch in this way today."""
    return Tour.objects.open_to(request.user, permission, localdate())


def address(tour: Tour) -> str:
    """Give the page of a tour."""
    return reverse("field:tour", args=[tour.pk])


@require_safe
def tours(request: Request) -> HttpResponse:
    """List tours with their pair, how far they have come and what they counted."""
    require(request, Permission.TOUR_SEE)
    today = localdate()
    listing = Listing(
        request,
        listed(tours_of(request, Permission.TOUR_SEE), today),
        columns=[
            Column("day", _("Day"), order="-day", main=True, url=address,
                   template="field/cells/tour_day.html"),
            Column("members", _("The pair"), show=_pair),
            Column("unit_name", _("Team"), order=True),
            Column("state", _("State"), show=state_of, template="field/cells/tour_state.html"),
            Column("observation_count", _("Observations"), number=True),
            Column("contact_count", _("Contacts"), number=True),
            Column("first_count", _("of these new"), number=True),
            Column("group_count", _("Groups"), number=True),
        ],
        filters=(
            Choice("unit", _("Team"),
                   lambda: unit_choices(request.user, Permission.TOUR_SEE, today)),
            Choice("state", _("State"), STATES, keep=in_state),
            Days("day", _("Day")),
        ),
        order=("-day", "-planned_from"),
        caption=_("tours"),
        empty=_("No tours yet. Plan the first one above."),
        parts=by_unit(request.user, Permission.TOUR_SEE, today),
        count_limit=long_lists.COUNTED,
    )  # fmt: skip
    plans = may(request.user, Permission.TOUR_PLAN, today)
    return listing.respond("field/tours.html", {"plans": plans, "tabs": tabs(request, "tours")})


def _pair(tour: Tour) -> str:
    return ", ".join(str(each.user) for each in tour.members.all())


@require_safe
def tour(request: Request, pk: UUID) -> HttpResponse:
    """Show one tour: plan, pair, what was seen, what is to be done, and what waits for release."""
    rows = counted(with_unit_name(tours_of(request, Permission.TOUR_SEE), localdate()))
    found = get_object_or_404(rows.select_related("on_call", "released_by"), pk=pk)
    context = {
        "tour": found,
        "page": tour_page(found, request.user, localdate()),
        "state": state_of(found),
        **{
            name: tours_of(request, permission).filter(pk=pk).exists()
            for name, permission in (
                ("plans", Permission.TOUR_PLAN), ("writes", Permission.TOUR_WRITE),
                ("releases", Permission.TOUR_RELEASE),
            )
        },
    }  # fmt: skip
    return render(request, "field/tour.html", context)


def _offered(request: Request) -> Offered:
    """Give what can be chosen: the units somebody plans for, and who works there."""
    day = localdate()
    reach = scope(request.user, Permission.TOUR_PLAN, day)
    people = working_in(reach.units, day)
    units = [each for each in unit_choices(request.user, Permission.TOUR_PLAN, day)
             if each[0] in reach.units]  # fmt: skip
    mine = (request.user.username, str(request.user))
    on_call = people if mine in people else [mine, *people]
    return Offered(
        [(str(pk), name) for pk, name in units], people, list(place_choices(day)), on_call
    )


def plan(request: Request) -> HttpResponse:
    """Plan a tour."""
    require(request, Permission.TOUR_PLAN)
    initial = {"day": localdate(), "begins": "20:00", "ends": "00:00",
               "on_call": request.user.username}  # fmt: skip
    form = PlanForm(sent(request), offered=_offered(request), initial=initial)
    made: list[Tour] = []

    def deed() -> None:
        unit = get_object_or_404(
            Unit.objects.open_to(request.user, Permission.TOUR_PLAN, localdate()),
            pk=form.cleaned_data["unit"],
        )
        made.append(
            actions.plan(by=request.user, unit=unit, wanted=_wanted(request, form), at=now())
        )

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The tour is planned."))
        return redirect("field:tour", made[0].pk)
    return _plan_page(request, form, _("Plan a tour"), reverse("field:tours"))


def replan(request: Request, pk: UUID) -> HttpResponse:
    """Change the plan of a tour."""
    found = get_object_or_404(tours_of(request, Permission.TOUR_PLAN), pk=pk)
    form = PlanForm(sent(request), offered=_offered(request), initial=_planned(found))
    if str(found.unit_id) not in {str(each[0]) for each in form.fields["unit"].choices}:  # type: ignore[attr-defined]
        raise Http404
    form.fields["unit"].disabled = True

    def deed() -> None:
        version = form.cleaned_data["version"]
        actions.replan(by=request.user, tour=found, wanted=_wanted(request, form), version=version)

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("Saved."))
        return redirect("field:tour", pk)
    return _plan_page(request, form, _("Change the tour"), address(found))


def _plan_page(request: Request, form: PlanForm, title: str, back: str) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "title": title, "back": back}
    return render(request, "field/tour_plan.html", context, status=status)


def _planned(tour: Tour) -> dict[str, Any]:
    begins, ends = (localtime(each) if each else None for each in
                    (tour.planned_from, tour.planned_to))  # fmt: skip
    return {
        "unit": str(tour.unit_id), "day": tour.day, "reason": tour.reason, "brief": tour.brief,
        "begins": begins and begins.time(), "ends": ends and ends.time(),
        "members": list(tour.members.values_list("user__username", flat=True)),
        "places": list(tour.places.values_list("key", flat=True)),
        "on_call": tour.on_call.username if tour.on_call else "",
        "check_in_minutes": tour.check_in_minutes, "version": tour.version,
    }  # fmt: skip


def _wanted(request: Request, form: PlanForm) -> actions.Plan:
    """Read what was chosen back into rows."""
    data, day = form.cleaned_data, localdate()
    people = {
        each.username: each
        for each in User.objects.open_to(request.user, Permission.PEOPLE_SEE, day).filter(
            username__in=[*data["members"], data["on_call"]]
        )
    }
    places = Place.objects.open_to(request.user, Permission.PLACE_SEE, day)
    return actions.Plan(
        day=data["day"], planned_from=data["planned_from"], planned_to=data["planned_to"],
        reason=data["reason"], brief=data["brief"].replace("\r\n", "\n").strip(),
        members=[people[each] for each in data["members"] if each in people],
        places=list(places.filter(key__in=data["places"])),
        on_call=people.get(data["on_call"]), check_in_minutes=data["check_in_minutes"],
    )  # fmt: skip
