"""Entries and records in words: what fields are called and what their values say."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.field.queries.base import labels
from indsats.field.queries.wire import RECORDS
from indsats.field.rules import values
from indsats.field.rules.forms import Field, Type, newest
from indsats.field.rules.values import Position, Wrong
from indsats.organisation.models import UnitState, User
from indsats.places.models import PlaceState

KINDS: Final = {
    "tour": gettext_lazy("Tour"),
    "brief_read": gettext_lazy("Brief read"),
    "checklist": gettext_lazy("Safety checklist"),
    "check_in": gettext_lazy("Check-in"),
    "observation": gettext_lazy("Observation"),
    "contact": gettext_lazy("Contact"),
    "known": gettext_lazy("Code"),
    "group": gettext_lazy("Group"),
    "sighting": gettext_lazy("Sighting of a group"),
    "follow_up": gettext_lazy("Follow-up"),
    "incident": gettext_lazy("Incident"),
    "incident_entry": gettext_lazy("Line of a timeline"),
    "unknown": gettext_lazy("Entry"),
}
CALLED: Final = {
    "position": gettext_lazy("Pin"),
    "place": gettext_lazy("Place"),
    "members": gettext_lazy("The pair"),
    "places": gettext_lazy("Places"),
    "answers": gettext_lazy("Answers"),
    "tour": gettext_lazy("Tour"),
    "group": gettext_lazy("Group"),
    "incident": gettext_lazy("Incident"),
    "known": gettext_lazy("Code"),
    "read_at": gettext_lazy("Read"),
    "ready_at": gettext_lazy("Ready"),
    "unit": gettext_lazy("Unit"),
    "code": gettext_lazy("code"),
    "kind": gettext_lazy("kind"),
    "happened_at": gettext_lazy("when"),
    "text": gettext_lazy("text"),
    "told_whom": gettext_lazy("told whom"),
    "ages": gettext_lazy("ages"),
}
LONGEST_KEY: Final = 150
LINKED: Final = frozenset({"members", "places", "place", "tour", "group", "known"})
OF_KIND: Final = {
    "contact": "contact_kind", "check_in": "check_in_kind", "incident": "incident_kind",
    "incident_entry": "incident_entry_kind",
}  # fmt: skip


class Said(NamedTuple):
    """A field in words: its name as the form has it, what it is called, what it says."""

    name: str
    label: str
    text: str


def kind_name(kind: str) -> str:
    """Say what sort of record something is."""
    return str(KINDS.get(kind, KINDS["unknown"]))


def label(kind: str, name: str) -> str:
    """Say what a field is called."""
    model = RECORDS.get(kind)
    known = {each.name for each in model._meta.get_fields()} if model else set()
    if model is None or name not in known or name in LINKED:
        return _first_up(str(CALLED.get(name, name)))
    return _first_up(str(getattr(model._meta.get_field(name), "verbose_name", name)))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


class Naming:
    """What users, places and units that are referred to by key are called: one query each."""

    def __init__(self, bodies: Iterable[Mapping[str, Any]], day: date) -> None:
        keys = {str(each) for body in bodies for value in body.values() for each in _flat(value)}
        self.people = dict(User.objects.filter(username__in=keys).values_list("username", "name"))
        places = PlaceState.objects.filter(place__key__in=keys, valid_from__lte=day)
        self.places = dict(places.order_by("valid_from").values_list("place__key", "name"))
        units = UnitState.objects.filter(unit__key__in=keys, valid_from__lte=day)
        self.units = dict(units.order_by("valid_from").values_list("unit__key", "name"))

    def of(self, name: str, key: str) -> str:
        """Give the name of what a field refers to; the key itself where it is not known."""
        table = {"place": self.places, "places": self.places, "unit": self.units}
        return table.get(name, self.people).get(key, key)


def _flat(value: Any) -> list[str]:
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return [value] if isinstance(value, str) and len(value) <= LONGEST_KEY else []


def said(kind: str, fields: Mapping[str, Any], naming: Naming) -> list[Said]:
    """Put the fields of an entry into words, in the order of its form."""
    try:
        known = newest(kind).fields
    except ValueError:
        return [Said(name, name, str(value)) for name, value in fields.items()]
    return [
        Said(name, label(kind, name), shown(kind, name, one, fields[name], naming))
        for name, one in known.items()
        if name in fields and fields[name] not in (None, "", [])
    ]


def shown(kind: str, name: str, one: Field, raw: Any, naming: Naming) -> str:
    """Say what a value says; what cannot be read is shown as it was sent."""
    value = values.parse(one, raw)
    if isinstance(value, Wrong):
        return str(raw)
    if one.type in {Type.CODE, Type.CODES}:
        words = labels().get(OF_KIND.get(kind, "") if name == "kind" else name, {})
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(words.get(str(each), str(each)) for each in codes if each)
    if one.type in {Type.KEY, Type.KEYS}:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(naming.of(name, str(each)) for each in keys if each)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Position):
        return f"{value.latitude:.4f}, {value.longitude:.4f}"
    if hasattr(value, "hour"):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return "" if value is None else str(value)
