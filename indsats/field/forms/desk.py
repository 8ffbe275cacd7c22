"""Forms for what waits on the coordinator's desk: parked entries, collisions, phones, alarms."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.field.models import AlarmOutcome, CorrectedBecause
from indsats.field.queries.base import labels
from indsats.field.queries.wording import OF_KIND, label
from indsats.field.rules.forms import Field, Form, Type

ONE_LINE: Final = 100  # characters
MENDABLE: Final = frozenset({Type.TEXT, Type.CODE, Type.CODES, Type.KEY, Type.RECORD})
Choices = list[tuple[str, str]]


class ReasonForm(forms.Form):
    """Why something is done."""

    because = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class CorrectForm(forms.Form):
    """Other words for an observation, and why, as it was shown."""

    text = forms.CharField(
        label=_("In one sentence, without names"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write what was seen at the place. It may be left empty."),
    )
    because = forms.ChoiceField(
        label=_("Why"), choices=CorrectedBecause.choices, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """How an alarm ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=AlarmOutcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note, without names"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class CloseForm(forms.Form):
    """Why a phone is closed, and whether it is to be emptied."""

    because = forms.CharField(label=_("Why"), max_length=200)
    wipe = forms.BooleanField(
        label=_("Empty the phone when it is heard from"), required=False,
        help_text=_(
            "What has not been sent is sent first and parked here. What cannot be sent is lost."
        ),
    )  # fmt: skip


class SettleForm(forms.Form):
    """Which of two values is to stand, or what is to be written instead."""

    chosen = forms.ChoiceField(label=_("What is to stand?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Put together, without names"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, str]], may_write: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["chosen"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [
                *choices,
                *([("written", _("Both, put together:"))] if may_write else []),
            ]
        if not may_write:
            del self.fields["text"]


class MendForm(forms.Form):
    """What is wrong in a parked entry, for the one who takes it in to put right."""

    def __init__(
        self,
        *args: Any,
        form: Form,
        wrong: Mapping[str, Choices],
        body: Mapping[str, Any],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.form = form
        for name, candidates in wrong.items():
            one = form.fields.get(name)
            if one and one.type in MENDABLE and name not in {"unit", "owner"}:
                field = _field(form.kind, name, one, candidates)
                field.initial = body.get(name)
                field.required = one.required
                field.label = label(form.kind, name)
                self.fields[name] = field

    @property
    def mended(self) -> dict[str, Any]:
        """Give what differs from what was sent."""
        return {
            name: self.cleaned_data[name] or None
            for name in self.changed_data
            if name in self.form.fields
        }


def _field(kind: str, name: str, one: Field, candidates: Choices) -> forms.Field:
    if one.type is Type.TEXT:
        rows = 4 if one.longest > ONE_LINE else 1
        hint = _("At most %(count)s characters.") % {"count": one.longest}
        return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), help_text=hint)
    if one.type in {Type.KEY, Type.RECORD}:
        return forms.ChoiceField(choices=[("", "–"), *candidates])
    words = labels().get(OF_KIND.get(kind, "") if name == "kind" else name, {})
    choices = [(code, words.get(code, code)) for code in one.codes]
    if one.type is Type.CODES:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(choices=[("", "–"), *choices])
