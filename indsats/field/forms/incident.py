"""Forms of incidents and of violence against staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.field.forms.moments import MomentField
from indsats.field.models import IncidentEntryKind, IncidentKind, StaffEventKind
from indsats.organisation.models import User

NO_NAMES = _("No names of young people, victims or families.")


class ReportForm(forms.Form):
    """What has happened, in as few words as a bad evening allows."""

    kind = forms.ChoiceField(label=_("What has happened"), choices=IncidentKind.choices)
    title = forms.CharField(label=_("In a few words"), max_length=200, help_text=NO_NAMES)
    happened_at = MomentField(label=_("When"))
    place = forms.TypedChoiceField(label=_("Place"), coerce=int, empty_value=None, required=False)
    unit = forms.TypedChoiceField(label=_("Handled by"), coerce=int)
    source = forms.CharField(
        label=_("Who says so"),
        max_length=200,
        required=False,
        help_text=_("For example “the police by phone”: an office, not a citizen's name."),
    )
    is_verified = forms.BooleanField(label=_("It is confirmed"), required=False)

    def __init__(
        self,
        *args: Any,
        units: list[tuple[int, str]],
        places: list[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        unit, place = self.fields["unit"], self.fields["place"]
        if isinstance(unit, forms.ChoiceField) and isinstance(place, forms.ChoiceField):
            unit.choices = units
            place.choices = [("", gettext("Not a place in the register")), *places]


class LineForm(forms.Form):
    """One more line of the timeline."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=IncidentEntryKind.choices, initial=IncidentEntryKind.KNOWN
    )
    text = forms.CharField(
        label=_("What"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )  # fmt: skip
    told_whom = forms.CharField(
        label=_("Told whom"), max_length=200, required=False,
        help_text=_("Only for communication: schools, clubs, housing, press."),
    )  # fmt: skip
    happened_at = MomentField(label=_("When"))


class LeadForm(forms.Form):
    """Who leads, and who alone speaks to others."""

    leader = forms.ModelChoiceField(
        label=_("Leads the work"), queryset=User.objects.none(), required=False
    )
    spokesperson = forms.ModelChoiceField(
        label=_("The only one to speak to others"), queryset=User.objects.none(), required=False
    )
    is_verified = forms.BooleanField(label=_("It is confirmed"), required=False)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("leader", "spokesperson"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = people


class CloseForm(forms.Form):
    """What was learnt."""

    review = forms.CharField(
        label=_("What we learnt"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What did we do, what worked, which extra presence stops now?"),
    )


class StaffEventForm(forms.Form):
    """What one was exposed to oneself."""

    kind = forms.ChoiceField(label=_("What happened"), choices=StaffEventKind.choices)
    happened_at = MomentField(label=_("When"))
    outside_hours = forms.BooleanField(label=_("It happened outside working hours"), required=False)
    what = forms.CharField(
        label=_("In your own words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Your leader and personnel read it, nobody else. Leave out others' names."),
    )
    wants = forms.CharField(
        label=_("What do you need now?"),
        max_length=300,
        required=False,
        help_text=_("For example a talk, a day off, somebody to walk with."),
    )
    absent_from = DayField(label=_("First day of absence, if any"), required=False)


class FollowUpForm(forms.Form):
    """What the leader has done about it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    followed_up = forms.CharField(
        label=_("How it is followed up"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    absent_from = DayField(label=_("First day of absence, if any"), required=False)
    reported_on = DayField(label=_("Reported in EASY on"), required=False)
    police_on = DayField(label=_("Reported to the police on"), required=False)
