"""Incidents: reported, written on, led and closed; the timeline only grows (hændelse)."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.feed import tell_phones
from indsats.field.actions.notices import notify_of_incident
from indsats.field.models import (
    Incident,
    IncidentEntry,
    Safety,
    StaffSafety,
    TourMember,
)
from indsats.organisation.models import Unit, User


def muster(incident: Incident) -> int:
    """Put everyone of the unit who is out on a tour now on the list; tell how many were new.

    Inside the deed that reports the incident. Asking again adds those who went out since.
    """
    out = TourMember.objects.filter(
        tour__unit=incident.unit_id, tour__started_at__isnull=False, tour__ended_at__isnull=True,
        tour__cancelled_at__isnull=True,
    )  # fmt: skip
    known = set(incident.staff.values_list("user", flat=True))
    new = {member.user_id: member.tour_id for member in out if member.user_id not in known}
    StaffSafety.objects.bulk_create(
        StaffSafety(incident=incident, user_id=user, tour_id=tour) for user, tour in new.items()
    )
    return len(new)


@deed
def report(*, by: User, unit: Unit, **told: Any) -> Incident:
    """Report that something serious has happened, and list who of ours is out."""
    at = now()
    row = Incident(unit=unit, author=by, made_at=at, received_at=at, **told)
    if row.happened_at > at:
        raise ValidationError({"happened_at": _("It cannot have happened in the future.")})
    row.save(force_insert=True)
    out = muster(row)
    record(by=by, act=Act.CREATED, subject=row, kind=row.kind, verified=row.is_verified, out=out)
    tell_phones("incident", row.pk, row.unit_id, at)
    notify_of_incident(row, at)
    return row


def _open(incident: Incident) -> Incident:
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    if row.closed_at is not None:
        raise ValidationError(_("The incident is closed. Report a new one if it flares up again."))
    return row


def _written(row: Incident, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    tell_phones("incident", row.pk, row.unit_id, now())


@deed
def add_line(
    *, by: User, incident: Incident, happened_at: datetime, corrects: IncidentEntry | None = None,
    **told: Any,
) -> IncidentEntry:  # fmt: skip
    """Add a line to the timeline; a line is never changed, another one corrects it."""
    row, at = _open(incident), now()
    if happened_at > at:
        raise ValidationError({"happened_at": _("It cannot have happened in the future.")})
    if corrects is not None and corrects.incident_id != row.pk:
        raise ValidationError(_("The line to be corrected belongs to another incident."))
    line = IncidentEntry.objects.create(
        pk=uuid.uuid4(), incident=row, author=by, made_at=at, received_at=at, corrects=corrects,
        happened_at=happened_at, **told,
    )  # fmt: skip
    record(by=by, act=Act.CREATED, subject=line, incident=row, kind=line.kind)
    _written(row)
    return line


@deed
def call_the_roll(*, by: User, incident: Incident) -> int:
    """List those who have gone out since the incident was reported."""
    row = _open(incident)
    new = muster(row)
    record(by=by, act=Act.CHANGED, subject=row, what="roll", new=new)
    return new


@deed
def note_safety(*, by: User, incident: Incident, user: User, status: str) -> None:
    """Note how one of our own is, as just told."""
    row, at = _open(incident), now()
    person = row.staff.select_for_update().filter(user=user).first()
    if person is None:
        person = StaffSafety(incident=row, user=user)
    person.status, person.told_at, person.noted_by = Safety(status).value, at, by
    person.save()
    record(by=by, act=Act.CHANGED, subject=person, incident=row, status=person.status)


@deed
def lead(*, by: User, incident: Incident, **named: Any) -> None:
    """Say who leads and who alone speaks to others, and whether it is confirmed."""
    row = _open(incident)
    changed = {name: value for name, value in named.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    _written(row, *changed)
    record(by=by, act=Act.CHANGED, subject=row, **changed)


@deed
def close(*, by: User, incident: Incident, review: str) -> None:
    """Close an incident with what was learnt. Raises ValidationError while somebody is not safe."""
    row = _open(incident)
    waiting = row.staff.filter(status__in=(Safety.UNKNOWN, Safety.NEEDS_HELP)).count()
    if waiting:
        raise ValidationError(
            _("%(count)s of our own are not known to be safe. Note how they are first.")
            % {"count": waiting}
        )
    if not review.strip():
        raise ValidationError({"review": _("Write what was done, what worked and what stops.")})
    row.closed_at, row.review = now(), review.strip()
    _written(row, "closed_at", "review")
    record(by=by, act=Act.CHANGED, subject=row, what="closed")


@deed
def hand_out(*, by: User, incident: Incident) -> None:
    """Note that somebody took the timeline out as a paper."""
    record(by=by, act=Act.EXPORTED, subject=incident, what="paper")
