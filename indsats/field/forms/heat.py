"""Choosing a month and a topic of the heat map: from fixed lists, nothing in between."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from indsats.field.queries.heat import limits
from indsats.field.queries.heat_words import month_code, month_name, topic_name
from indsats.field.rules.heat import TOPICS, Topic, open_months
from indsats.field.rules.picture import Month


class HeatForm(forms.Form):
    """Which month, which topic."""

    maaned = forms.ChoiceField(label=_("Month"))
    emne = forms.ChoiceField(label=_("What"))

    def __init__(self, data: QueryDict, *, today: date) -> None:
        self.months = {month_code(each): each for each in open_months(today, limits())}
        self.topics = {each.code: each for each in TOPICS}
        choices = {
            "maaned": [(code, month_name(each)) for code, each in self.months.items()],
            "emne": [(code, topic_name(each)) for code, each in self.topics.items()],
        }
        super().__init__({name: data.get(name) or of[0][0] for name, of in choices.items()})
        for name, of in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = of

    @property
    def chosen(self) -> tuple[Month, Topic]:
        """Give the month and the topic; the form must be valid."""
        return self.months[self.cleaned_data["maaned"]], self.topics[self.cleaned_data["emne"]]
