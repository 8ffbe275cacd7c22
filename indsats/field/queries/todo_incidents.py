"""What waits because something happened: open incidents and reports of violence (forsiden)."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from indsats.field.models import Incident, Notice, Safety, StaffEvent
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User

UNSAFE = Q(staff__status__in=(Safety.UNKNOWN, Safety.NEEDS_HELP))


class Waiting(NamedTuple):
    """Something that waits, with the address by name; what is urgent stands on top."""

    title: str
    why: str
    where: str
    args: tuple[Any, ...]
    due: date | None = None
    urgent: bool = False


def waiting_incidents(user: User, day: date) -> list[Waiting]:
    """Tell of the open incidents: of our own not known to be safe, and what is not seen yet."""
    if not may(user, Permission.INCIDENT_WRITE, day):
        return []
    rows = Incident.objects.open_to(user, Permission.INCIDENT_WRITE, day)
    unseen = Notice.objects.filter(user=user, seen_at=None, incident=OuterRef("pk"))
    told: QuerySet[Any] = rows.annotate(unseen=Exists(unseen), unsafe=Count("staff", filter=UNSAFE))
    return [
        Waiting(row.title, _why(row), "incidents:incident", (row.pk,), day if row.unsafe else None,
                urgent=bool(row.unsafe or row.unseen))
        for row in told.filter(Q(closed_at=None) | Q(unseen=True))
    ]  # fmt: skip


def _why(row: Any) -> str:
    if row.unsafe:
        return _("Not all of our own are known to be safe.")
    if row.unseen:
        return _("New: you have not seen it yet.")
    return _("The incident is open.")


def waiting_staff_events(user: User, day: date) -> list[Waiting]:
    """Tell a leader and personnel of reports of violence that are not closed."""
    if not may(user, Permission.STAFF_EVENT_SEE, day):
        return []
    rows = StaffEvent.objects.open_to(user, Permission.STAFF_EVENT_SEE, day)
    unseen = Notice.objects.filter(user=user, seen_at=None, staff_event=OuterRef("pk"))
    told: QuerySet[Any] = rows.annotate(unseen=Exists(unseen)).exclude(exposed=user)
    return [
        Waiting(_("Follow up on a report of violence or threats"), _why_event(row),
                "incidents:staff-event", (row.pk,), None if row.reported_on else row.report_by,
                urgent=row.unseen)
        for row in told.filter(Q(closed_on=None) | Q(unseen=True))
    ]  # fmt: skip


def _why_event(row: Any) -> str:
    kind = row.get_kind_display()
    return _("New: %(kind)s") % {"kind": kind} if row.unseen else str(kind)
