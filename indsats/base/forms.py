"""Form fields every room uses."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from indsats.base.uploads import ACCEPT, limit, taken, too_large


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


class AttachmentInput(forms.FileInput):
    """A file to choose; the browser tells of one too large before a byte of it is sent."""

    def build_attrs(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Add what is taken and how large it may be, as the settings say it now."""
        told = {"accept": ACCEPT, "data-limit": limit(), "data-too-large": too_large("{name}")}
        return {**told, **super().build_attrs(*args, **options)}


class AttachmentField(forms.FileField):
    """A file that people send (bilag); the action judges its content by `check_upload`."""

    widget = AttachmentInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": lazy(taken, str)(), **options})


class HourField(forms.TimeField):
    """A time of day, picked or written as 17:00 or 17.00."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {
        "invalid": _("Write the time as hour and minutes, for example 17.00."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H"], **options)
