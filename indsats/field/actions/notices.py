"""Those who must know are told when something has happened: once each, until they have seen it.

The rows are made in the deed that reports; the mail goes after the commit, and what does not get
through is tried by the watch over the tours. Of violence against staff the mail says nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.telling import send
from indsats.field.models import Incident, Notice, StaffEvent
from indsats.field.queries.duty import answering_for, on_call_now, responsible
from indsats.organisation.access import Permission
from indsats.organisation.models import User

SYSTEM = "system"


def notify_of_incident(incident: Incident, at: datetime) -> None:
    """Note who must know of a new incident, inside the deed that reports it."""
    if incident.notices.exists():
        return
    day = localdate(at)
    people = [*responsible(incident.unit_id, day), *on_call_now(incident.unit_id)]
    rows = Incident.objects.filter(pk=incident.pk)
    may = {
        each.pk: each
        for each in people
        if each.pk != incident.author_id
        and rows.open_to(each, Permission.INCIDENT_WRITE, day).exists()
    }
    _note(may.values(), at, incident=incident)


def notify_of_staff_event(event: StaffEvent, at: datetime) -> None:
    """Note who must know of violence against staff: only those who may read about it."""
    day = localdate(at)
    rows = StaffEvent.objects.filter(pk=event.pk)
    may = [
        each
        for each in answering_for(event.exposed, day)
        if rows.open_to(each, Permission.STAFF_EVENT_SEE, day).exists()
    ]
    _note(may, at, staff_event=event)


def _note(
    people: Iterable[User], at: datetime, *, incident: Incident | None = None,
    staff_event: StaffEvent | None = None,
) -> None:  # fmt: skip
    about: Incident | StaffEvent | None = incident or staff_event
    rows = [
        Notice(user=each, incident=incident, staff_event=staff_event, made_at=at) for each in people
    ]
    if about is None or not rows:
        return
    Notice.objects.bulk_create(rows)
    record(by=SYSTEM, act=Act.SENT, subject=about, what="notice", to=[row.user for row in rows])
    keys = [row.pk for row in rows]
    transaction.on_commit(lambda: _tell_all(keys))


def _tell_all(keys: Iterable[int]) -> None:
    for notice in Notice.objects.filter(pk__in=list(keys)).select_related("user", "incident"):
        tell(notice)


def tell_waiting() -> int:
    """Tell those who have not been told yet and have not seen it; say how many."""
    waiting = Notice.objects.filter(told_at__isnull=True, seen_at__isnull=True)
    return sum(tell(notice) for notice in waiting.select_related("user", "incident"))


def tell(notice: Notice) -> bool:
    """Send the mail, outside any transaction; tell whether it got through."""
    with override("da"):
        if notice.incident is not None:
            subject = _("Open Indsats: something serious has happened")
            path = reverse("incidents:incident", args=[notice.incident.pk])
        else:
            # Not even the address may say what it is about: it is read over a shoulder.
            subject, path = _("Open Indsats: there is a message for you"), "/"
    if not send(subject, path, [notice.user]):
        return False
    Notice.objects.filter(pk=notice.pk, told_at__isnull=True).update(told_at=now())
    return True


def see(*, by: User, incident: Incident) -> None:
    """Note that somebody who was told has opened the page; nothing for everybody else."""
    if Notice.objects.filter(user=by, incident=incident, seen_at=None).exists():
        _see(by, incident)


@deed
def _see(by: User, incident: Incident) -> None:
    mark_seen(Notice.objects.filter(user=by, incident=incident))
    record(by=by, act=Act.SEEN, subject=incident, what="notice_seen")


def mark_seen(mine: QuerySet[Notice]) -> None:
    """Mark what somebody was told as seen, inside the deed that says that they read it."""
    mine.filter(seen_at=None).update(seen_at=now())
