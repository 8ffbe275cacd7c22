"""What a user sends in about a change-set as a whole."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.danish import alphabetical
from indsats.base.forms import DayField
from indsats.organisation.forms.fields import Chosen
from indsats.organisation.models import Unit


class Versioned(forms.Form):
    """A form that remembers which version of the change-set its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TitleForm(Versioned):
    """What a change-set is called, and who prepares it."""

    title = forms.CharField(label=_("Title"), max_length=250)
    owner_unit = forms.ModelChoiceField(
        label=_("Prepared by"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("The unit whose leader may also see the change-set."),
    )

    def __init__(self, *args: Any, units: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner_unit"]
        field.queryset = units.filter(pk__in=names)
        field.label_from_instance = lambda unit: names.get(unit.pk, unit.key)
        rows = sorted(field.queryset, key=lambda unit: alphabetical(names[unit.pk]))
        field.choices = [("", _("Choose")), *((unit.pk, names[unit.pk]) for unit in rows)]


class WithdrawForm(Versioned):
    """Why a change-set is given up."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class WaiveForm(Versioned):
    """Why a check is set aside."""

    code = forms.CharField(widget=forms.HiddenInput)
    subject = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your name and the reason are shown with the change-set."),
    )


class NoticeForm(Versioned):
    """From which day an employee's terms may change."""

    engagement = Chosen(label=_("Employee"))
    given_on = DayField(label=_("Notice given on"))
    ends_on = DayField(label=_("Terms may change from"))

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["engagement"] = Chosen(label=_("Employee"), choices=choices)


class EnterForm(Versioned):
    """Which decision a change-set rests on."""

    decided_on = DayField(label=_("Decided on"))
    reference = forms.CharField(
        label=_("Decision"),
        max_length=250,
        help_text=_("Body, meeting and item, so that it can be found again."),
    )
    preview_hash = forms.CharField(
        label=_("Fingerprint of the preview in the decision"),
        max_length=64,
        help_text=_("As it stands in the minutes. It must be that of the preview shown here."),
    )
