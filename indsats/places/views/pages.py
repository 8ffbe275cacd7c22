"""The page of one place, and of one area."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.http import Request
from indsats.base.listing import Column, Listing
from indsats.organisation.access import Permission, may
from indsats.places.models import Area, Hotspot, Measure, Place, PlaceState
from indsats.places.queries.lists import named_places
from indsats.places.queries.map_view import map_view
from indsats.places.queries.nearby import places_near
from indsats.places.queries.opening_words import lines, open_now
from indsats.places.queries.place_page import area_page, place_page
from indsats.places.rules.borders import Point
from indsats.places.rules.opening import hours_of
from indsats.places.views.shown import shown_day


@require_safe
def place(request: Request, key: str) -> HttpResponse:
    """Show a place on a day: facts, map, history (sted)."""
    today, day = localdate(), shown_day(request)
    rows = Place.objects.open_to(request.user, Permission.PLACE_SEE, today)
    found = get_object_or_404(rows, key=key)
    page = place_page(found, day, today)
    context = {
        "place": found,
        "page": page,
        "state": page.state,
        "day": day,
        "today": today,
        "writes": may(request.user, Permission.PLACE_WRITE, today),
    }
    if page.state:
        point = Point(page.state.latitude, page.state.longitude)
        hours = hours_of(page.state.opening_hours)
        near = places_near(request.user, day, point)
        hotspots = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_SEE, today)
        measures = Measure.objects.open_to(request.user, Permission.MEASURE_SEE, today)
        context |= {
            "hours": lines(hours),
            "open_now": open_now(hours, now()) if day == today else None,
            "hotspots": hotspots.running().filter(places=found),
            "measures": measures.waiting().filter(place=found),
            "near": [each for each in near if each.state.place_id != found.pk],
            "view": map_view(
                label=_("Map of where the place lies"),
                day=day,
                drawn_points=[point],
                points=reverse("places-api") + f"?dag={day.isoformat()}",
                mark=point,
                small=True,
            ),
        }
    return render(request, "places/place.html", context)


@require_safe
def area(request: Request, key: str) -> HttpResponse:
    """Show an area on a day: border, places, history (lokalområde)."""
    today, day = localdate(), shown_day(request)
    rows = Area.objects.open_to(request.user, Permission.PLACE_SEE, today)
    found = get_object_or_404(rows, key=key)
    page = area_page(found, day, today)
    states = PlaceState.objects.open_to(request.user, Permission.PLACE_SEE, today)
    inside = named_places(states.on(day).filter(area=found), day)
    listing = Listing(
        request,
        inside,
        columns=[
            Column(
                "name",
                _("Place"),
                order=True,
                main=True,
                url=lambda row: reverse("places:place", args=[row.place.key]),
            ),
            Column("kind", _("Kind"), order=True, template="places/cells/kind.html"),
            Column("address", _("Address"), order=True),
        ],
        order="name",
        caption=_("places in the area"),
        empty=_("No places are registered in the area."),
    )
    view = map_view(
        label=_("Map of places; the same are in the list beside it"),
        day=day,
        drawn_points=[Point(row.latitude, row.longitude) for row in inside],
        points=reverse("places-api") + f"?area={found.key}&dag={day.isoformat()}",
    )
    context = {
        "area": found,
        "page": page,
        "state": page.state,
        "view": view,
        "day": day,
        "today": today,
    }
    return listing.respond("places/area.html", context)
