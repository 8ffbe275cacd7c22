"""What an order can be about: units, decisions, places and competences to choose from (valg)."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.meetings.models import AgendaItem, Result
from indsats.meetings.queries.names import with_body_name
from indsats.organisation.access import Permission
from indsats.organisation.models import (
    BODY_KINDS,
    Competence,
    Function,
    PostState,
    Unit,
    UnitKind,
    UnitState,
    User,
)
from indsats.places.models import PlaceKind, PlaceState

ON_THE_STREET = (Function.STREET_WORKER, Function.COORDINATOR)
DECIDING = tuple(kind for kind in BODY_KINDS if kind != UnitKind.EXTERNAL_PARTY)
BACK = timedelta(days=400)
MOST = 60
Choices = list[Any]


class Offered(NamedTuple):
    """The choices of the form."""

    units: Choices
    decided: Choices
    places: Choices
    competences: Choices


def offered(user: User, day: date) -> Offered:
    """Give what somebody can choose from when writing an order; a fixed number of queries."""
    return Offered(
        units=_units(user, day),
        decided=_decided(user, day),
        places=_places(user, day),
        competences=list(Competence.objects.values_list("key", "name")),
    )


def _units(user: User, day: date) -> Choices:
    """Give the units in reach that have people on the street."""
    reach = Unit.objects.open_to(user, Permission.DEPLOYMENT_ORDER, day)
    manned = PostState.objects.on(day).filter(function__in=ON_THE_STREET).values("unit")
    rows = UnitState.objects.on(day).filter(unit__in=reach).filter(unit__in=manned)
    found: Choices = list(rows.order_by("name").values_list("unit_id", "name"))
    return found if len(found) == 1 else [("", _("Choose")), *found]


def _decided(user: User, day: date) -> Choices:
    """Give the bodies, and the decisions this user may read; nothing is the leader's own order."""
    bodies = UnitState.objects.on(day).filter(kind__in=DECIDING).order_by("name")
    items = AgendaItem.objects.open_to(user, Permission.MEETING_SEE, day).filter(
        decisions__authoritative=True,
        decisions__result__in=(Result.ADOPTED, Result.AMENDED),
        meeting__day__range=(day - BACK, day),
    )
    recent = with_body_name(items, "meeting").select_related("meeting")
    found: Choices = [("", _("The leader's own order"))]
    decisions = [
        (f"item:{row.pk}", _item_name(row))
        for row in recent.order_by("-meeting__day", "number")[:MOST]
    ]
    if decisions:
        found.append((_("Decisions"), decisions))
    found.append(
        (
            _("Bodies, without a decision in the system"),
            [(f"body:{unit}", name) for unit, name in bodies.values_list("unit_id", "name")],
        )
    )
    return found


def _item_name(row: Any) -> str:
    day = date_format(row.meeting.day, "j. N Y")
    return f"{row.body_name} {day}, {row.number}. {row.title}"


def _places(user: User, day: date) -> Choices:
    """Give the places in force on a day, by kind."""
    rows = PlaceState.objects.on(day).open_to(user, Permission.PLACE_SEE, day)
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind, key, name in rows.order_by("name").values_list("kind", "place__key", "name"):
        groups.setdefault(kind, []).append((key, name))
    return [(PlaceKind(kind).label, groups[kind]) for kind in PlaceKind.values if kind in groups]
