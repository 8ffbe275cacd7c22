"""Which form belongs to which verb, and what is asked before and after the forms of steps."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.organisation.forms.fields import Chosen
from indsats.organisation.forms.reshape import MergeForm, SplitForm
from indsats.organisation.forms.step import (
    CloseForm,
    CreateForm,
    KeepForm,
    MoveForm,
    SetForm,
    StepForm,
)
from indsats.organisation.queries.options import Options
from indsats.organisation.rules.kinds import KINDS

FORMS: Mapping[str, type[StepForm]] = MappingProxyType(
    {
        form.verb: form
        for form in (CreateForm, SetForm, MoveForm, CloseForm, KeepForm, SplitForm, MergeForm)
    }
)


class PickForm(forms.Form):
    """The first half of changing or splitting: what, and from which day."""

    subject = Chosen(label=_("What"))
    day = DayField(label=_("Takes effect on"))

    def __init__(self, *args: Any, kind: str, options: Options, split: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["subject"] = Chosen(
            label=gettext(KINDS[kind].label).capitalize(), choices=options.subjects(kind)
        )
        if split:
            self.fields["parts"] = forms.CharField(
                label=_("The parts"),
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("One name on each line. The old name may be one of them."),
            )

    def clean_parts(self) -> list[str]:
        """Read one name per line; at least two, all different."""
        names = [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        if len(names) < 2 or len(set(names)) < len(names):  # noqa: PLR2004 -- a split takes two
            raise forms.ValidationError(_("Write at least two different names."))
        return names


class RemoveForm(forms.Form):
    """Which version of the change-set someone saw when taking a step out."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
