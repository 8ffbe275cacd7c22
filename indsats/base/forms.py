"""Form fields every room uses."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own date picker, fed with ISO dates."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class DayField(forms.DateField):
    """A Danish day (dato) from 1900 to 2199, picked or written as 31-12-2026 or 31.12.2026."""

    widget = DayInput
    default_validators = [
        MinValueValidator(date(1900, 1, 1), _("Check the year: it must be 1900 or later.")),
        MaxValueValidator(date(2199, 12, 31), _("Check the year: it must be 2199 or earlier.")),
    ]
    default_error_messages = {
        "invalid": _("Write the date as day-month-year, for example 31-12-2026."),
    }

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
        super().__init__(input_formats=formats, **options)
