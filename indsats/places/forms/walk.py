"""Safety walks, their findings and their follow-up."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField, HourField
from indsats.places.actions.walks import FaultFacts, Stop, WalkFacts
from indsats.places.forms.chosen import Chosen, NobodyNamed
from indsats.places.forms.hotspot import long
from indsats.places.models import Invited, SafetyWalk, WalkFaultKind, WalkStop
from indsats.places.queries.choices import Offered

STOPS = 8


class WalkForm(NobodyNamed):
    """Where a walk goes, when, and which kinds of people are invited."""

    unit = Chosen(label=_("Arranged by"))
    title = forms.CharField(label=_("Title"), max_length=200)
    area = Chosen(label=_("Area"), required=False)
    day = DayField(label=_("Day"))
    hour = HourField(label=_("Time"))
    meeting_point = forms.CharField(label=_("Meeting point"), max_length=200, required=False)
    invited = forms.MultipleChoiceField(
        label=_("Invited"),
        choices=Invited.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kinds of people. Who comes is not written down by name."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offered: dict[str, Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("unit", "area"):
            field = self.fields[name]
            if isinstance(field, Chosen):
                field.offer(offered[name])
        for number in range(1, STOPS + 1):
            stop = Chosen(label=_("Stop %(number)s") % {"number": number}, required=False)
            stop.offer(offered["place"])
            self.fields[f"stop_{number}"] = stop
            self.fields[f"look_{number}"] = forms.CharField(
                label=_("What to look at there"), max_length=200, required=False
            )
        looks = (f"look_{number}" for number in range(1, STOPS + 1))
        self.about_places = ("title", "meeting_point", *looks)

    @property
    def stop_rows(self) -> list[tuple[Any, Any]]:
        """Give the inputs of the stops, two by two."""
        return [(self[f"stop_{n}"], self[f"look_{n}"]) for n in range(1, STOPS + 1)]

    @property
    def facts(self) -> WalkFacts:
        """Give what was written; stops left empty fall away."""
        data = self.cleaned_data
        stops = [
            Stop(data[f"stop_{n}"], data[f"look_{n}"])
            for n in range(1, STOPS + 1)
            if data[f"stop_{n}"] or data[f"look_{n}"]
        ]
        starts = datetime.combine(data["day"], data["hour"], tzinfo=get_current_timezone())
        return WalkFacts(
            title=data["title"], starts_at=starts, meeting_point=data["meeting_point"],
            area=data["area"], invited=tuple(data["invited"]), stops=tuple(stops),
        )  # fmt: skip


def initial(walk: SafetyWalk) -> dict[str, Any]:
    """Give what a form begins with."""
    starts = localtime(walk.starts_at)
    begin: dict[str, Any] = {
        "unit": walk.unit, "title": walk.title, "area": walk.area, "day": starts.date(),
        "hour": starts.time(), "meeting_point": walk.meeting_point, "invited": walk.invited,
        "version": walk.version,
    }  # fmt: skip
    for stop in walk.stops.select_related("place"):
        begin[f"stop_{stop.number}"], begin[f"look_{stop.number}"] = stop.place, stop.text
    return begin


class HeldForm(forms.Form):
    """That a walk has been held."""

    day = DayField(label=_("Held on"))
    attended = forms.IntegerField(
        label=_("How many took part"), min_value=0, max_value=500, required=False
    )


class FaultForm(NobodyNamed):
    """Something found; who must do something about it by when, if that is known."""

    about_places = ("text",)

    kind = forms.ChoiceField(label=_("What"), choices=WalkFaultKind.choices)
    stop = forms.ChoiceField(label=_("Stop"), required=False)
    text = forms.CharField(
        label=_("What was found"), max_length=300, help_text=_("Where exactly, and what. No names.")
    )
    unit = Chosen(
        label=_("Responsible"),
        required=False,
        help_text=_("With someone responsible and a day it becomes a measure at once."),
    )
    due = DayField(label=_("Due"), required=False)

    def __init__(
        self, *args: Any, stops: list[tuple[WalkStop, str]], units: Offered, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.stops = {str(stop.pk): stop for stop, _name in stops}
        stop_field, unit = self.fields["stop"], self.fields["unit"]
        if isinstance(stop_field, forms.ChoiceField):
            named = [(str(stop.pk), name) for stop, name in stops]
            stop_field.choices = [("", _("Along the way")), *named]
        if isinstance(unit, Chosen):
            unit.offer(units)

    @property
    def facts(self) -> FaultFacts:
        """Give what was written."""
        data = self.cleaned_data
        return FaultFacts(
            kind=data["kind"], text=data["text"], stop=self.stops.get(data["stop"]),
            unit=data["unit"], due=data["due"],
        )  # fmt: skip


class FollowUpForm(NobodyNamed):
    """What had come of a walk half a year on."""

    about_places = ("text",)

    day = DayField(label=_("Followed up on"))
    text = forms.CharField(label=_("What had come of it"), widget=long(4))
