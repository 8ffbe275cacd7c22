"""How the pages of the room with forms answer."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from indsats.base import answers
from indsats.base.answers import Page
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.places.forms.hotspot import HotspotForm
from indsats.places.queries.map_view import MapView

form_page = partial(answers.form_page, "places/form_page.html")
hotspot_form = partial(answers.form_page, "places/hotspot_form.html")
measure_form = partial(answers.form_page, "places/measure_form.html")


def form_page_with_map(
    request: HttpRequest,
    page: Page,
    form: forms.Form,
    deed: Callable[[], Any],
    view: MapView,
) -> HttpResponse:
    """Show a form with a map beside it, or do its deed and go back."""
    form.map_view = view  # type: ignore[attr-defined]  # the page's template draws it
    hotspot = isinstance(form, HotspotForm)
    crumb = (_("Hotspots"), "places:hotspots") if hotspot else (_("Places"), "places:list")
    form.crumb = crumb  # type: ignore[attr-defined]  # so too
    return answers.form_page("places/form_map.html", request, page, form, deed)


def saving(form: forms.Form, deed: Callable[[], Any]) -> Callable[[], None]:
    """Do a deed; where somebody else wrote meanwhile, let the next try be against theirs."""

    def guarded() -> None:
        try:
            deed()
        except ChangedMeanwhileError as error:
            form.data = {**form.data.dict(), "version": str(error.version)}  # type: ignore[attr-defined]
            raise

    return guarded
