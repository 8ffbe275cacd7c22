"""Which day is shown, and as known when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField


class DayForm(forms.Form):
    """The day in the address: ``dag``, and ``kendt`` for what was known by then."""

    dag = DayField(label=_("Show the organisation on"), required=False)
    kendt = DayField(label=_("as known on"), required=False)
