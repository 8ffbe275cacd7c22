"""Safety walks: planned, held with findings, followed up half a year on (tryghedsvandring)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.law.deadlines import months_after
from indsats.organisation.models import Unit, User
from indsats.places.actions.measures import MeasureFacts, order_measure
from indsats.places.models import (
    Area,
    MeasureKind,
    Place,
    SafetyWalk,
    WalkFault,
    WalkFaultKind,
    WalkStop,
)

FOLLOW_UP = 6  # months: the field's own habit
AS_MEASURE = {
    WalkFaultKind.DARK: MeasureKind.LIGHT,
    WalkFaultKind.OVERGROWN: MeasureKind.GREEN,
    WalkFaultKind.LITTER: MeasureKind.CLEANING,
    WalkFaultKind.BROKEN: MeasureKind.REPAIR,
    WalkFaultKind.PATH: MeasureKind.REPAIR,
    WalkFaultKind.EMPTY: MeasureKind.LAYOUT,
    WalkFaultKind.GATHERING: MeasureKind.PRESENCE,
    WalkFaultKind.SIGN: MeasureKind.LAYOUT,
}


class Stop(NamedTuple):
    """A stop on the route: a place, what to look at, or both."""

    place: Place | None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class WalkFacts:
    """What is said of a walk; ``invited`` are kinds of people."""

    title: str
    starts_at: datetime
    meeting_point: str = ""
    area: Area | None = None
    invited: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = field(default=())


@deed
def plan_walk(*, by: User, unit: Unit, facts: WalkFacts, at: datetime) -> SafetyWalk:
    """Plan a walk (planlæg tryghedsvandring)."""
    walk = SafetyWalk(unit=unit, created_by=by, created_at=at)
    _write(walk, facts)
    told = {"title": facts.title, "starts_at": facts.starts_at, "unit": unit}
    record(by=by, act=Act.CREATED, subject=walk, said=told)
    return walk


@deed
def edit_walk(*, by: User, walk: SafetyWalk, facts: WalkFacts, version: int) -> SafetyWalk:
    """Change a walk that has not been held (ret tryghedsvandring)."""
    now = _coming(walk)
    if now.version != version:
        raise ChangedMeanwhileError(now.version)
    now.version += 1
    _write(now, facts)
    told = {"title": facts.title, "starts_at": facts.starts_at}
    record(by=by, act=Act.CHANGED, subject=now, said=told)
    return now


def _write(walk: SafetyWalk, facts: WalkFacts) -> None:
    walk.title, walk.starts_at, walk.area = facts.title, facts.starts_at, facts.area
    walk.meeting_point, walk.invited = facts.meeting_point, list(facts.invited)
    walk.save()
    _route(walk, facts.stops)


def _route(walk: SafetyWalk, stops: Sequence[Stop]) -> None:
    """Bring the route to the stops wished for; a stop that stays keeps what was found there."""
    before = {stop.number: stop for stop in walk.stops.all()}
    for number, wished in enumerate(stops, start=1):
        row = before.pop(number, None) or WalkStop(walk=walk, number=number)
        row.place, row.text = wished
        row.save()
    walk.stops.filter(number__in=before).delete()


def _coming(walk: SafetyWalk) -> SafetyWalk:
    now = SafetyWalk.objects.select_for_update().get(pk=walk.pk)
    if now.held_on:
        raise ValidationError(_("The walk has been held."))
    if now.cancelled_on:
        raise ValidationError(_("The walk is cancelled."))
    return now


@deed
def cancel_walk(*, by: User, walk: SafetyWalk, day: date, reason: str) -> SafetyWalk:
    """Cancel a walk (aflys tryghedsvandring)."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is cancelled.")})
    now = _coming(walk)
    now.cancelled_on, now.cancelled_because = day, reason.strip()
    now.save(update_fields=["cancelled_on", "cancelled_because"])
    record(by=by, act=Act.CHANGED, subject=now, reason=reason, cancelled_on=day)
    return now


@deed
def hold_walk(*, by: User, walk: SafetyWalk, day: date, attended: int | None) -> SafetyWalk:
    """Note that a walk has been held; its follow-up is set half a year on by itself."""
    now = _coming(walk)
    now.held_on, now.attended = day, attended
    now.follow_up_on = months_after(day, FOLLOW_UP)
    now.save(update_fields=["held_on", "attended", "follow_up_on"])
    record(by=by, act=Act.CHANGED, subject=now, held_on=day, follow_up_on=now.follow_up_on)
    return now


@deed
def follow_up_walk(*, by: User, walk: SafetyWalk, day: date, text: str) -> SafetyWalk:
    """Note what had come of a walk half a year on (opfølgning)."""
    if not text.strip():
        raise ValidationError({"text": _("Write what had come of it.")})
    now = SafetyWalk.objects.select_for_update().get(pk=walk.pk)
    if not now.held_on:
        raise ValidationError(_("The walk has not been held yet."))
    now.followed_up_on, now.follow_up = day, text.strip()
    now.save(update_fields=["followed_up_on", "follow_up"])
    record(by=by, act=Act.CHANGED, subject=now, followed_up_on=day, reason=text)
    return now


@dataclass(frozen=True, kw_only=True)
class FaultFacts:
    """What was found, where; who must do something about it by when, if that is known."""

    kind: str
    text: str
    stop: WalkStop | None = None
    unit: Unit | None = None
    due: date | None = None


@deed
def note_fault(*, by: User, walk: SafetyWalk, facts: FaultFacts, at: datetime) -> WalkFault:
    """Note something found on a walk; with someone responsible it becomes a measure at once."""
    _check(facts)
    now = SafetyWalk.objects.select_for_update().get(pk=walk.pk)
    if now.cancelled_on:
        raise ValidationError(_("The walk is cancelled."))
    last = now.faults.aggregate(last=Max("number"))["last"] or 0
    fault = WalkFault(walk=now, number=last + 1, stop=facts.stop, kind=facts.kind, text=facts.text)
    fault.save()
    record(by=by, act=Act.CREATED, subject=fault, walk=now, kind=facts.kind)
    if facts.unit:
        _assign(by, fault, facts, at)
    return fault


@deed
def assign_fault(*, by: User, fault: WalkFault, facts: FaultFacts, at: datetime) -> WalkFault:
    """Give a finding someone responsible and a day, which makes it a measure (fordel)."""
    _check(facts)
    now = WalkFault.objects.select_for_update().select_related("walk").get(pk=fault.pk)
    if now.measure_id:
        raise ValidationError(_("This is a measure already. Change the measure instead."))
    if facts.unit is None:
        raise ValidationError({"unit": _("Choose who is responsible.")})
    now.kind, now.text, now.stop = facts.kind, facts.text, facts.stop
    _assign(by, now, facts, at)
    return now


def _check(facts: FaultFacts) -> None:
    if not facts.text.strip():
        raise ValidationError({"text": _("Write what was found.")})
    if facts.unit and not facts.due:
        raise ValidationError({"due": _("Choose a day it must be done by.")})
    if facts.due and not facts.unit:
        raise ValidationError({"unit": _("Choose who is responsible.")})


def _assign(by: User, fault: WalkFault, facts: FaultFacts, at: datetime) -> None:
    if facts.unit is None or facts.due is None:
        return
    fault.measure = order_measure(
        by=by,
        orderer=fault.walk.unit,
        at=at,
        facts=MeasureFacts(
            title=facts.text[:200],
            kind=AS_MEASURE.get(WalkFaultKind(facts.kind), MeasureKind.OTHER),
            unit=facts.unit,
            due=facts.due,
            place=fault.stop.place if fault.stop else None,
            walk=fault.walk,
        ),
    )
    fault.save()


@deed
def remove_fault(*, by: User, fault: WalkFault) -> None:
    """Take out a finding that was noted by mistake, while it is not a measure yet."""
    if fault.measure_id:
        raise ValidationError(_("This is a measure already. Change the measure instead."))
    record(by=by, act=Act.REMOVED, subject=fault, walk=fault.walk, kind=fault.kind, text=fault.text)
    fault.delete()
