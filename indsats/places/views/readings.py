"""What is measured at a hotspot: a new point of measurement, a number, taking one out."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.organisation.access import Permission
from indsats.places.actions import hotspots as actions
from indsats.places.forms import hotspot as forms
from indsats.places.models import Hotspot, HotspotIndicator, HotspotReading
from indsats.places.views.answers import hotspot_form


def _address(pk: int) -> str:
    return reverse("places:hotspot", args=[pk]) + "#maalt"


def new_indicator(request: Request, pk: int) -> HttpResponse:
    """Decide to measure something at a hotspot."""
    rows = Hotspot.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    found = get_object_or_404(rows, pk=pk)
    form = forms.IndicatorForm(sent(request))

    def deed() -> None:
        actions.add_indicator(by=request.user, hotspot=found, **form.cleaned_data)

    lead = _(
        "Count in the same way before, during and after. Fewer than five persons are not shown."
    )
    page = Page(_("New point of measurement"), _("Add"), _address(pk), lead)
    return hotspot_form(request, page, form, deed)


def new_reading(request: Request, pk: int) -> HttpResponse:
    """Write down a number for a period."""
    rows = HotspotIndicator.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    found = get_object_or_404(rows.select_related("hotspot"), pk=pk)
    form = forms.ReadingForm_(sent(request))

    def deed() -> None:
        data = form.cleaned_data
        actions.add_reading(
            by=request.user, indicator=found, at=now(), note=data["note"], value=data["value"],
            span=forms.span_of(data["first"], data["last_day"]),
        )  # fmt: skip

    page = Page(_("New number"), _("Write down"), _address(found.hotspot_id), found.name)
    return hotspot_form(request, page, form, deed)


def remove_reading(request: Request, pk: int) -> HttpResponse:
    """Take out a number that was wrong."""
    rows = HotspotReading.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    found = get_object_or_404(rows.select_related("indicator"), pk=pk)
    form = forms.ReasonForm(sent(request))

    def deed() -> None:
        actions.remove_reading(by=request.user, reading=found, **form.cleaned_data)

    back = _address(found.indicator.hotspot_id)
    page = Page(_("Take the number out"), _("Take out"), back, found.indicator.name)
    return hotspot_form(request, page, form, deed)
