"""Forms of the week: which day's week, what a line becomes, what the week is thought to mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField
from indsats.law.publishing import Detail, personal_details


class ChoiceForm(forms.Form):
    """A day whose week is wanted."""

    day = DayField(label=gettext_lazy("Go to the week of"))


class ForwardForm(forms.Form):
    """What a line of the week becomes: a task for the team, or an item for a meeting."""

    to = forms.ChoiceField(label=gettext_lazy("Make it"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What is to be done or discussed, without names"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    due_on = DayField(label=gettext_lazy("By"), required=False)

    def __init__(
        self,
        *args: Any,
        ways: Sequence[tuple[str, str]],
        teams: Sequence[tuple[int, str]],
        people: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        nobody = [("", _("Nobody yet"))]
        for name, choices in (("to", ways), ("team", teams), ("owner", [*nobody, *people])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)
        if len(teams) == 1:
            del self.fields["team"]
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
