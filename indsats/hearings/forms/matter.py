"""Forms for matters and for putting them on an agenda."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.hearings.queries.units import bodies, units
from indsats.organisation.models import Unit, UnitKind


class Chosen(forms.TypedChoiceField):
    """A choice among rows named on a day; gives the row's id."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)


def _long(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=area, **options)


class MatterForm(forms.Form):
    """The facts of a matter; ``version`` is the one that was opened."""

    title = forms.CharField(label=_("Title"), max_length=300)
    deciding_body = Chosen(label=_("Decided by"))
    owner_unit = Chosen(label=_("Prepared by"))
    journal_number = forms.CharField(label=_("Case number"), max_length=60, required=False)
    kle_code = forms.CharField(label=_("KLE number"), max_length=20, required=False)
    legal_basis = _long(
        _("Legal basis"), help_text=_("What lets the body decide. Needed before the committee.")
    )
    competence = _long(_("Competence to decide"))
    budget = _long(_("Economy"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        deciding = bodies(day, (UnitKind.COMMITTEE, UnitKind.BOARD))
        self.fields["deciding_body"].choices = [("", "–"), *deciding]  # type: ignore[attr-defined]
        self.fields["owner_unit"].choices = [("", "–"), *units(day)]  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """Give what was written, with the units as rows."""
        facts = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        for name in ("deciding_body", "owner_unit"):
            facts[name] = Unit(pk=facts[name])
        return facts


class EvaluationForm(forms.Form):
    """When the matter is evaluated, and what that showed."""

    evaluation_on = DayField(
        label=_("Is evaluated on"), required=False,
        help_text=_("The day on which the steering group looks at how it went."),
    )  # fmt: skip
    evaluation = _long(_("What the follow-up showed"), 6)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgendaForm(forms.Form):
    """Which meeting treats the matter, and what the item says."""

    meeting = Chosen(label=_("Meeting"))
    presentation = _long(_("Presentation of the case"), 8)
    question = _long(_("What is to be decided"))
    recommendation = _long(_("Recommendation"), 4)
    economy = _long(_("Economy"))
    legal_basis = _long(_("Legal basis"))
    openness = forms.ChoiceField(
        label=_("Open or closed"),
        choices=[("open", _("Open item")), ("closed", _("Closed item"))],
        widget=forms.RadioSelect,
        initial="open",
    )
    closed_reason = forms.CharField(label=_("Why it is closed"), max_length=300, required=False)

    def __init__(self, *args: Any, meetings: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["meeting"].choices = [("", "–"), *meetings]  # type: ignore[attr-defined]

    @property
    def texts(self) -> dict[str, str]:
        """Give the item's texts."""
        names = ("presentation", "question", "recommendation", "economy", "legal_basis")
        return {name: self.cleaned_data[name] for name in names}
