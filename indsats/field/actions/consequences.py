"""What follows when a record of the street is written: numbers, last sightings, search words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import Max
from django.utils.timezone import now

from indsats.field.actions.incident import muster
from indsats.field.actions.indexing import index
from indsats.field.actions.notices import notify_of_incident
from indsats.field.models import (
    Contact,
    GroupSighting,
    Incident,
    KnownYouth,
    PlaceObservation,
    YouthGroup,
)
from indsats.field.rules.values import Value
from indsats.law.deadlines import danish_day
from indsats.law.street import group_ends
from indsats.places.queries.timelines import area_on, borders_on
from indsats.places.rules.borders import Point


def _group(row: YouthGroup) -> None:
    """Give a new group its number at the place, and the day it is to be looked at again."""
    others = YouthGroup.objects.filter(unit_id=row.unit_id, place=row.place)
    row.number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
    row.opened_on = row.last_seen_on = danish_day(row.made_at)
    row.review_on = group_ends(row.last_seen_on)


def _contact(row: Contact) -> None:
    """Hold that a young person with a code is known."""
    row.was_known = row.was_known or row.known_id is not None


def _observation(row: PlaceObservation) -> None:
    """Keep the area of the place or the pin on the day, so that lists stay quick."""
    day = danish_day(row.seen_at)
    if row.place is not None:
        row.area_id = area_on(row.place, day)
    elif row.latitude is not None and row.longitude is not None:
        row.area_id = borders_on(day).area_of(Point(row.latitude, row.longitude))


BEFORE: Final[Mapping[str, Callable[[Any], None]]] = {
    "group": _group, "contact": _contact, "observation": _observation,
}  # fmt: skip


def after(row: Any, written: Mapping[str, Value], *, is_new: bool = False) -> None:
    """Bring up to date what rests on a record that has just been written."""
    if isinstance(row, PlaceObservation):
        if not is_new and {"place", "position", "seen_at"} & set(written):
            _observation(row)
            row.save(update_fields=["area"])
        index(row, is_new=is_new)
    elif isinstance(row, Incident):
        muster(row)
        notify_of_incident(row, now())
    elif isinstance(row, GroupSighting):
        _seen_again(row)
    elif isinstance(row, Contact) and row.known is not None:
        _met_again(row.known, row)


def _seen_again(row: GroupSighting) -> None:
    """Put off the review of a group that was seen, and open it again if it was closed."""
    group, day = row.group, danish_day(row.seen_at)
    if day < group.last_seen_on:
        return
    group.last_seen_on, group.review_on = day, group_ends(day)
    if group.closed_on is not None and group.closed_on <= day:
        group.closed_on, group.closed_because = None, ""
    group.save(update_fields=["last_seen_on", "review_on", "closed_on", "closed_because"])


def _met_again(known: KnownYouth, row: Contact) -> None:
    day = danish_day(row.met_at)
    if day > known.last_contact_on:
        known.last_contact_on = day
        known.save(update_fields=["last_contact_on"])
