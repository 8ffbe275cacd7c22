"""Contacts, codes, groups and follow-ups for the lists of the team (relationer)."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from indsats.field.models import GroupSighting, KnownYouth
from indsats.field.queries.named import with_place_name, with_unit_name

Rows = QuerySet[Any]
SOON: Final = timedelta(days=14)


def is_soon(day: date, today: date) -> bool:
    """Tell whether a day is near enough to be told of."""
    return day <= today + SOON


def with_theme(rows: Rows, theme: str) -> Rows:
    """Keep contacts in which something was talked about."""
    text: Rows = rows.annotate(themes_text=Cast("themes", CharField()))
    return text.filter(themes_text__contains=f'"{theme}"')


def known_or_not(rows: Rows, wanted: str) -> Rows:
    """Keep contacts with a code, with somebody known without one, or with nobody known."""
    conditions = {
        "code": Q(known__isnull=False),
        "known": Q(known__isnull=True, was_known=True),
        "anonymous": Q(was_known=False),
    }
    return rows.filter(conditions.get(wanted, Q(pk__in=())))


def listed_codes(rows: QuerySet[KnownYouth], day: date) -> Rows:
    """Give codes with how many contacts each has."""
    counted: Rows = with_unit_name(rows, day).annotate(contact_count=Count("contacts"))
    return counted


def listed_groups(rows: Rows, day: date) -> Rows:
    """Give groups with their working name, and the mood in which they were last seen."""
    last = GroupSighting.objects.filter(group=OuterRef("pk")).order_by("-seen_at", "-pk")
    named = with_place_name(with_unit_name(rows, day), day).select_related("holder")
    found: Rows = named.annotate(
        last_mood=Subquery(last.values("mood")[:1]),
        sighting_count=Count("sightings"),
        called=Concat(F("place_name"), Value(" "), Cast("number", CharField())),
    )
    return found
