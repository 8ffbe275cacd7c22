"""Forms of the week: which day's week, what a line becomes, what the week is thought to mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField
from indsats.field.queries.forwarding import MEASURE
from indsats.law.publishing import Detail, personal_details
from indsats.places.models import Measure, MeasureKind

LONGEST_MEASURE = Measure._meta.get_field("title").max_length or 0


class ChoiceForm(forms.Form):
    """A day whose week is wanted."""

    day = DayField(label=gettext_lazy("Go to the week of"))


class ForwardForm(forms.Form):
    """What a line of the week becomes: a task, a measure, or an item for a meeting."""

    to = forms.ChoiceField(label=gettext_lazy("Make it"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What is to be done or discussed, without names"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    due_on = DayField(label=gettext_lazy("By"), required=False)
    responsible = forms.ChoiceField(
        label=gettext_lazy("Who carries the measure out"), required=False,
        help_text=gettext_lazy("Only for a measure."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of measure"), required=False,
        choices=[("", "–"), *MeasureKind.choices],
        help_text=gettext_lazy("Only for a measure."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        ways: Sequence[tuple[str, str]],
        teams: Sequence[tuple[int, str]],
        people: Sequence[tuple[str, str]],
        doers: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        nobody = [("", _("Nobody yet"))]
        offered = (
            ("to", ways), ("team", teams), ("owner", [*nobody, *people]),
            ("responsible", [("", "–"), *doers]),
        )  # fmt: skip
        for name, choices in offered:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)
        if len(teams) == 1:
            del self.fields["team"]
        if MEASURE not in dict(ways):
            del self.fields["responsible"], self.fields["kind"]
        if len(ways) == 1:
            self.fields["to"].widget = forms.HiddenInput()
            self.fields["to"].initial = ways[0][0]

    def clean_text(self) -> str:
        """Refuse a personal number, which has no place in a task about a place."""
        text: str = self.cleaned_data["text"].strip()
        if any(each.kind is Detail.CPR for each in personal_details(text)):
            told = _(
                "The text seems to hold a personal number (CPR). Write about places, not persons."
            )
            raise ValidationError(told)
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for what a measure cannot be without."""
        data = super().clean() or {}
        if data.get("to") != MEASURE:
            return data
        for name in ("responsible", "kind", "due_on"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("A measure needs this."))
        if len(data.get("text", "")) > LONGEST_MEASURE:
            told = _("A measure is said in %(n)s characters at most.") % {"n": LONGEST_MEASURE}
            self.add_error("text", told)
        return data


class AssessForm(forms.Form):
    """What the people who were there think it means."""

    text = forms.CharField(
        label=gettext_lazy("What we think it means, without names"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Judgement, kept apart from the numbers. About places, not persons."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)
