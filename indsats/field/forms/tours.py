"""Forms for tours: the plan, the checklist, how it went, the release."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField
from indsats.field.forms.moments import MomentField
from indsats.field.models import Mood, Tour, TourReason, Weather
from indsats.field.queries.base import checklist
from indsats.field.rules import tour as rules

Choices = list[tuple[str, Any]]
NONE = [("", "–")]
OFTEN = (
    (30, gettext_lazy("every half hour")),
    (60, gettext_lazy("every hour")),
    (90, gettext_lazy("every hour and a half")),
    (120, gettext_lazy("every two hours")),
    (0, gettext_lazy("not at all")),
)


class Offered(NamedTuple):
    """What one may choose from: units, people, places, those who can be on call."""

    units: Choices
    people: Choices
    places: Choices
    on_call: Choices


class PlanForm(forms.Form):
    """A tour as it is planned."""

    unit = forms.ChoiceField(label=gettext_lazy("Team"))
    day = DayField(label=gettext_lazy("The day it begins"))
    begins = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("To (02.00 is the night after)"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=TourReason.choices)
    members = forms.MultipleChoiceField(
        label=gettext_lazy("The pair"), required=False, widget=forms.CheckboxSelectMultiple
    )
    on_call = forms.ChoiceField(label=gettext_lazy("On call"), required=False)
    check_in_minutes = forms.TypedChoiceField(
        label=gettext_lazy("They report in"), choices=OFTEN, coerce=int, initial=60
    )
    brief = forms.CharField(
        label=gettext_lazy("Brief, without names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Last nights, focus of today, who is absent, what to stay clear of."
        ),
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Places to visit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("unit", offered.units)
        self._offer("members", offered.people)
        self._offer("places", offered.places)
        self._offer("on_call", [*NONE, *offered.on_call])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"day", "begins", "ends"} <= set(data):
            start, end = rules.hours(data["day"], data["begins"], data["ends"])
            if end - start > rules.LONGEST:
                self.add_error("ends", _("A tour of more than 14 hours is not planned."))
            data["planned_from"], data["planned_to"] = start, end
        return data


class ChecklistForm(forms.Form):
    """What one makes sure of before going out."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Before we go"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["answers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(checklist().items())


class WriteForm(forms.Form):
    """How a tour went. A released one takes a reason."""

    started_at = MomentField(label=gettext_lazy("Went out"), required=False)
    ended_at = MomentField(label=gettext_lazy("Came home"), required=False, late=True)
    weather = forms.ChoiceField(
        label=gettext_lazy("Weather"), choices=[*NONE, *Weather.choices], required=False
    )
    mood = forms.ChoiceField(
        label=gettext_lazy("Mood on the street"), choices=[*NONE, *Mood.choices], required=False
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary, without names"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What did we see, what did we do, what should the next pair know?"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why a released tour is corrected"), max_length=300, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_released: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_released:
            del self.fields["reason"]


class VersionForm(forms.Form):
    """Words to go with a deed on a tour, as it was shown."""

    text = forms.CharField(required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


def written(tour: Tour) -> dict[str, Any]:
    """Give how a tour went as the form begins with it."""
    names = ("started_at", "ended_at", "weather", "mood", "summary", "version")
    return {name: getattr(tour, name) for name in names}
