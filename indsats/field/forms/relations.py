"""Forms for groups and follow-ups."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField


class VersionedForm(forms.Form):
    """A form that knows which version of its record was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseGroupForm(VersionedForm):
    """Why a group is followed no longer."""

    because = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PersonForm(VersionedForm):
    """Who has the contact, or does it."""

    who = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["who"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Nobody yet")), *people]


class GiveForm(PersonForm):
    """Who does it, and by when."""

    due_on = DayField(label=_("Due"), required=False)
