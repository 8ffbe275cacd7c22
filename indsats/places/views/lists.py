"""Places as a list, on a map and as data, all three the same rows; and areas."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.organisation.access import Permission, may, require
from indsats.places.models import AreaKind, AreaState, PlaceKind, PlaceState
from indsats.places.queries.geojson import areas_geojson, places_geojson, roads_geojson
from indsats.places.queries.lists import area_choices, counted_areas, named_places
from indsats.places.queries.map_view import base_areas, map_view
from indsats.places.rules.borders import Point
from indsats.places.views.shown import shown_day, tabs

GEOJSON = "application/geo+json"


def _place_url(row: PlaceState) -> str:
    return reverse("places:place", args=[row.place.key])


def _area_url(row: PlaceState) -> str:
    return reverse("places:area", args=[row.area.key]) if row.area else ""


def _listing(request: Request, *, narrow: bool = False) -> Listing:
    """Give the places in use on the day shown, searched and filtered as the address says."""
    day = shown_day(request)
    rows = PlaceState.objects.open_to(request.user, Permission.PLACE_SEE, localdate()).on(day)
    columns = [
        Column("name", _("Place"), order=True, main=True, url=_place_url),
        Column("kind", _("Kind"), order=True, template="places/cells/kind.html"),
        Column("area_name", _("Area"), order=True, url=_area_url),
    ]
    wide = [
        Column("address", _("Address"), order=True),
        Column("owner", _("Owner"), order=True),
        Column("unit_name", _("Looked after by"), order=True),
    ]
    return Listing(
        request,
        named_places(rows, day),
        columns=columns if narrow else columns + wide,
        search=("name", "address", "owner"),
        filters=(
            Choice("kind", _("Kind"), PlaceKind.choices),
            Choice("area", _("Area"), lambda: area_choices(day), lookup="area__key"),
        ),
        order="name",
        caption=_("places"),
        empty=_("No places are registered yet. Register the first, or take in a file."),
    )


@require_safe
def places(request: Request) -> HttpResponse:
    """List the places (steder)."""
    require(request, Permission.PLACE_SEE)
    context = {
        "tabs": tabs("list"),
        "writes": may(request.user, Permission.PLACE_WRITE, localdate()),
    }
    return _listing(request).respond("places/place_list.html", context)


@require_safe
def place_map(request: Request) -> HttpResponse:
    """Show the places on a map, with the same list beside it (kort)."""
    require(request, Permission.PLACE_SEE)
    listing = _listing(request, narrow=True)
    if listing.wanted_alone:
        return listing.respond("places/place_map.html")
    shown = listing.matching.order_by().values_list("latitude", "longitude")
    query = request.GET.urlencode()
    view = map_view(
        label=_("Map of places; the same are in the list beside it"),
        day=shown_day(request),
        drawn_points=[Point(*pair) for pair in shown],
        points=reverse("places-api") + (f"?{query}" if query else ""),
        follow=listing.id,
    )
    context = {
        "tabs": tabs("map"),
        "view": view,
        "writes": may(request.user, Permission.PLACE_WRITE, localdate()),
    }
    return listing.respond("places/place_map.html", context)


@require_safe
def places_data(request: Request) -> HttpResponse:
    """Give the places as GeoJSON, with the search and filters of the list."""
    require(request, Permission.PLACE_SEE)
    return HttpResponse(places_geojson(_listing(request).matching), content_type=GEOJSON)


@require_safe
def areas(request: Request) -> HttpResponse:
    """List the areas (lokalområder)."""
    require(request, Permission.PLACE_SEE)
    today, day = localdate(), shown_day(request)
    rows = AreaState.objects.open_to(request.user, Permission.PLACE_SEE, today).on(day)
    listing = Listing(
        request,
        counted_areas(rows, day),
        columns=[
            Column(
                "name",
                _("Area"),
                order=True,
                main=True,
                url=lambda row: reverse("places:area", args=[row.area.key]),
            ),
            Column("kind", _("Kind"), order=True),
            Column("places", _("Places in it"), order=True, number=True),
            Column("households", _("Households"), order=True, number=True),
            Column("source", _("Source")),
        ],
        search=("name",),
        filters=(Choice("kind", _("Kind"), AreaKind.choices),),
        order=("kind", "name"),
        caption=_("areas"),
        empty=_("No areas are registered yet. Take in borders from a file."),
    )
    return listing.respond("places/area_list.html", {"tabs": tabs("areas")})


@require_safe
def areas_data(request: Request) -> HttpResponse:
    """Give borders as GeoJSON: those of a kind, or those a map shows."""
    require(request, Permission.PLACE_SEE)
    day, kind = shown_day(request), request.GET.get("kind", "")
    rows = AreaState.objects.open_to(request.user, Permission.PLACE_SEE, localdate()).on(day)
    wanted = rows.filter(kind=kind) if kind else rows.filter(pk__in=[a.pk for a in base_areas(day)])
    return HttpResponse(areas_geojson(wanted), content_type=GEOJSON)


@require_safe
@cache_control(private=True, max_age=3600)
def roads_data(request: Request) -> HttpResponse:
    """Give the roads of the map as GeoJSON (veje)."""
    require(request, Permission.PLACE_SEE)
    return HttpResponse(roads_geojson(), content_type=GEOJSON)
