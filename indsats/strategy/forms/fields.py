"""The field in which several short texts are written, a line for each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_LINE = 300


class LinesField(forms.CharField):
    """Several short texts, one on each line; empty lines are left out."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if any(len(line) > LONGEST_LINE for line in lines):
            text = _("Write at most %(n)s characters on a line.") % {"n": LONGEST_LINE}
            raise ValidationError(text)
        return lines
