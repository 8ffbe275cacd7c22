"""What a phone needs to fill in forms without a network: people, units, places, orders, words."""

from typing import Any

from django.utils.translation import gettext as _

from indsats.base.periods import Span
from indsats.field.models import kinds
from indsats.field.queries.sender import Sender
from indsats.field.queries.wire import WRITES
from indsats.field.rules import windows
from indsats.field.rules.forms import as_json
from indsats.organisation.access import Permission
from indsats.organisation.models import EngagementState, UnitState
from indsats.places.models import AreaState, PlaceState
from indsats.places.models.kinds import PlaceKind
from indsats.strategy.models import Deployment

LABELS = {
    "reason": kinds.TourReason,
    "weather": kinds.Weather,
    "crowd": kinds.Crowd,
    "ages": kinds.Ages,
    "genders": kinds.Genders,
    "gender": kinds.Genders,
    "mood": kinds.Mood,
    "behaviours": kinds.Behaviour,
    "faults": kinds.Fault,
    "deeds": kinds.Deed,
    "contact_kind": kinds.ContactKind,
    "themes": kinds.Theme,
    "tone": kinds.Tone,
    "offers": kinds.Offer,
    "meet_again": kinds.MeetAgain,
    "channel": kinds.Channel,
    "initiative": kinds.Initiative,
    "doing": kinds.GroupDoing,
    "check_in_kind": kinds.CheckInKind,
    "incident_kind": kinds.IncidentKind,
    "incident_entry_kind": kinds.IncidentEntryKind,
    "place_kind": PlaceKind,
    "parked_reason": kinds.ParkedReason,
}


def checklist() -> dict[str, str]:
    """Give what a pair makes sure of before it goes out."""
    return {
        "phone": _("The phone is with us"),
        "charged": _("The phone is charged"),
        "jacket": _("Jacket or vest that shows who we are"),
        "id_card": _("Identity card"),
        "on_call": _("We know who is on call"),
        "plan": _("We have agreed what we do if it gets unsafe"),
    }


def labels() -> dict[str, dict[str, str]]:
    """Give what every code is called."""
    found = {
        name: {code: str(label) for code, label in choices.choices}
        for name, choices in LABELS.items()
    }
    return {**found, "answers": checklist()}


def base(sender: Sender) -> dict[str, Any]:
    """Give the whole base: six queries, whatever there is."""
    units = _units(sender)
    return {
        "user": {"username": sender.user.username, "name": sender.user.name},
        "units": units,
        "people": _people(sender),
        "places": _places(sender),
        "areas": _areas(sender),
        "deployments": _deployments(sender),
        "forms": as_json(),
        "labels": labels(),
        "rules": {
            "tours_back": windows.TOURS_BACK,
            "tours_ahead": windows.TOURS_AHEAD,
            "observations_back": windows.OBSERVATIONS_BACK,
            "deployments_ahead": windows.DEPLOYMENTS_AHEAD,
        },
    }


def _own(sender: Sender) -> frozenset[int]:
    """Give the units the user writes in, or leads."""
    scopes = [sender.scope(each) for each in {*WRITES.values(), Permission.TOUR_SEE}]
    return frozenset[int]().union(*(scope.units for scope in scopes))


def _units(sender: Sender) -> list[dict[str, Any]]:
    rows = UnitState.objects.on(sender.day).filter(unit__in=_own(sender)).order_by("name")
    return [
        {
            "key": key,
            "name": name,
            "writes": sorted(kind for kind in WRITES if sender.may_write(kind, unit)),
        }
        for unit, key, name in rows.values_list("unit_id", "unit__key", "name")
    ]


def _people(sender: Sender) -> list[dict[str, Any]]:
    """Name the colleagues one can be out with, and those who lead: by their posts today."""
    rows = EngagementState.objects.on(sender.day).filter(
        post__states__valid_from__lte=sender.day, post__states__unit__in=_own(sender),
        user__is_active=True,
    )  # fmt: skip
    open_end = rows.filter(post__states__valid_to__isnull=True)
    found = (open_end | rows.filter(post__states__valid_to__gt=sender.day)).distinct()
    names = found.order_by("user__name").values_list(
        "user__username", "user__name", "post__states__unit__key"
    )
    people: dict[str, dict[str, Any]] = {}
    for username, name, unit in names:
        person = people.setdefault(username, {"username": username, "name": name, "units": []})
        if unit not in person["units"]:
            person["units"].append(unit)
    return list(people.values())


def _places(sender: Sender) -> list[dict[str, Any]]:
    rows = PlaceState.objects.open_to(sender.user, Permission.PLACE_SEE, sender.day)
    rows = rows.on(sender.day).select_related("place", "area").order_by("name")
    return [
        {
            "key": row.place.key,
            "name": row.name,
            "kind": row.kind,
            "area": row.area.key if row.area else None,
            "address": row.address,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "opening_hours": row.opening_hours,
            "note": row.note,
        }
        for row in rows
    ]


def _areas(sender: Sender) -> list[dict[str, Any]]:
    rows = AreaState.objects.open_to(sender.user, Permission.PLACE_SEE, sender.day)
    rows = rows.on(sender.day).order_by("name")
    found = rows.values_list("area__key", "name", "kind", "geometry")
    return [
        {"key": key, "name": name, "kind": kind, "geometry": geometry}
        for key, name, kind, geometry in found
    ]


def _deployments(sender: Sender) -> list[dict[str, Any]]:
    rows = Deployment.objects.open_to(sender.user, Permission.DEPLOYMENT_SEE, sender.day)
    span = Span(sender.day, windows.last_deployment(sender.day))
    rows = rows.running().touching(span).select_related("unit").prefetch_related("places")
    return [
        {
            "id": str(row.pk),
            "title": row.title,
            "unit": row.unit.key,
            "first": row.valid_from.isoformat(),
            "last": row.last_day.isoformat() if row.last_day else None,
            "weekdays": row.weekdays,
            "from": f"{row.from_time:%H:%M}",
            "to": f"{row.to_time:%H:%M}",
            "staff": [row.staff_min, row.staff_max],
            "purposes": row.purposes,
            "places": sorted(place.key for place in row.places.all()),
        }
        for row in rows
    ]
