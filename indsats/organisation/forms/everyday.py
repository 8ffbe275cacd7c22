"""One change at a time: from which day, what, and why."""

from datetime import date

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.organisation.forms.named import NamedChoiceField
from indsats.organisation.models import EngagementKind, Function, User


class EverydayForm(forms.Form):
    """What every change is asked: from which day, and why."""

    field_order: tuple[str, ...] = ()
    day = DayField(label=_("Takes effect on"), help_text=_("The first day it is so."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MinLengthValidator(5, _("Write a few words on why."))],
    )

    def clean_day(self) -> date:
        """Refuse a day that is over: an error back in time is mended by a change-set."""
        day: date = self.cleaned_data["day"]
        if day < localdate():
            raise forms.ValidationError(
                _(
                    "Choose today or later. An error back in time is mended with a change-set, in "
                    "a step whose day is chosen as “Correction of an error”."
                ),
                code="past",
            )
        return day


class RenameForm(EverydayForm):
    """A new name."""

    field_order = ("name", "day", "reason")
    name = forms.CharField(label=_("New name"), max_length=200)


class MoveForm(EverydayForm):
    """A new place in the tree."""

    field_order = ("parent", "day", "reason")
    parent = NamedChoiceField(label=_("Place under"))


class NewPostForm(EverydayForm):
    """A new post."""

    field_order = ("title", "function", "profile", "hours", "day", "reason")
    title = forms.CharField(label=_("Title"), max_length=200)
    function = forms.ChoiceField(
        label=_("Function"), help_text=_("Decides what whoever is in the post may see and do.")
    )
    profile = NamedChoiceField(label=_("Job profile"), required=False)
    hours = forms.DecimalField(
        label=_("Hours a week"),
        min_value=1,
        max_value=37,
        max_digits=4,
        decimal_places=1,
        initial=37,
    )

    def offer_functions(self, functions: list[Function]) -> None:
        """Say which functions there are to choose between."""
        pairs = [(function.value, function.label) for function in functions]
        self.fields["function"].choices = [("", "---------"), *pairs]  # type: ignore[attr-defined]


class EngageForm(EverydayForm):
    """Someone in a post."""

    field_order = ("user", "kind", "fraction", "day", "until", "reason")
    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=EngagementKind.choices)
    fraction = forms.DecimalField(
        label=_("Fraction of full time"), min_value=0, max_value=1, max_digits=4, decimal_places=3,
        initial=1, help_text=_("1 is full time, 0.5 half."),
    )  # fmt: skip
    until = DayField(
        label=_("Ends on"), required=False,
        help_text=_("The first day no longer in the post. A temporary assignment must have one."),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Ask for an end where the assignment is temporary, and for one after the start."""
        data = self.cleaned_data
        first, until = data.get("day"), data.get("until")
        if data.get("kind") == EngagementKind.TEMPORARY and not until:
            self.add_error("until", _("A temporary assignment must have an end."))
        if first and until and until <= first:
            self.add_error("until", _("The end must come after the first day."))
        if data.get("fraction") == 0:
            self.add_error("fraction", _("Write more than 0."))
        return data


class EndEngagementForm(EverydayForm):
    """From which day someone is no longer in a post, and that the notice was kept."""

    field_order = ("day", "reason", "notice")
    notice = forms.BooleanField(
        label=_("The notice ends before that day, or the employee has resigned"),
        error_messages={
            "required": _("Tick this when it is so. Otherwise choose a day after the notice ends."),
        },
    )

    def clean(self) -> dict[str, object]:
        """Keep the tick out of what is handed on: it only has to be there."""
        return {name: value for name, value in self.cleaned_data.items() if name != "notice"}


class SeatForm(EverydayForm):
    """Who holds a seat: a post, a person, or nobody."""

    field_order = ("post", "user", "day", "reason")
    post = NamedChoiceField(
        label=_("The post"), required=False,
        help_text=_("A seat bound to a post follows whoever is in it."),
    )  # fmt: skip
    user = forms.ModelChoiceField(
        label=_("or the person"), queryset=User.objects.none(), required=False,
        help_text=_("Leave both empty to make the seat vacant."),
    )  # fmt: skip
