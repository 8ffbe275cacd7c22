"""What is done to tours at the desk: planned, cancelled, written, corrected, released (tur)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.feed import tell_phones
from indsats.field.models import Tour, TourMember
from indsats.organisation.models import Unit, User
from indsats.places.models import Place
from indsats.strategy.models import Deployment


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is planned: when, why, who, where, who is on call, how often they are heard from."""

    day: date
    planned_from: datetime
    planned_to: datetime
    reason: str
    brief: str
    members: Iterable[User]
    places: Iterable[Place]
    on_call: User | None
    check_in_minutes: int


@deed
def plan(*, by: User, unit: Unit, wanted: Plan, at: datetime) -> Tour:
    """Plan a tour for a pair."""
    tour = Tour(unit=unit, author=by, made_at=at, received_at=at)
    _write(tour, wanted)
    record(by=by, act=Act.CREATED, subject=tour, what="tour_planned", day=wanted.day)
    return tour


@deed
def replan(*, by: User, tour: Tour, wanted: Plan, version: int) -> None:
    """Change the plan of a tour; raises ChangedMeanwhileError where it is another by now."""
    row = claim(tour, version)
    _refuse_over(row)
    _write(row, wanted)
    record(by=by, act=Act.CHANGED, subject=row, what="tour_planned", day=wanted.day)


def claim(tour: Tour, version: int) -> Tour:
    """Take a tour for writing, inside a deed, as it was when it was shown."""
    row = Tour.objects.select_for_update(of=("self",)).get(pk=tour.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row.version)
    return row


def _refuse_over(tour: Tour) -> None:
    if tour.cancelled_at:
        raise ValidationError(_("The tour has been cancelled."))
    if tour.released_at:
        raise ValidationError(_("The tour has been released."))


def _write(tour: Tour, wanted: Plan) -> None:
    is_new = tour._state.adding
    for name in (
        "day", "planned_from", "planned_to", "reason", "brief", "on_call", "check_in_minutes",
    ):  # fmt: skip
        setattr(tour, name, getattr(wanted, name))
    saved(tour, is_new=is_new)
    members = list(wanted.members)
    tour.members.exclude(user__in=members).delete()
    known = set(tour.members.values_list("user", flat=True))
    TourMember.objects.bulk_create(
        TourMember(tour=tour, user=user) for user in members if user.pk not in known
    )
    tour.places.set(wanted.places)


def saved(tour: Tour, *, is_new: bool = False) -> None:
    """Save a tour as its next version, and let the phones fetch it."""
    if not is_new:
        tour.version += 1
    tour.save(force_insert=is_new)
    tell_phones("tour", tour.pk, tour.unit_id, now())


@deed
def cancel(*, by: User, tour: Tour, because: str, version: int, at: datetime) -> None:
    """Call a tour off, and say why."""
    row = claim(tour, version)
    _refuse_over(row)
    if row.started_at:
        raise ValidationError(_("The tour has gone out. End it instead."))
    if not because.strip():
        raise ValidationError({"because": _("Write why the tour is cancelled.")})
    row.cancelled_at, row.cancelled_because = at, because.strip()[:300]
    saved(row)
    record(by=by, act=Act.CHANGED, subject=row, what="tour_cancelled", reason=because)


@deed
def note_brief_read(*, by: User, tour: Tour, at: datetime) -> None:
    """Note that one of the pair has read the brief; the first time counts."""
    rows = TourMember.objects.filter(tour=tour, user=by, brief_read_at__isnull=True)
    if rows.update(brief_read_at=at):
        tell_phones("tour", tour.pk, tour.unit_id, at)
        record(by=by, act=Act.CHANGED, subject=tour, what="brief_read")


@deed
def note_ready(*, by: User, tour: Tour, answers: list[str], at: datetime) -> None:
    """Note what one of the pair has made sure of before going out."""
    member, _made = TourMember.objects.get_or_create(tour=tour, user=by)
    member.checklist, member.ready_at = {"answers": sorted(answers)}, at
    member.save(update_fields=["checklist", "ready_at"])
    tell_phones("tour", tour.pk, tour.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=tour, what="checklist", answers=sorted(answers))


@deed
def write_up(
    *, by: User, tour: Tour, facts: dict[str, Any], version: int, at: datetime, reason: str = ""
) -> None:
    """Write how a tour went: hours, weather, mood, summary. A released one takes a reason."""
    row = claim(tour, version)
    if row.cancelled_at:
        raise ValidationError(_("The tour has been cancelled."))
    if row.released_at and not reason.strip():
        raise ValidationError({"reason": _("Write why a released tour is corrected.")})
    for name in ("started_at", "ended_at", "weather", "mood", "summary"):
        setattr(row, name, facts[name])
    if row.ended_at and row.started_at and row.ended_at < row.started_at:
        raise ValidationError({"ended_at": _("The tour ends before it begins.")})
    row.written_at = row.written_at or (at if row.summary else None)
    saved(row)
    record(by=by, act=Act.CHANGED, subject=row, what="tour_written", reason=reason)


@deed
def release(*, by: User, tour: Tour, note: str, version: int, at: datetime) -> None:
    """Release a tour that has been read through; what comes from phones after that is parked."""
    row = claim(tour, version)
    _refuse_over(row)
    if row.started_at is None:
        raise ValidationError(_("The tour has not gone out. Cancel it instead."))
    row.released_at, row.released_by, row.release_note = at, by, note.strip()[:300]
    saved(row)
    record(by=by, act=Act.DECIDED, subject=row, what="tour_released", note=note)


@deed
def untie(*, by: User, tour: Tour, deployment: Deployment) -> None:
    """Say that a tour does not carry an order out after all."""
    row = Tour.objects.select_for_update(of=("self",)).get(pk=tour.pk)
    row.deployments.remove(deployment)
    saved(row)
    record(by=by, act=Act.CHANGED, subject=row, what="untied", deployment=deployment)
