"""One input per field of the change-set engine."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.organisation.queries.options import Options
from indsats.organisation.queries.wording import CHOICES
from indsats.organisation.rules.fields import Field, FieldType

LONG = frozenset({"mandate", "purpose", "working_time"})


class Chosen(forms.ChoiceField):
    """A choice among many: an empty one first, so that nothing is chosen by accident."""

    def __init__(self, *, choices: Any = (), **options: Any) -> None:
        super().__init__(choices=[("", "–"), *choices], **options)


class Inputs:
    """Makes the inputs of one kind's fields; references are chosen among what exists."""

    def __init__(self, kind: str, options: Options) -> None:
        self.kind = kind
        self.options = options

    def make(self, field: Field) -> forms.Field:
        """Make the input of a field."""
        made: forms.Field = getattr(self, f"_{field.type}")(field)
        made.label = gettext(field.label).capitalize()
        made.required = field.required
        if not field.required and field.default not in (None, "", ()):
            made.initial = field.default
        return made

    def _text(self, field: Field) -> forms.Field:
        if field.name in LONG:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
        return forms.EmailField() if field.name == "email" else forms.CharField(max_length=200)

    def _list(self, field: Field) -> forms.Field:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(widget=area, help_text=_("One on each line."))

    def _choice(self, field: Field) -> forms.Field:
        words = dict(CHOICES[self.kind, field.name].choices)
        return Chosen(choices=[(value, words[value]) for value in field.choices])

    def _reference(self, field: Field) -> forms.Field:
        return Chosen(choices=self.options.referable(self.kind, field.name, field.to))

    def _user(self, field: Field) -> forms.Field:
        return Chosen(choices=self.options.users())

    def _number(self, field: Field) -> forms.Field:
        return forms.DecimalField(min_value=field.low, max_value=field.high, localize=True)

    def _whole(self, field: Field) -> forms.Field:
        low, high = int(field.low or 0), int(field.high or 0)
        return forms.IntegerField(min_value=low, max_value=high)


def read_back(field: Field, value: Any) -> Any:
    """Turn what a form gives into what the engine takes."""
    if field.type is FieldType.LIST:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]
    if field.type is FieldType.NUMBER:
        return None if value is None else str(value)
    if value == "" and field.type is not FieldType.TEXT:
        return None
    return value
