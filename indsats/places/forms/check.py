"""Asking for a safety check by link, answering it, and making links."""

import secrets
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.base.periods import Span
from indsats.places.actions.checks import Asked
from indsats.places.actions.hotspots import HotspotFacts
from indsats.places.actions.measures import MeasureFacts
from indsats.places.forms.chosen import Chosen, NobodyNamed
from indsats.places.forms.hotspot import long
from indsats.places.models import Concern, MeasureKind, Noticed
from indsats.places.queries.choices import Offered


def new_key() -> str:
    """Make the key that lets a request sent twice be one."""
    return secrets.token_urlsafe(24)


class AskForm(NobodyNamed):
    """What a school or day care asks to have looked at."""

    about_places = ("spot", "text")

    spot = forms.CharField(
        label=_("Where is it?"),
        max_length=200,
        help_text=_("As exactly as you can: by which building, on which side."),
    )
    concerns = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=Concern.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    noticed = forms.ChoiceField(
        label=_("When is it noticed?"), choices=[("", _("Choose")), *Noticed.choices]
    )
    text = forms.CharField(
        label=_("What do you see?"),
        max_length=1000,
        widget=long(5),
        help_text=_("Write about the place, not about persons. No names."),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @property
    def asked(self) -> Asked:
        """Give what was written."""
        data = self.cleaned_data
        return Asked(
            spot=data["spot"], concerns=tuple(data["concerns"]), noticed=data["noticed"],
            text=data["text"],
        )  # fmt: skip


class Way(StrEnum):
    """How a request is answered."""

    WORDS = "words"
    MEASURE = "measure"
    HOTSPOT = "hotspot"


WAYS = (
    (Way.WORDS, _("With an answer alone")),
    (Way.MEASURE, _("With a measure")),
    (Way.HOTSPOT, _("With a hotspot")),
)


class AnswerForm(NobodyNamed):
    """The answer, and what is done."""

    about_places = ("answer", "title", "goal")

    answer = forms.CharField(
        label=_("Answer to the one who asked"),
        max_length=1000,
        widget=long(4),
        help_text=_("They read it by their link. No names."),
    )
    way = forms.ChoiceField(
        label=_("How it is answered"), choices=WAYS, widget=forms.RadioSelect, initial=Way.WORDS
    )
    title = forms.CharField(
        label=_("Title of the measure or hotspot"), max_length=200, required=False
    )
    place = Chosen(label=_("Place"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of measure"), choices=MeasureKind.choices, required=False
    )
    unit = Chosen(label=_("Responsible for the measure"), required=False)
    due = DayField(label=_("The measure is due"), required=False)
    goal = forms.CharField(label=_("Goal of the hotspot"), widget=long(2), required=False)

    def __init__(self, *args: Any, offered: dict[str, Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, found in offered.items():
            field = self.fields[name]
            if isinstance(field, Chosen):
                field.offer(found)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        data = super().clean()
        needed = {
            Way.MEASURE: ("title", "unit", "due"),
            Way.HOTSPOT: ("title", "place", "goal"),
        }
        for name in needed.get(data.get("way", ""), ()):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, gettext("Fill this in, or choose another way to answer."))
        return data

    @property
    def measure(self) -> MeasureFacts | None:
        """Give the measure, where that is the way."""
        data = self.cleaned_data
        if data["way"] != Way.MEASURE:
            return None
        return MeasureFacts(
            title=data["title"], kind=data["kind"] or MeasureKind.OTHER, unit=data["unit"],
            due=data["due"], place=data["place"],
        )  # fmt: skip

    def hotspot(self, reason: str, span: Span) -> HotspotFacts | None:
        """Give the hotspot, where that is the way."""
        data = self.cleaned_data
        if data["way"] != Way.HOTSPOT:
            return None
        return HotspotFacts(
            title=data["title"], reason=reason, goal=data["goal"], span=span,
            places=(data["place"],),
        )  # fmt: skip


class LinkForm(forms.Form):
    """Which institution gets a link, and which unit handles what it asks."""

    place = Chosen(label=_("School or day care"))
    unit = Chosen(label=_("Handled by"))

    def __init__(self, *args: Any, offered: dict[str, Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, found in offered.items():
            field = self.fields[name]
            if isinstance(field, Chosen):
                field.offer(found)
