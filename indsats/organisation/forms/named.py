"""Choosing a unit or post by the name it goes by on a day."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model, QuerySet

from indsats.base.danish import alphabetical

if TYPE_CHECKING:
    ChoiceOfRows = forms.ModelChoiceField[Any]
else:
    ChoiceOfRows = forms.ModelChoiceField


class NamedChoiceField(ChoiceOfRows):
    """Rows shown by given names, in the order of the names; a row without a name is left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"queryset": None, "to_field_name": "key", **options})
        self.names: Mapping[int, str] = {}

    def offer(self, rows: QuerySet[Any], names: Mapping[int, str]) -> None:
        """Say which rows there are to choose between, and what they are called."""
        self.names = names
        self.queryset = rows.filter(pk__in=names)
        order = sorted(self.queryset, key=lambda row: alphabetical(names[row.pk]))
        self.choices = [("", "---------"), *((row.key, names[row.pk]) for row in order)]

    def label_from_instance(self, obj: Model) -> str:
        return self.names.get(obj.pk, str(obj))
