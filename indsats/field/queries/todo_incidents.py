"""What waits because something happened: open incidents and reports of violence (forsiden)."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from indsats.field.models import Incident, Safety, StaffEvent
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User

UNSAFE = Q(staff__status__in=(Safety.UNKNOWN, Safety.NEEDS_HELP))


class Waiting(NamedTuple):
    """Something that waits, with the address by name."""

    title: str
    why: str
    where: str
    args: tuple[Any, ...]
    due: date | None = None


def waiting_incidents(user: User, day: date) -> list[Waiting]:
    """Tell those who write on incidents of the open ones, and of our own not known to be safe."""
    if not may(user, Permission.INCIDENT_WRITE, day):
        return []
    rows = Incident.objects.open_to(user, Permission.INCIDENT_WRITE, day).filter(closed_at=None)
    found = rows.annotate(unsafe=Count("staff", filter=UNSAFE)).values_list("pk", "title", "unsafe")
    waits, safe = _("Not all of our own are known to be safe."), _("The incident is open.")
    return [
        Waiting(title, waits if unsafe else safe, "incidents:incident", (pk,), _due(unsafe, day))
        for pk, title, unsafe in found
    ]


def _due(unsafe: int, day: date) -> date | None:
    return day if unsafe else None


def waiting_staff_events(user: User, day: date) -> list[Waiting]:
    """Tell a leader and personnel of reports of violence that are not closed."""
    if not may(user, Permission.STAFF_EVENT_SEE, day):
        return []
    rows = StaffEvent.objects.open_to(user, Permission.STAFF_EVENT_SEE, day)
    return [
        Waiting(_("Follow up on a report of violence or threats"), row.get_kind_display(),
                "incidents:staff-event", (row.pk,), None if row.reported_on else row.report_by)
        for row in rows.filter(closed_on=None).exclude(exposed=user)
    ]  # fmt: skip
