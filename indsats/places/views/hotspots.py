"""Hotspots: the list with its map, one hotspot, and its deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.organisation.access import Permission, may, require
from indsats.places.actions import hotspots as actions
from indsats.places.forms import hotspot as forms
from indsats.places.models import Hotspot, Measure, PlaceState, SafetyCheck
from indsats.places.queries import choices
from indsats.places.queries.choices import Offered
from indsats.places.queries.geojson import hotspots_geojson
from indsats.places.queries.hotspots import measured, named_hotspots, named_measures
from indsats.places.queries.map_view import MapView, map_view
from indsats.places.rules.borders import Point
from indsats.places.views.answers import form_page_with_map, hotspot_form, saving
from indsats.places.views.lists import GEOJSON


def _address(hotspot: Hotspot) -> str:
    return reverse("places:hotspot", args=[hotspot.pk])


def _find(request: Request, pk: int, permission: Permission) -> Hotspot:
    rows = Hotspot.objects.open_to(request.user, permission, localdate())
    named = named_hotspots(rows, localdate()).select_related("unit", "owner", "area")
    return get_object_or_404(named, pk=pk)


@require_safe
def hotspots(request: Request) -> HttpResponse:
    """List the hotspots, those that run first (hotspots)."""
    require(request, Permission.HOTSPOT_SEE)
    today, everything = localdate(), request.GET.get("vis") == "alle"
    rows = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_SEE, today)
    listing = Listing(
        request,
        named_hotspots(rows if everything else rows.running(), today),
        columns=[
            Column("title", _("Hotspot"), order=True, main=True, url=_address),
            Column("state", _("State"), template="places/cells/hotspot_state.html"),
            Column("unit_name", _("Unit that answers for it"), order=True),
            Column("owner", _("Owner"), order="owner__name"),
            Column("valid_from", _("From"), order=True),
            Column("last_day", _("To and including"), order="valid_to"),
            Column("waiting", _("Measures that wait"), order=True, number=True,
                   template="places/cells/waiting.html"),
        ],
        search=("title", "reason", "goal"),
        filters=(Choice("unit", _("Unit"), lambda: choices.units(today).choices, "unit__key"),),
        order=("-valid_from", "title"),
        caption=_("hotspots"),
        empty=_("There are no hotspots."),
    )  # fmt: skip
    if listing.wanted_alone:
        return listing.respond("places/hotspot_list.html")
    points = PlaceState.objects.open_to(request.user, Permission.HOTSPOT_SEE, today).on(today)
    drawn = points.filter(place__hotspots__in=rows.running()).distinct()
    view = map_view(
        label=_("Map of the hotspots; the same are in the list"),
        day=today,
        drawn_points=[Point(row.latitude, row.longitude) for row in drawn],
        points=reverse("hotspots-api"),
        small=True,
    )
    context = {
        "view": view,
        "everything": everything,
        "writes": may(request.user, Permission.HOTSPOT_WRITE, today),
        "today": today,
    }
    return listing.respond("places/hotspot_list.html", context)


@require_safe
def hotspots_data(request: Request) -> HttpResponse:
    """Give the places of running hotspots as GeoJSON, or those of one hotspot."""
    require(request, Permission.HOTSPOT_SEE)
    today = localdate()
    rows = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_SEE, today)
    wanted = request.GET.get("hotspot", "")
    rows = rows.filter(pk=wanted) if wanted.isdecimal() else rows.running()
    return HttpResponse(hotspots_geojson(rows, today), content_type=GEOJSON)


@require_safe
def hotspot(request: Request, pk: int) -> HttpResponse:
    """Show one hotspot: why, what for, measures, and before and after."""
    today = localdate()
    found = _find(request, pk, Permission.HOTSPOT_SEE)
    states = PlaceState.objects.open_to(request.user, Permission.HOTSPOT_SEE, today).on(today)
    places = list(states.filter(place__hotspots=found).select_related("place").order_by("name"))
    measures = Measure.objects.open_to(request.user, Permission.MEASURE_SEE, today)
    checks = SafetyCheck.objects.open_to(request.user, Permission.HOTSPOT_SEE, today)
    writes = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_WRITE, today)
    context = {
        "hotspot": found,
        "places": places,
        "measures": named_measures(measures.filter(hotspot=found), today),
        "measured": measured(found),
        "checks": checks.filter(hotspot=found),
        "writes": writes.filter(pk=pk).exists(),
        "today": today,
        "view": map_view(
            label=_("Map of the hotspot's places"),
            day=today,
            drawn_points=[Point(row.latitude, row.longitude) for row in places],
            points=reverse("hotspots-api") + f"?hotspot={found.pk}",
            small=True,
        ),
    }
    return render(request, "places/hotspot.html", context)


def offered(request: Request) -> dict[str, Offered]:
    """Offer what a hotspot can be about."""
    today = localdate()
    return {
        "unit": choices.own_units(request.user, Permission.HOTSPOT_WRITE, today),
        "place": choices.places(today),
        "area": choices.areas(today),
        "owner": choices.people(request.user, today),
    }


def _map() -> MapView:
    return map_view(
        label=_("Map of places"), day=localdate(), points=reverse("places-api"), small=True
    )


def new(request: Request) -> HttpResponse:
    """Make a hotspot (nyt hotspot)."""
    require(request, Permission.HOTSPOT_WRITE)
    begin = {"first": localdate(), "place": request.GET.get("sted", "")}
    form = forms.HotspotForm(sent(request), offered=offered(request), initial=begin)
    form.known_places = choices.place_names(localdate())
    made: list[Hotspot] = []

    def deed() -> None:
        unit = form.cleaned_data["unit"]
        made.append(actions.open_hotspot(by=request.user, unit=unit, facts=form.facts, at=now()))

    page = Page(_("New hotspot"), _("Make"), reverse("places:hotspots"), said=_("Made."))
    response = form_page_with_map(request, page, form, deed, _map())
    return redirect(_address(made[0])) if made else response


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what is said of a hotspot."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    begin = forms.initial(found, list(found.places.order_by("key")))
    form = forms.HotspotForm(sent(request), offered=offered(request), initial=begin)
    form.known_places = choices.place_names(localdate())
    form.fields["unit"].disabled = True

    def deed() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_hotspot(by=request.user, hotspot=found, facts=form.facts, version=version)

    page = Page(_("Change the hotspot"), _("Save"), _address(found))
    return form_page_with_map(request, page, form, saving(form, deed), _map())


def close(request: Request, pk: int) -> HttpResponse:
    """Close a hotspot, saying what came of it."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = forms.CloseHotspotForm(sent(request), initial={"day": localdate()})
    form.known_places = choices.place_names(localdate())

    def deed() -> None:
        data = form.cleaned_data
        actions.close_hotspot(
            by=request.user, hotspot=found, day=data["day"], outcome=data["outcome"]
        )

    lead = _("Measures that are not finished stay with those responsible.")
    page = Page(_("Close the hotspot"), _("Close"), _address(found), lead)
    return hotspot_form(request, page, form, deed)


def reopen(request: Request, pk: int) -> HttpResponse:
    """Open a closed hotspot again."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = forms.ReasonForm(sent(request))

    def deed() -> None:
        actions.reopen_hotspot(by=request.user, hotspot=found, **form.cleaned_data)

    page = Page(_("Open the hotspot again"), _("Open again"), _address(found), found.title)
    return hotspot_form(request, page, form, deed)
