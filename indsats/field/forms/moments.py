"""A day and an hour together, as people write them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MomentField(forms.DateTimeField):
    """A moment in Danish time (tidspunkt), picked or written as 25-11-2026 23.15."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": _("Write day and time, for example 25-11-2026 23.15."),
    }

    def __init__(self, **options: Any) -> None:
        days, hours = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"), ("%H:%M", "%H.%M", "%H:%M:%S")
        formats = [f"{day}{gap}{hour}" for day in days for gap in "T " for hour in hours]
        super().__init__(input_formats=formats, **options)
