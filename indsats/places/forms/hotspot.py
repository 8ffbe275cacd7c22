"""Hotspots and what is measured at them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.base.periods import Span
from indsats.places.actions.hotspots import HotspotFacts
from indsats.places.forms.chosen import Chosen, NobodyNamed
from indsats.places.models import Block, Hotspot, Place, ReadingForm
from indsats.places.queries.choices import Offered

A_DAY = timedelta(days=1)
PLACES = ("place", "place_2", "place_3", "place_4")


def long(rows: int = 3) -> forms.Textarea:
    """Give an input of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def span_of(first: date, last: date | None) -> Span:
    """Turn a first and a last day, both included, into a span."""
    return Span(first, last + A_DAY if last else None)


class HotspotForm(NobodyNamed):
    """What a hotspot is about."""

    about_places = ("title", "reason", "goal", "idea")

    unit = Chosen(label=_("Unit that answers for it"))
    title = forms.CharField(label=_("Title"), max_length=200)
    place = Chosen(label=_("Place"), required=False)
    place_2 = Chosen(label=_("Another place"), required=False)
    place_3 = Chosen(label=_("Another place"), required=False)
    place_4 = Chosen(label=_("Another place"), required=False)
    area = Chosen(
        label=_("Area"), required=False, help_text=_("Where it is not about single places.")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=long(), help_text=_("What is seen there, without names.")
    )
    goal = forms.CharField(
        label=_("Goal"), widget=long(2), help_text=_("What shall be different, and by when.")
    )
    idea = forms.CharField(
        label=_("Why we think it will help"),
        widget=long(2),
        required=False,
        help_text=_("In one or two sentences: we do …, so that …"),
    )
    first = DayField(label=_("From"))
    last_day = DayField(label=_("To and including"), required=False)
    owner = Chosen(label=_("Owner"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offered: dict[str, Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("unit", "area", "owner", *PLACES):
            field = self.fields[name]
            if isinstance(field, Chosen):
                field.offer(offered["place" if name in PLACES else name])

    @property
    def facts(self) -> HotspotFacts:
        """Give what was written."""
        data = self.cleaned_data
        chosen: list[Place] = [data[name] for name in PLACES if data[name]]
        return HotspotFacts(
            title=data["title"], reason=data["reason"], goal=data["goal"], idea=data["idea"],
            span=span_of(data["first"], data["last_day"]), owner=data["owner"], area=data["area"],
            places=tuple(dict.fromkeys(chosen)),
        )  # fmt: skip


def initial(hotspot: Hotspot, places: list[Place]) -> dict[str, Any]:
    """Give what a form begins with."""
    chosen = dict(zip(PLACES, places, strict=False))
    return {
        "title": hotspot.title, "reason": hotspot.reason, "goal": hotspot.goal,
        "idea": hotspot.idea, "first": hotspot.valid_from, "last_day": hotspot.last_day,
        "owner": hotspot.owner, "area": hotspot.area, "unit": hotspot.unit,
        "version": hotspot.version, **chosen,
    }  # fmt: skip


class CloseHotspotForm(NobodyNamed):
    """When a hotspot is closed, and what came of it."""

    about_places = ("outcome",)

    day = DayField(label=_("Closed on"))
    outcome = forms.CharField(
        label=_("What came of it"),
        widget=long(4),
        help_text=_("Also what did not work. What is measured stands beside it by itself."),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=long(2))


class IndicatorForm(forms.Form):
    """Something to measure in one way before, during and after."""

    block = forms.ChoiceField(label=_("Block"), choices=Block.choices)
    name = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        help_text=_("Such as: complaints to the housing association about the square."),
    )
    form = forms.ChoiceField(label=_("Sort of number"), choices=ReadingForm.choices)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Who counts, and how. The same throughout.")
    )


class ReadingForm_(forms.Form):  # noqa: N801 -- ReadingForm is the sort of number
    """A number for a period."""

    first = DayField(label=_("From"))
    last_day = DayField(label=_("To and including"))
    value = forms.DecimalField(
        label=_("Figure"), min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("What one must know to read it rightly."),
    )
