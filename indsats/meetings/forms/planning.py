"""Forms for planning meetings and for saying why."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.base.forms import DayField, HourField
from indsats.meetings.models import Ground


class PlanForm(forms.Form):
    """When and where a body meets."""

    body = forms.TypedChoiceField(label=gettext_lazy("Body"), coerce=int)
    day = DayField(label=gettext_lazy("Day"))
    starts = HourField(label=gettext_lazy("From"))
    ends = HourField(label=gettext_lazy("To"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    title = forms.CharField(
        label=gettext_lazy("Kind of meeting"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Only where it is not an ordinary meeting, such as “Theme meeting”."
        ),
    )

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *bodies]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The meeting must end after it starts."))
        return data


class SeriesForm(PlanForm):
    """A row of meetings at a fixed interval."""

    weeks = forms.IntegerField(
        label=gettext_lazy("Weeks between meetings"), min_value=1, max_value=26, initial=4
    )
    until = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "Public holidays, Christmas Eve, New Year's Eve and July are left out."
        ),
    )
    field_order = ("body", "day", "weeks", "until", "starts", "ends", "place", "title")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].label = _("First day")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("day"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day comes before the first."))
        return data


class ChangeForm(PlanForm):
    """A meeting moved in time or place."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, bodies=[], **options)
        del self.fields["body"]


class ReasonForm(forms.Form):
    """Why something is done; whoever may see the meeting can read it."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChairForm(forms.Form):
    """What a chair decided alone."""

    body = forms.TypedChoiceField(label=gettext_lazy("Body"), coerce=int)
    decided_on = DayField(label=gettext_lazy("Decided on"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    text = forms.CharField(label=gettext_lazy("Decision"), widget=forms.Textarea(attrs={"rows": 4}))
    ground = forms.ChoiceField(
        label=gettext_lazy("On what ground"), choices=Ground.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The body reads it at its next meeting."),
    )
    closed = forms.BooleanField(label=gettext_lazy("The matter is closed"), required=False)
    closed_reason = forms.CharField(
        label=gettext_lazy("Why it is closed"), max_length=300, required=False
    )

    def __init__(
        self, *args: Any, bodies: list[tuple[int, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose")), *bodies]

    def clean_decided_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise ValidationError(_("The day has not come yet."))
        return day
