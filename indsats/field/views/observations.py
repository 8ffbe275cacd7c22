"""Observations of places: the list with its search, one of them, and the spreadsheet."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base import answers
from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.field.actions.correcting import correct_text
from indsats.field.forms.desk import CorrectForm
from indsats.field.models import Behaviour, Deed, Fault, Mood, PlaceObservation
from indsats.field.queries import long_lists
from indsats.field.queries import observations as queries
from indsats.field.queries.long_lists import by_unit
from indsats.field.queries.tour_page import looks_like_a_person
from indsats.organisation.access import Permission, require
from indsats.organisation.views.files import exporter

SEE = Permission.OBSERVATION_SEE
form_page = partial(answers.form_page, "field/observation/form_page.html")
CODES = {**dict(Behaviour.choices), **dict(Fault.choices), **dict(Deed.choices)}


@dataclass
class Words:
    """A box for words, found in every inflection."""

    name: str = "ord"

    def fields(self) -> dict[str, forms.Field]:
        hint = _("For example: lygte sti. Every inflection is found.")
        box = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        words = forms.CharField(
            label=_("Words"), required=False, max_length=200, help_text=hint, widget=box
        )
        return {self.name: words}

    def apply(self, rows: QuerySet[Any], data: dict[str, Any]) -> QuerySet[Any]:
        return queries.with_words(rows, data.get(self.name) or "")


def _address(row: PlaceObservation) -> str:
    return reverse("observations:observation", args=[row.pk])


def _said(row: PlaceObservation) -> str:
    """Name the codes of an observation in one line."""
    codes = [*row.behaviours, *row.faults, *row.deeds]
    return ", ".join(str(CODES.get(code, code)) for code in codes)


@require_safe
def observations(request: Request) -> HttpResponse:
    """List what was seen, the newest first."""
    require(request, SEE)
    day = localdate()
    names = queries.place_names(day)
    areas = queries.area_names(day)
    named = dict(areas)
    listing = Listing(
        request,
        queries.visible(request.user, day),
        columns=[
            Column("seen_at", _("Seen"), order=True, main=True, url=_address),
            Column("place", _("Place"), show=lambda row: names.get(row.place_id, _("Pin"))),
            Column("area", _("Area"), show=lambda row: named.get(row.area_id, "")),
            Column("mood", _("Mood")),  # chosen above; to sort by it, all would have to be read
            Column("crowd", _("How many")),
            Column("codes", _("What went on"), show=_said),
            Column("text", _("In one sentence")),
        ],
        filters=(
            Words(),
            Choice("area", _("Area"), areas),
            Choice("kode", _("What went on"), _choices, keep=queries.with_code),
            Choice("mood", _("Mood"), Mood.choices),
            Days("seen_at", _("Seen")),
        ),
        order=("-seen_at", "-pk"),
        caption=_("observations"),
        empty=_("Nothing has been seen yet. Observations come from the phones."),
        export=exporter(request, _("Observations")),
        wide=True,
        parts=by_unit(request.user, SEE, day),
        count_limit=long_lists.COUNTED,
    )
    return listing.respond("field/observation/list.html", {})


def _choices() -> list[tuple[str, Any]]:
    return sorted(CODES.items(), key=lambda each: str(each[1]))


@require_safe
def observation(request: Request, pk: UUID) -> HttpResponse:
    """Show one observation and what was seen near it lately."""
    day = localdate()
    rows = PlaceObservation.objects.open_to(request.user, SEE, day)
    found = get_object_or_404(rows.select_related("author", "tour", "area"), pk=pk)
    names = queries.place_names(day)
    near = queries.near_and_recent(found, request.user, day)
    context = {
        "observation": found,
        "place": names.get(found.place_id or 0, ""),
        "area": dict(queries.area_names(day)).get(found.area_id or 0, ""),
        "said": _said(found),
        "looks": looks_like_a_person(found.text, names.values()),
        "corrects": _correctable(request).filter(pk=found.pk).exists(),
        "near": [(each, names.get(each.place_id or 0, _("Pin")), _said(each)) for each in near],
    }
    return render(request, "field/observation/observation.html", context)


def _correctable(request: Request) -> QuerySet[PlaceObservation]:
    return PlaceObservation.objects.open_to(request.user, Permission.TOUR_RELEASE, localdate())


def correct(request: Request, pk: UUID) -> HttpResponse:
    """Correct the words of an observation; what is about a person goes for good."""
    found = get_object_or_404(_correctable(request), pk=pk)
    form = CorrectForm(sent(request), initial={"text": found.text, "version": found.version})

    def deed() -> None:
        correct_text(by=request.user, observation=found, at=now(), **form.cleaned_data)

    looks = looks_like_a_person(found.text, queries.place_names(localdate()).values())
    page = Page(
        _("Correct the text"), _("Save"), _address(found),
        _("The old words are removed for good: from the search, the phones and the collisions. "
          "The trail keeps who corrected it and why, not what it said. A backup holds it until "
          "it is overwritten."),
        _("The text is corrected."),
        above=[(_("Looks as if it says who somebody is"), ", ".join(looks))] if looks else [],
    )  # fmt: skip
    return form_page(request, page, form, deed)
