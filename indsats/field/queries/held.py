"""The records a phone may hold, within the same reach as the pages (telefonens udsnit)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from indsats.field.models import (
    FollowUp,
    GroupSighting,
    Incident,
    IncidentEntry,
    KnownYouth,
    PlaceObservation,
    Tour,
    TourMember,
    YouthGroup,
)
from indsats.field.queries.sender import Sender
from indsats.field.queries.wire import stamp
from indsats.field.rules import windows
from indsats.field.rules.values import plain
from indsats.law.deadlines import starts_at
from indsats.organisation.access import Permission

Rows = QuerySet[Any]


def _tours(sender: Sender) -> Rows:
    first, last = windows.tour_days(sender.day)
    rows = Tour.objects.open_to(sender.user, Permission.TOUR_SEE, sender.day)
    rows = rows.filter(day__range=(first, last), cancelled_at__isnull=True)
    return rows.select_related("unit", "on_call", "author")


def _observations(sender: Sender) -> Rows:
    first = starts_at(windows.first_observation(sender.day))
    rows = PlaceObservation.objects.open_to(sender.user, Permission.OBSERVATION_SEE, sender.day)
    return rows.filter(seen_at__gte=first).select_related("unit", "place")


def _groups(sender: Sender) -> Rows:
    rows = YouthGroup.objects.open_to(sender.user, Permission.GROUP_SEE, sender.day)
    rows = rows.filter(closed_on__isnull=True)
    last = GroupSighting.objects.filter(group=OuterRef("pk")).order_by("-seen_at", "-pk")
    seen = {f"last_{name}": Subquery(last.values(name)[:1]) for name in LAST}
    return rows.annotate(**seen).select_related("unit", "place", "holder")


def _known(sender: Sender) -> Rows:
    rows = KnownYouth.objects.open_to(sender.user, Permission.CONTACT_SEE, sender.day)
    return rows.select_related("unit")


def _follow_ups(sender: Sender) -> Rows:
    rows = FollowUp.objects.open_to(sender.user, Permission.TOUR_SEE, sender.day)
    mine = Q(owner=sender.user) | Q(owner__isnull=True)
    return rows.filter(mine, done_at__isnull=True).select_related("unit", "owner")


def _incidents(sender: Sender) -> Rows:
    rows = Incident.objects.open_to(sender.user, Permission.INCIDENT_SEE, sender.day)
    return rows.filter(closed_at__isnull=True).select_related("unit", "place")


LAST: Final = ("seen_at", "crowd", "mood", "text")
HELD: Final[Mapping[str, tuple[Permission, Callable[[Sender], Rows]]]] = {
    "tour": (Permission.TOUR_SEE, _tours),
    "observation": (Permission.OBSERVATION_SEE, _observations),
    "group": (Permission.GROUP_SEE, _groups),
    "known": (Permission.CONTACT_SEE, _known),
    "follow_up": (Permission.TOUR_SEE, _follow_ups),
    "incident": (Permission.INCIDENT_SEE, _incidents),
}


def _belongings_of_tours(pks: list[Any]) -> Mapping[Any, Mapping[str, list[str]]]:
    """Read members, places and deployments of tours: one query for all."""
    text = CharField()
    members = TourMember.objects.filter(tour__in=pks).values_list(
        "tour_id", Value("members"), Cast("user__username", text)
    )
    places = Tour.places.through.objects.filter(tour__in=pks).values_list(
        "tour_id", Value("places"), Cast("place__key", text)
    )
    ordered = Tour.deployments.through.objects.filter(tour__in=pks).values_list(
        "tour_id", Value("deployments"), Cast("deployment_id", text)
    )
    found: dict[Any, dict[str, list[str]]] = {}
    for tour, name, value in members.order_by().union(places.order_by(), ordered.order_by()):
        found.setdefault(tour, {}).setdefault(name, []).append(str(value))
    return found


def _timelines(pks: list[Any]) -> Mapping[Any, list[dict[str, Any]]]:
    rows = IncidentEntry.objects.filter(incident__in=pks).order_by("happened_at", "received_at")
    found: dict[Any, list[dict[str, Any]]] = {}
    for each in rows:
        line = {
            "id": str(each.pk), "kind": each.kind, "text": each.text, "told_whom": each.told_whom,
            "happened_at": stamp(each.happened_at),
        }  # fmt: skip
        found.setdefault(each.incident_id, []).append(line)
    return found


def extras(kind: str, rows: list[Any]) -> Mapping[Any, Mapping[str, Any]]:
    """Give what a phone is told of records beside the fields of their form, by primary key."""
    pks = [row.pk for row in rows]
    if kind == "tour":
        more = _belongings_of_tours(pks)
        return {row.pk: {**_tour(row), **_sorted(more.get(row.pk, {}))} for row in rows}
    if kind == "group":
        return {row.pk: _group(row) for row in rows}
    if kind == "incident":
        lines = _timelines(pks)
        return {row.pk: {"entries": lines.get(row.pk, [])} for row in rows}
    return {}


def _sorted(lists: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in lists.items()}


def _tour(row: Tour) -> dict[str, Any]:
    told = {
        "planned_from": stamp(row.planned_from),
        "planned_to": stamp(row.planned_to),
        "brief": row.brief,
        "check_in_minutes": row.check_in_minutes,
        "on_call": {"username": row.on_call.username, "name": row.on_call.name,
                    "phone": row.on_call.phone} if row.on_call else None,
        "released_at": stamp(row.released_at),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value not in (None, "")}


def _group(row: Any) -> dict[str, Any]:
    last = {name: getattr(row, f"last_{name}") for name in LAST}
    told: dict[str, Any] = {
        "number": row.number,
        "last_seen_on": plain(row.last_seen_on),
        "holder": row.holder.username if row.holder else None,
        "last": {**last, "seen_at": stamp(last["seen_at"])} if last["seen_at"] else None,
    }
    return {name: value for name, value in told.items() if value is not None}
