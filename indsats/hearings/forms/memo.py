"""Forms of the memo and the themes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.hearings.models import Hearing, Theme, Verdict

LONGEST = 400_000


class BlockForm(forms.Form):
    """The words of one block."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_(
            "A blank line begins a new paragraph. A line with “- ” first is part of a list, "
            "one with “> ” first a quotation. An empty text leaves the block out of the memo.",
        ),
    )


class ThemeForm(forms.Form):
    """A theme's name."""

    name = forms.CharField(label=_("Name"), max_length=100)


class MergeForm(forms.Form):
    """The theme another one is put together with."""

    into = forms.ModelChoiceField(label=_("Put together with"), queryset=Theme.objects.none())

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = theme.hearing.themes.exclude(pk=theme.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class ManyForm(forms.Form):
    """One verdict and answer for many segments."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))
    everything = forms.BooleanField(
        label=_("All that fit the search, not only those ticked"), required=False
    )


def themes_of(hearing: Hearing) -> list[tuple[str, str]]:
    """Give a hearing's themes to choose among."""
    return [(str(row.pk), row.name) for row in hearing.themes.all()]
