"""Filters above a list: a choice, a span of days, a tick."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from django import forms
from django.db.models import DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indsats.base.forms import DayField
from indsats.base.listing.columns import Label
from indsats.base.listing.paths import follow

Choices = Iterable[tuple[Any, Any]]


class Filter(Protocol):
    """What a list asks of a filter."""

    name: str

    def fields(self) -> dict[str, forms.Field]:
        """Give the form fields shown above the list."""

    def apply(self, rows: QuerySet[Any], data: dict[str, Any]) -> QuerySet[Any]:
        """Keep the rows that fit what was chosen."""


@dataclass
class Choice:
    """Keep the rows with the chosen value; ``lookup`` is the path, else the name is."""

    name: str
    label: Label
    choices: Choices | Callable[[], Choices]
    lookup: str = ""
    keep: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    def fields(self) -> dict[str, forms.Field]:
        chosen = self.choices() if callable(self.choices) else self.choices
        options = [("", _("All")), *((value, label) for value, label in chosen if value != "")]
        return {self.name: forms.ChoiceField(label=self.label, choices=options, required=False)}

    def apply(self, rows: QuerySet[Any], data: dict[str, Any]) -> QuerySet[Any]:
        value = data.get(self.name)
        if not value:
            return rows
        if self.keep:
            return self.keep(rows, value)
        return rows.filter(Q((self.lookup or self.name, value)))


@dataclass
class Days:
    """Keep the rows whose day or moment lies between two Danish days, both included."""

    name: str
    label: Label
    lookup: str = ""

    def fields(self) -> dict[str, forms.Field]:
        first = DayField(label=_("%(what)s from") % {"what": self.label}, required=False)
        last = DayField(label=_("up to and including"), required=False)
        return {f"{self.name}_from": first, f"{self.name}_to": last}

    def apply(self, rows: QuerySet[Any], data: dict[str, Any]) -> QuerySet[Any]:
        path = self.lookup or self.name
        moment = isinstance(follow(rows, path).field, DateTimeField)
        first, last = data.get(f"{self.name}_from"), data.get(f"{self.name}_to")
        if first:
            rows = rows.filter(Q((f"{path}__gte", _start(first) if moment else first)))
        if last:
            after = last + timedelta(days=1)
            rows = rows.filter(Q((f"{path}__lt", _start(after) if moment else after)))
        return rows


@dataclass
class Tick:
    """Keep, when ticked, the rows a condition holds for."""

    name: str
    label: Label
    condition: Q

    def fields(self) -> dict[str, forms.Field]:
        return {self.name: forms.BooleanField(label=self.label, required=False)}

    def apply(self, rows: QuerySet[Any], data: dict[str, Any]) -> QuerySet[Any]:
        return rows.filter(self.condition) if data.get(self.name) else rows


def _start(day: date) -> datetime:
    """Give the moment a Danish day begins."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
