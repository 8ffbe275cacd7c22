"""Measures: the list by who is responsible, one measure, and its deeds."""

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing, Tick
from indsats.organisation.access import Permission, may, require
from indsats.places.actions import measures as actions
from indsats.places.forms import measure as forms
from indsats.places.forms.chosen import NobodyNamed
from indsats.places.models import Hotspot, Measure, MeasureKind
from indsats.places.queries import choices
from indsats.places.queries.hotspots import by_unit, named_measures
from indsats.places.views.answers import measure_form, saving


def _address(measure: Measure) -> str:
    return reverse("places:measure", args=[measure.pk])


def _find(request: Request, pk: int, permission: Permission) -> Measure:
    rows = Measure.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(named_measures(rows, localdate()), pk=pk)


@require_safe
def measures(request: Request) -> HttpResponse:
    """List the measures, what is due first on top, and how many each unit has (tiltag)."""
    require(request, Permission.MEASURE_SEE)
    today, everything = localdate(), request.GET.get("vis") == "alle"
    rows = Measure.objects.open_to(request.user, Permission.MEASURE_SEE, today)
    units = by_unit(rows.waiting(), today)
    listing = Listing(
        request,
        named_measures(rows if everything else rows.waiting(), today),
        columns=[
            Column("title", _("What is to be done"), order=True, main=True, url=_address),
            Column("due", _("Due"), order=True, template="places/cells/due.html"),
            Column("unit_name", _("Responsible"), order=True),
            Column("kind", _("Kind"), order=True),
            Column("place_name", _("Place"), order=True),
            Column("from", _("Comes from"), template="places/cells/origin.html"),
        ],
        search=("title", "text", "place_name"),
        filters=(
            Choice("unit", _("Responsible"), [(u.key, u.name) for u in units], "unit__key"),
            Choice("kind", _("Kind"), MeasureKind.choices),
            Tick("late", _("Only overdue"), Q(due__lt=today, done_on=None, given_up_on=None)),
            Days("due", _("Due")),
        ),
        order="due",
        caption=_("measures"),
        empty=_("No measures wait."),
    )
    context = {
        "units": units,
        "everything": everything,
        "today": today,
        "writes": may(request.user, Permission.HOTSPOT_WRITE, today),
    }
    return listing.respond("places/measure_list.html", context)


@require_safe
def measure(request: Request, pk: int) -> HttpResponse:
    """Show one measure."""
    today = localdate()
    found = _find(request, pk, Permission.MEASURE_SEE)
    doers = Measure.objects.open_to(request.user, Permission.MEASURE_DO, today)
    context = {
        "measure": found,
        "does": doers.filter(pk=pk).exists(),
        "sees_hotspots": may(request.user, Permission.HOTSPOT_SEE, today),
        "sees_places": may(request.user, Permission.PLACE_SEE, today),
        "today": today,
    }
    return render(request, "places/measure.html", context)


def _form(request: Request, begin: dict[str, Any], *, orderer: bool) -> forms.MeasureForm:
    today = localdate()
    offered = {"place": choices.places(today), "unit": choices.units(today)}
    if orderer:
        offered["orderer"] = choices.own_units(request.user, Permission.HOTSPOT_WRITE, today)
    form = forms.MeasureForm(sent(request), offered=offered, initial=begin)
    form.known_places = choices.place_names(today)
    return form


def new(request: Request) -> HttpResponse:
    """Order a measure that belongs to no hotspot or walk (nyt tiltag)."""
    require(request, Permission.HOTSPOT_WRITE)
    form = _form(request, {"place": request.GET.get("sted", "")}, orderer=True)

    def deed() -> None:
        actions.order_measure(
            by=request.user, orderer=form.cleaned_data["orderer"], facts=form.facts, at=now()
        )

    page = Page(_("New measure"), _("Order"), reverse("places:measures"), said=_("Ordered."))
    return measure_form(request, page, form, deed)


def new_at_hotspot(request: Request, pk: int) -> HttpResponse:
    """Order a measure at a hotspot."""
    rows = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    hotspot = get_object_or_404(rows.select_related("unit"), pk=pk)
    form = _form(request, {}, orderer=False)

    def deed() -> None:
        facts = replace(form.facts, hotspot=hotspot)
        actions.order_measure(by=request.user, orderer=hotspot.unit, facts=facts, at=now())

    back = reverse("places:hotspot", args=[pk])
    page = Page(_("New measure"), _("Order"), back, hotspot.title, _("Ordered."))
    return measure_form(request, page, form, deed)


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what is to be done, by whom or by when."""
    found = _find(request, pk, Permission.MEASURE_DO)
    begin = {
        "title": found.title, "kind": found.kind, "place": found.place, "unit": found.unit,
        "due": found.due, "text": found.text, "version": found.version,
    }  # fmt: skip
    form = _form(request, begin, orderer=False)

    def deed() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_measure(by=request.user, measure=found, facts=form.facts, version=version)

    page = Page(_("Change the measure"), _("Save"), _address(found))
    return measure_form(request, page, form, saving(form, deed))


def _known(form: NobodyNamed) -> None:
    form.known_places = choices.place_names(localdate())


def finish(request: Request, pk: int) -> HttpResponse:
    """Note that a measure is carried out."""
    found = _find(request, pk, Permission.MEASURE_DO)
    form = forms.DoneForm(sent(request), initial={"day": localdate()})
    _known(form)

    def deed() -> None:
        data = form.cleaned_data
        actions.finish_measure(by=request.user, measure=found, day=data["day"], note=data["note"])

    page = Page(_("The measure is carried out"), _("Carried out"), _address(found), found.title)
    return measure_form(request, page, form, deed)


def give_up(request: Request, pk: int) -> HttpResponse:
    """Note that a measure will not be carried out."""
    found = _find(request, pk, Permission.MEASURE_DO)
    form = forms.NoteForm(sent(request))
    _known(form)

    def deed() -> None:
        note = form.cleaned_data["note"]
        actions.give_up_measure(by=request.user, measure=found, day=localdate(), note=note)

    page = Page(_("Give the measure up"), _("Give up"), _address(found), found.title)
    return measure_form(request, page, form, deed)


def take_up(request: Request, pk: int) -> HttpResponse:
    """Note that a measure is not finished after all."""
    found = _find(request, pk, Permission.MEASURE_DO)
    form = forms.NoteForm(sent(request))
    _known(form)

    def deed() -> None:
        note = form.cleaned_data["note"]
        actions.take_up_measure(by=request.user, measure=found, note=note)

    page = Page(_("Take the measure up again"), _("Take up again"), _address(found), found.title)
    return measure_form(request, page, form, deed)
