"""A day and an hour together, as people write them, also on the nights the clock is changed."""

from datetime import datetime
from itertools import product
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.law.deadlines import COPENHAGEN

DAYS, HOURS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"), ("%H:%M", "%H.%M", "%H:%M:%S")
FORMATS = [f"{day}{gap}{hour}" for day, gap, hour in product(DAYS, "T ", HOURS)]


class MomentField(forms.DateTimeField):
    """A moment in Danish time (tidspunkt), picked or written as 25-11-2026 23.15.

    Of an hour that comes twice, ``late`` takes the second. Django's own field refuses that hour,
    and a night's work must be written down all the same.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": _("Write day and time, for example 25-11-2026 23.15."),
    }

    def __init__(self, *, late: bool = False, **options: Any) -> None:
        self.late = late
        super().__init__(input_formats=FORMATS, **options)

    def to_python(self, value: Any) -> datetime | None:
        if not isinstance(value, str) or value in self.empty_values:
            return super().to_python(value)
        for form in FORMATS:
            try:
                naive = datetime.strptime(value.strip(), form)  # noqa: DTZ007 -- given below
            except ValueError:
                continue
            return naive.replace(tzinfo=COPENHAGEN, fold=int(self.late))
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
