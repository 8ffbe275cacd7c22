"""Registering places: new, changed from a day, corrected, out of use."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.organisation.access import Permission, require
from indsats.places.actions import places as actions
from indsats.places.forms import place as forms
from indsats.places.models import Place
from indsats.places.queries.lists import unit_choices
from indsats.places.queries.map_view import MapView, map_view
from indsats.places.queries.timelines import timeline
from indsats.places.rules.borders import Point
from indsats.places.rules.timeline import PlaceSlice
from indsats.places.views.answers import form_page, form_page_with_map, saving


def _map(day: date, point: Point | None = None) -> MapView:
    return map_view(
        label=_("Map to press where the place lies"),
        day=day,
        drawn_points=[point] if point else (),
        points=reverse("places-api"),
        pick=("id_latitude", "id_longitude"),
        near=point,
    )


def _find(request: Request, key: str) -> Place:
    rows = Place.objects.open_to(request.user, Permission.PLACE_WRITE, localdate())
    return get_object_or_404(rows, key=key)


def _address(place: Place) -> str:
    return reverse("places:place", args=[place.key])


def _on(slices: list[PlaceSlice], day: date) -> PlaceSlice:
    """Give what holds on a day, else the entry nearest to now."""
    return next((each for each in slices if each.span.covers(day)), slices[-1])


def new(request: Request) -> HttpResponse:
    """Register a new place (nyt sted)."""
    require(request, Permission.PLACE_WRITE)
    today = localdate()
    form = forms.NewPlaceForm(sent(request), units=unit_choices(today), initial={"day": today})

    def deed() -> None:
        day = form.cleaned_data["day"]
        actions.create_place(by=request.user, facts=form.facts, day=day)

    page = Page(_("New place"), _("Register"), reverse("places:list"), said=_("Registered."))
    return form_page_with_map(request, page, form, deed, _map(today))


def change(request: Request, key: str) -> HttpResponse:
    """Change a place from a day on (ændr fra en dag)."""
    place, today = _find(request, key), localdate()
    now = _on(timeline(place), today)
    begin: dict[str, Any] = {**forms.initial(now.facts), "day": today, "version": place.version}
    form = forms.ChangePlaceForm(sent(request), units=unit_choices(today), initial=begin)

    def deed() -> None:
        data = form.cleaned_data
        actions.change_place(
            by=request.user, place=place, facts=form.facts, day=data["day"], version=data["version"]
        )

    lead = _("For what has become different. What was registered wrongly is corrected instead.")
    page = Page(_("Change %(name)s") % {"name": now.facts.name}, _("Save"), _address(place), lead)
    return form_page_with_map(request, page, form, saving(form, deed), _map(today, now.facts.point))


def correct(request: Request, key: str, first: str) -> HttpResponse:
    """Correct what an entry says (ret en fejl)."""
    place, today = _find(request, key), localdate()
    day = _day(first)
    entry = next((each for each in timeline(place) if each.span.first == day), None)
    if entry is None:
        raise Http404
    last = entry.span.until - forms.A_DAY if entry.span.until else None
    begin: dict[str, Any] = {
        **forms.initial(entry.facts), "first": day, "last": last, "version": place.version,
    }  # fmt: skip
    form = forms.CorrectPlaceForm(sent(request), units=unit_choices(today), initial=begin)

    def deed() -> None:
        data = form.cleaned_data
        actions.correct_place(
            by=request.user, place=place, first=day, right=form.right,
            reason=data["reason"], version=data["version"],
        )  # fmt: skip

    lead = _("For what was never so. What became different is changed from a day instead.")
    title = _("Correct %(name)s") % {"name": entry.facts.name}
    page = Page(title, _("Save"), _address(place), lead)
    return form_page_with_map(
        request, page, form, saving(form, deed), _map(today, entry.facts.point)
    )


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day


def close(request: Request, key: str) -> HttpResponse:
    """Let a place be out of use from a day (luk sted)."""
    place, today = _find(request, key), localdate()
    form = forms.ClosePlaceForm(sent(request), initial={"day": today})

    def deed() -> None:
        actions.close_place(by=request.user, place=place, **form.cleaned_data)

    name = _on(timeline(place), today).facts.name
    lead = _("What happened there stays. The place is no longer among those to choose.")
    page = Page(_("%(name)s out of use") % {"name": name}, _("Out of use"), _address(place), lead)
    return form_page(request, page, form, deed)
