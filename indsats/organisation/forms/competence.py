"""Registering and ending competences."""

from datetime import date

from django import forms
from django.core.validators import MinLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.organisation.models import Competence, User


class RegisterCompetenceForm(forms.Form):
    """What someone can, from when, and how it was shown."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    competence = forms.ModelChoiceField(label=_("Competence"), queryset=Competence.objects.none())
    valid_from = DayField(label=_("Held from"))
    valid_to = DayField(
        label=_("Runs out on"),
        required=False,
        help_text=_(
            "The first day it no longer counts. Leave empty to follow the catalogue, "
            "or if it never runs out.",
        ),
    )
    evidence = forms.CharField(
        label=_("Shown by"),
        max_length=200,
        required=False,
        help_text=_("For example a course certificate and its date."),
    )

    def __init__(
        self,
        *args: object,
        people: QuerySet[User],
        catalogue: QuerySet[Competence],
        **rest: object,
    ) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
        self.fields["competence"].queryset = catalogue  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Refuse an end on or before the first day."""
        data = self.cleaned_data
        first, until = data.get("valid_from"), data.get("valid_to")
        if isinstance(first, date) and isinstance(until, date) and until <= first:
            self.add_error("valid_to", _("It must run out after the day it is held from."))
        return data


class EndCompetenceForm(forms.Form):
    """From which day a competence is no longer held, and why."""

    valid_to = DayField(
        label=_("No longer held from"),
        help_text=_("Choose its first day if it was registered by mistake; then it is removed."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        validators=[MinLengthValidator(5, _("Write a few words on why."))],
    )


class CatalogueForm(forms.Form):
    """A new competence in the catalogue."""

    name = forms.CharField(label=_("Name"), max_length=200)
    expires_after_months = forms.IntegerField(
        label=_("Must be renewed after (months)"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Leave empty if it never runs out."),
    )
