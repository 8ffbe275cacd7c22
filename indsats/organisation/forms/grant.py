"""Temporary access."""

from django import forms
from django.core.validators import MinLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.organisation.models import Function, Unit, User


class GiveGrantForm(forms.Form):
    """Whom, what, where, how long and why."""

    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    unit = forms.ModelChoiceField(label=_("In the unit"), queryset=Unit.objects.none())
    function = forms.ChoiceField(
        label=_("As"),
        help_text=_("What this function may see and do is shown under “Who may do what”."),
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(
        label=_("Ends on"),
        help_text=_("The first day without access, six months ahead at most."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MinLengthValidator(10, _("Write at least one whole sentence."))],
    )

    def __init__(
        self,
        *args: object,
        people: QuerySet[User],
        units: QuerySet[Unit],
        names: dict[int, str],
        functions: list[Function],
        **rest: object,
    ) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
        unit = self.fields["unit"]
        unit.queryset = units  # type: ignore[attr-defined]
        unit.label_from_instance = lambda row: names.get(row.pk, row.key)  # type: ignore[attr-defined]
        self.fields["function"].choices = [  # type: ignore[attr-defined]
            ("", "---------"),
            *((function.value, function.label) for function in functions),
        ]


class EndGrantForm(forms.Form):
    """Why a lent right ends before time."""

    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
