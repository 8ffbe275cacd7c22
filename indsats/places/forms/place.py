"""Registering, changing, correcting and closing a place."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indsats.base.forms import DayField
from indsats.base.periods import Span
from indsats.places.actions.places import said
from indsats.places.models import PlaceKind
from indsats.places.rules import hours_text
from indsats.places.rules.borders import Point, on_earth
from indsats.places.rules.opening import Hours
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import Facts, PlaceSlice, Slice

A_DAY = timedelta(days=1)
EXAMPLE = "man-tor 14-22\nfre 14-01"


class HoursField(forms.CharField):
    """Opening hours as people write them, one line for each."""

    widget = forms.Textarea(attrs={"rows": 3, "placeholder": EXAMPLE})

    def to_python(self, value: Any) -> Any:
        """Read the lines; name the one that cannot be read."""
        try:
            return hours_text.read(super().to_python(value) or "")
        except Refused as refused:
            raise ValidationError(said(refused).messages) from refused

    def prepare_value(self, value: Any) -> Any:
        """Write kept hours as lines."""
        if isinstance(value, tuple):
            language = "en" if (get_language() or "").startswith("en") else "da"
            return "\n".join(hours_text.write(value, language))
        return value


class Degrees(forms.CharField):
    """A latitude or longitude, with a comma or a point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": gettext_lazy("Write degrees as a number, such as 55.6134, or use the map."),
    }

    def clean(self, value: Any) -> Any:
        """Read a number whichever mark it has."""
        text = super().clean(value)
        try:
            return float(text.replace(",", ".")) if text else None
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PlaceForm(forms.Form):
    """What is said of a place."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    latitude = Degrees(label=gettext_lazy("Latitude"))
    longitude = Degrees(
        label=gettext_lazy("Longitude"), help_text=gettext_lazy("Press the map to fill both in.")
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    owner = forms.CharField(label=gettext_lazy("Owner"), max_length=200, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Looked after by"), required=False)
    hours = HoursField(
        label=gettext_lazy("Opening hours"),
        required=False,
        help_text=gettext_lazy(
            "One line for each, such as “man-tor 14-22”. Holidays are not reckoned with."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Good to know"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For the one who comes there for the first time. No names."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices: dict[str, list[tuple[str, Any]]] = {"kind": PlaceKind.choices, "unit": units}
        for name, found in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Choose")), *found]

    def clean(self) -> dict[str, Any]:
        """Refuse a position that is not on Earth."""
        data = super().clean() or {}
        if data.get("latitude") is not None and data.get("longitude") is not None:
            try:
                on_earth(Point(data["latitude"], data["longitude"]))
            except Refused as refused:
                self.add_error("latitude", said(refused))
        return data

    @property
    def facts(self) -> Facts:
        """Give what was written; nothing is from a register any more."""
        data = self.cleaned_data
        hours: tuple[Hours, ...] = data["hours"] or ()
        return Facts(
            name=data["name"], kind=data["kind"], owner=data["owner"], unit=data["unit"],
            point=Point(data["latitude"], data["longitude"]),
            address=data["address"], hours=hours, note=data["note"],
        )  # fmt: skip


def initial(facts: Facts) -> dict[str, Any]:
    """Give what a form begins with."""
    return {
        "name": facts.name, "kind": facts.kind, "owner": facts.owner, "unit": facts.unit,
        "latitude": f"{facts.point.latitude:.6f}", "longitude": f"{facts.point.longitude:.6f}",
        "address": facts.address, "hours": facts.hours, "note": facts.note,
    }  # fmt: skip


class NewPlaceForm(PlaceForm):
    """A new place."""

    day = DayField(label=gettext_lazy("In use from"))


class ChangePlaceForm(PlaceForm):
    """What is different from a day on."""

    day = DayField(
        label=gettext_lazy("Changed from"),
        help_text=gettext_lazy("What is registered stays as it is up to this day."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectPlaceForm(PlaceForm):
    """What an entry ought to have said all along."""

    first = DayField(label=gettext_lazy("From"))
    last = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave empty while there is no end."),
    )
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def right(self) -> PlaceSlice:
        """Give the entry as it should be."""
        last: date | None = self.cleaned_data["last"]
        until = last + A_DAY if last else None
        return Slice(Span(self.cleaned_data["first"], until), self.facts)


class ClosePlaceForm(forms.Form):
    """From which day a place is out of use, and why."""

    day = DayField(label=gettext_lazy("Out of use from"))
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
