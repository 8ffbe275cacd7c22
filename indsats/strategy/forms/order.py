"""The form of an order: for a draft, and for the change of one that has been issued."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField, HourField
from indsats.places.forms.chosen import NobodyNamed
from indsats.strategy.forms.fields import LinesField
from indsats.strategy.models import Deployment
from indsats.strategy.queries.choices import Offered
from indsats.strategy.queries.words import WEEKDAYS
from indsats.strategy.rules import weeks
from indsats.strategy.rules.terms import Terms

MOST_STAFF = 30
MOST_KRONER = 100_000_000
BEFORE_ISSUE = gettext_lazy("A draft may wait with this; an order cannot be issued without.")


class OrderForm(NobodyNamed):
    """What is ordered: by whom, where, when, how many, why, and what is put off."""

    about_places: tuple[str, ...] = ("title", "purposes", "postpones")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("Short, such as “Nightlife in the town centre, autumn”."),
    )
    unit = forms.TypedChoiceField(label=gettext_lazy("Carried out by"), coerce=int)
    decided = forms.ChoiceField(label=gettext_lazy("Decided in"), required=False)
    weeks = forms.CharField(
        label=gettext_lazy("Weeks"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("For example 43-49. Or leave it empty and write days below."),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of the first week"), min_value=2000, max_value=2198, required=False
    )
    first_day = DayField(label=gettext_lazy("First day"), required=False)
    last_day = DayField(label=gettext_lazy("Last day, included"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=BEFORE_ISSUE,
    )
    from_time = HourField(label=gettext_lazy("From"))
    to_time = HourField(
        label=gettext_lazy("To"),
        help_text=gettext_lazy(
            "22.00 to 02.00 runs past midnight and belongs to the day it begins."
        ),
    )
    staff_min = forms.IntegerField(
        label=gettext_lazy("Staff, at least"), min_value=1, max_value=MOST_STAFF
    )
    staff_max = forms.IntegerField(
        label=gettext_lazy("Staff, at most"), min_value=1, max_value=MOST_STAFF
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Places"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=BEFORE_ISSUE,
    )
    purposes = LinesField(
        label=gettext_lazy("Purposes"),
        required=False,
        help_text=gettext_lazy(
            "One on each line, at least one and at most five. No names of persons."
        ),
    )
    postpones = LinesField(
        label=gettext_lazy("What is put off meanwhile"),
        rows=3,
        required=False,
        help_text=gettext_lazy("One on each line. Time can only be used once: say what waits."),
    )
    competences = forms.MultipleChoiceField(
        label=gettext_lazy("Competences the pair must have between them"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    cost_from = forms.IntegerField(
        label=gettext_lazy("Extra cost, from (DKK)"),
        min_value=0,
        max_value=MOST_KRONER,
        required=False,
    )
    cost_to = forms.IntegerField(
        label=gettext_lazy("Extra cost, to (DKK)"),
        min_value=0,
        max_value=MOST_KRONER,
        required=False,
    )

    def __init__(self, *args: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choose("unit", offered.units)
        self._choose("decided", offered.decided)
        self._choose("places", offered.places)
        self._choose("competences", offered.competences)
        self.known_places = [name for _kind, group in offered.places for _key, name in group]
        if not offered.competences:
            del self.fields["competences"]

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors.keys() & {"weeks", "year", "first_day", "last_day"}:
            return data
        try:
            data["first_day"], data["last_day"] = self._days(data)
        except ValidationError as error:
            self.add_error(None, error)
        return data

    def _days(self, data: dict[str, Any]) -> tuple[date, date]:
        first, last = data.get("first_day"), data.get("last_day")
        if not data.get("weeks"):
            if not first or not last:
                text = _("Write the weeks, or both the first and the last day.")
                raise ValidationError({"weeks" if not first else "last_day": text})
            return first, last
        if not data.get("year"):
            raise ValidationError({"year": _("Write which year the weeks lie in.")})
        try:
            span = weeks.read(data["weeks"], data["year"])
        except weeks.WeeksError as error:
            raise ValidationError({"weeks": _unclear(error)}) from error
        monday, sunday = span.first, span.end - timedelta(days=1)
        if (first and first != monday) or (last and last != sunday):
            text = _("Write either weeks or days: they do not say the same here.")
            raise ValidationError({"weeks": text})
        return monday, sunday

    def terms(self) -> Terms:
        """Give what was written as the deed takes it."""
        data = self.cleaned_data
        return Terms(
            title=data["title"].strip(),
            first=data["first_day"],
            last=data["last_day"],
            weekdays=tuple(sorted(data["weekdays"])),
            from_time=data["from_time"],
            to_time=data["to_time"],
            staff_min=data["staff_min"],
            staff_max=data["staff_max"],
            purposes=tuple(data["purposes"]),
            postpones=tuple(data["postpones"]),
            cost_from=data["cost_from"],
            cost_to=data["cost_to"],
            places=tuple(sorted(data["places"])),
            competences=tuple(sorted(data.get("competences", ()))),
        )


def _unclear(error: weeks.WeeksError) -> str:
    if error.why is weeks.Unclear.NO_SUCH_WEEK:
        facts = {"week": error.week, "year": error.year, "last": weeks.last_week(error.year)}
        text = _("There is no week %(week)s in %(year)s: the weeks run from 1 to %(last)s.")
        return text % facts
    return _("Write one week or two with a dash between them, for example 43-49.")


class ChangeForm(OrderForm):
    """A change of an issued order: everything but the unit and the decision, with a reason."""

    about_places = ("reason", *OrderForm.about_places)

    reason = forms.CharField(
        label=gettext_lazy("Why the order is changed"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Everyone who sees the order can read it."),
    )
    seen = forms.BooleanField(
        label=gettext_lazy("I have seen that the unit is ordered elsewhere at the same time"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["unit"], self.fields["decided"]

    def ask_whether_seen(self) -> None:
        """Show the tick by which one says that an overlap has been seen."""
        self.fields["seen"].widget = forms.CheckboxInput()


class WithdrawForm(NobodyNamed):
    """Why an order is withdrawn."""

    about_places = ("reason",)

    reason = forms.CharField(
        label=gettext_lazy("Why the order is withdrawn"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everyone who sees the order can read it."),
    )


def initial_of(deployment: Deployment) -> dict[str, Any]:
    """Give what stands in an order, as the form shows it: whole weeks as weeks."""
    terms = deployment.terms
    found: dict[str, Any] = {
        **{name: getattr(terms, name) for name in terms.__dataclass_fields__},
        "version": deployment.version,
        "unit": deployment.unit_id,
        "first_day": terms.first,
        "last_day": terms.last,
        "decided": f"item:{deployment.item_id}" if deployment.item_id else "",
    }
    if not deployment.item_id and deployment.ordered_for_id:
        found["decided"] = f"body:{deployment.ordered_for_id}"
    spanned = weeks.weeks_of(terms.days)
    if spanned:
        one = spanned.first if spanned[:2] == spanned[2:] else f"{spanned.first}-{spanned.last}"
        found |= {"weeks": one, "year": spanned.first_year, "first_day": None, "last_day": None}
    return found
