"""Addresses of incidents and of violence against staff."""

from django.utils.timezone import now

from indsats.field.models import Incident, IncidentEntry, StaffEvent
from indsats.organisation.access import Permission
from indsats.organisation.tests import factories as org
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


def prepare(world: World) -> None:
    """Make an incident with a line, and a report about a colleague, on either side."""
    for side in (OWN, OTHER):
        unit, author, at = world.units[side], org.make_worker(world.units[side]), now()
        row = Incident.objects.create(
            unit=unit, author=author, kind="fight", title="Slagsmål", happened_at=at,
            made_at=at, received_at=at,
        )  # fmt: skip
        line = IncidentEntry.objects.create(
            incident=row, kind="known", text="Roligt nu", happened_at=at, author=author,
            made_at=at, received_at=at,
        )  # fmt: skip
        event = StaffEvent.objects.create(
            exposed=author, kind="threat", happened_at=at, what="Råb", written_by=author,
            written_at=at, followed_up="Samtale",
        )  # fmt: skip
        world.extra[side] = (row.pk, line.pk, event.pk, author.pk)


def _incident(world: World, side: str) -> list:
    return [world.extra[side][0]]


def _line(world: World, side: str) -> list:
    return list(world.extra[side][:2])


def _person(world: World, side: str) -> list:
    return [world.extra[side][0], world.extra[side][3]]


def _event(world: World, side: str) -> list:
    return [world.extra[side][2]]


ROWS = (
    Row("list", P.INCIDENT_SEE),
    Row("report", P.INCIDENT_WRITE),
    Row("incident", P.INCIDENT_SEE, _incident),
    Row("line", P.INCIDENT_WRITE, _incident),
    Row("correct", P.INCIDENT_WRITE, _line),
    Row("roll", P.INCIDENT_WRITE, _incident, method="post"),
    Row("safety", P.INCIDENT_WRITE, _person, method="post", data={"status": "safe"}),
    Row("lead", P.INCIDENT_LEAD, _incident),
    Row("close", P.INCIDENT_LEAD, _incident),
    Row("paper", P.INCIDENT_SEE, _incident),
    Row("staff-list", P.STAFF_EVENT_SEE),
    Row("staff-event-report", P.STAFF_EVENT_WRITE),
    Row("staff-event", P.STAFF_EVENT_SEE, _event),
    Row("staff-event-follow-up", P.STAFF_EVENT_SEE, _event),
    Row("staff-event-close", P.STAFF_EVENT_SEE, _event, method="post"),
)
