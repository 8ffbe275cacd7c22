"""Records of the street as they travel to and from the phones."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from indsats.field.models import (
    Contact,
    FollowUp,
    GroupSighting,
    Incident,
    PlaceObservation,
    Tour,
    YouthGroup,
)
from indsats.field.models.record import FieldRecord
from indsats.field.rules.forms import Form, Type, newest
from indsats.field.rules.values import Position, Value, blank, plain
from indsats.organisation.access import Permission

RECORDS: Mapping[str, type[FieldRecord]] = {
    "tour": Tour,
    "observation": PlaceObservation,
    "contact": Contact,
    "group": YouthGroup,
    "sighting": GroupSighting,
    "follow_up": FollowUp,
    "incident": Incident,
}
WRITES: Mapping[str, Permission] = {
    "tour": Permission.TOUR_WRITE,
    "brief_read": Permission.TOUR_WRITE,
    "checklist": Permission.TOUR_WRITE,
    "check_in": Permission.TOUR_WRITE,
    "observation": Permission.OBSERVATION_WRITE,
    "contact": Permission.CONTACT_WRITE,
    "known": Permission.CONTACT_WRITE,
    "group": Permission.GROUP_WRITE,
    "sighting": Permission.GROUP_WRITE,
    "follow_up": Permission.TOUR_WRITE,
    "incident": Permission.INCIDENT_WRITE,
    "incident_entry": Permission.INCIDENT_WRITE,
}
LINKS = ("unit", "place", "owner")


def related(model: type[Model]) -> list[str]:
    """Name the links of a model that are sent by key, to be read in the same query."""
    names = {each.name for each in model._meta.get_fields()}
    return [name for name in LINKS if name in names]


def key_of(row: Any) -> str | None:
    """Give the name by which a row travels: a user's name to log in with, else the key."""
    return None if row is None else str(getattr(row, "username", "") or row.key)


def value_of(record: Any, name: str, kind: Type) -> Value:
    """Read the value of one field of a record."""
    if kind is Type.POSITION:
        pin = (record.latitude, record.longitude)
        return None if None in pin else Position(*pin)
    if kind is Type.KEYS:
        return tuple(sorted(filter(None, map(key_of, keyed(record, name)))))
    value = getattr(record, f"{name}_id" if kind is Type.RECORD else name)
    if kind is Type.KEY:
        return key_of(value)
    return tuple(sorted(value)) if kind is Type.CODES else None if value == "" else value


def keyed(record: Any, name: str) -> Iterable[Any]:
    """Give the users or places a record lists."""
    rows = getattr(record, name).all()
    return [row.user for row in rows.select_related("user")] if name == "members" else rows


def values_of(record: Any, form: Form) -> dict[str, Value]:
    """Read the values of every field of a form from a record."""
    return {name: value_of(record, name, one.type) for name, one in form.fields.items()}


def told(values: Mapping[str, Value], form: Form) -> dict[str, Any]:
    """Write values as they travel, without the empty ones."""
    return {
        name: plain(value)
        for name, value in values.items()
        if value != blank(form.fields[name]) or isinstance(value, bool)
    }


def stamp(at: datetime | None) -> str | None:
    """Write a moment as it travels."""
    return None if at is None else str(plain(at))


def fields_of(record: Any, kind: str) -> dict[str, Any]:
    """Write all of a record as it travels, in the newest form of its kind."""
    form = newest(kind)
    return told(values_of(record, form), form)
