"""Measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.places.actions.measures import MeasureFacts
from indsats.places.forms.chosen import Chosen, NobodyNamed
from indsats.places.forms.hotspot import long
from indsats.places.models import MeasureKind
from indsats.places.queries.choices import Offered


class MeasureForm(NobodyNamed):
    """What is to be done, by whom and by when."""

    about_places = ("title", "text")

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeasureKind.choices)
    place = Chosen(label=_("Place"), required=False)
    unit = Chosen(label=_("Responsible"))
    due = DayField(label=_("Due"))
    text = forms.CharField(
        label=_("More about it"), widget=long(), required=False, help_text=_("No names.")
    )
    orderer = Chosen(label=_("Asked by"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offered: dict[str, Offered], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("place", "unit", "orderer"):
            field = self.fields[name]
            if name not in offered:
                del self.fields[name]
            elif isinstance(field, Chosen):
                field.offer(offered[name])

    @property
    def facts(self) -> MeasureFacts:
        """Give what was written."""
        data = self.cleaned_data
        return MeasureFacts(
            title=data["title"], kind=data["kind"], unit=data["unit"], due=data["due"],
            text=data["text"], place=data.get("place"),
        )  # fmt: skip


class DoneForm(NobodyNamed):
    """When a measure was carried out, and how it went."""

    about_places = ("note",)

    day = DayField(label=_("Done on"))
    note = forms.CharField(label=_("How it went"), widget=long(), required=False)


class NoteForm(NobodyNamed):
    """Why a measure is given up or taken up again."""

    about_places = ("note",)

    note = forms.CharField(label=_("Why"), widget=long())
