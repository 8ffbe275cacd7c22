"""What the rows of the street are called where they are named by their label.

Which team and when is told to anyone who meets the label; what it is about, and where, is not. Of
violence against staff nothing is told but that it is that.
"""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from indsats.field.models import (
    CheckIn,
    Conflict,
    Contact,
    Device,
    FollowUp,
    GroupSighting,
    Incident,
    IncidentEntry,
    KnownYouth,
    ParkedItem,
    PlaceObservation,
    SafetyAlarm,
    StaffEvent,
    StaffSafety,
    Tour,
    TourMember,
    YouthGroup,
)
from indsats.organisation.access import Permission
from indsats.organisation.subjects import Kind, after_comma, of_unit, unit_name, within
from indsats.places.queries.naming import place_name

P = Permission


def _of_team(
    model: type[Any], permission: Permission, page: tuple[str, ...], path: str = "", **more: Any
) -> Kind:
    """Tell a row by its team, and by when it was received where it knows no better moment."""
    when = more.pop("when", "received_at")
    return of_unit(model, permission, when, path=path, page=page, **more)


KINDS = (
    _of_team(Tour, P.TOUR_SEE, ("field:tour", "pk"), when="day"),
    _of_team(TourMember, P.TOUR_SEE, ("field:tour", "tour__pk"), "tour__", when="tour__day"),
    _of_team(CheckIn, P.TOUR_SEE, ("field:tour", "tour__pk"), "tour__", when="made_at"),
    _of_team(SafetyAlarm, P.TOUR_SEE, ("field:alarm", "pk"), "tour__", when="raised_at"),
    _of_team(
        PlaceObservation, P.OBSERVATION_SEE, ("observations:observation", "pk"), when="seen_at",
        title=place_name("place"),
    ),
    _of_team(Contact, P.CONTACT_SEE, ("field:contact", "pk"), when="met_at"),
    Kind(
        KnownYouth, title="code", parts=((unit_name("unit"), after_comma),),
        reach=within(KnownYouth, KnownYouth, "pk", P.CONTACT_SEE), page=("field:code", "pk"),
    ),
    _of_team(
        YouthGroup, P.GROUP_SEE, ("field:group", "pk"), when="received_at",
        title=Concat(place_name("place"), Value(" "), Cast(F("number"), CharField())),
    ),
    _of_team(
        GroupSighting, P.GROUP_SEE, ("field:group", "group__pk"), when="seen_at",
        title=place_name("group__place"),
    ),
    _of_team(FollowUp, P.TOUR_WRITE, ("field:follow-up", "pk"), title="text"),
    _of_team(
        Incident, P.INCIDENT_SEE, ("incidents:incident", "pk"), when="happened_at", title="title"
    ),
    _of_team(
        IncidentEntry, P.INCIDENT_SEE, ("incidents:incident", "incident__pk"), "incident__",
        when="happened_at",
    ),
    _of_team(
        StaffSafety, P.INCIDENT_SEE, ("incidents:incident", "incident__pk"), "incident__",
        when="incident__happened_at",
    ),
    Kind(
        StaffEvent, reach=within(StaffEvent, StaffEvent, "pk", P.STAFF_EVENT_SEE),
        page=("incidents:staff-event", "pk"),
    ),
    _of_team(Conflict, P.PARKED_HANDLE, ("field:collision", "pk")),
    _of_team(ParkedItem, P.PARKED_HANDLE, ("field:parked-item", "pk")),
    Kind(Device, parts=(("user__name", after_comma),)),
)  # fmt: skip
