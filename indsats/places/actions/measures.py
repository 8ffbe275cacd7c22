"""Measures: ordered, changed, done, given up, taken up again (tiltag)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.organisation.models import Unit, User
from indsats.places.models import Hotspot, Measure, Place, SafetyWalk


@dataclass(frozen=True, kw_only=True)
class MeasureFacts:
    """What is to be done, by whom, by when; where it comes from."""

    title: str
    kind: str
    unit: Unit
    due: date
    text: str = ""
    place: Place | None = None
    hotspot: Hotspot | None = None
    walk: SafetyWalk | None = None


@deed
def order_measure(*, by: User, orderer: Unit, facts: MeasureFacts, at: datetime) -> Measure:
    """Ask a unit to do something at a place by a day (nyt tiltag)."""
    if facts.hotspot and Hotspot.objects.get(pk=facts.hotspot.pk).closed_on:
        raise ValidationError(_("The hotspot is closed. Open it again first."))
    measure = Measure.objects.create(
        unit=facts.unit, orderer=orderer, title=facts.title, kind=facts.kind, text=facts.text,
        place=facts.place, hotspot=facts.hotspot, walk=facts.walk, due=facts.due,
        created_by=by, created_at=at,
    )  # fmt: skip
    told: dict[str, Any] = {"unit": facts.unit, "due": facts.due, "title": facts.title}
    record(by=by, act=Act.CREATED, subject=measure, orderer=orderer, **told)
    return measure


def _waiting(measure: Measure) -> Measure:
    now = Measure.objects.select_for_update().get(pk=measure.pk)
    if not now.is_waiting:
        raise ValidationError(_("The measure is finished. Take it up again first."))
    return now


@deed
def edit_measure(*, by: User, measure: Measure, facts: MeasureFacts, version: int) -> Measure:
    """Change what is to be done, by whom or by when (ret tiltag)."""
    now = _waiting(measure)
    if now.version != version:
        raise ChangedMeanwhileError(now.version)
    before = {"title": now.title, "unit": now.unit, "due": now.due, "text": now.text}
    now.title, now.kind, now.unit, now.due = facts.title, facts.kind, facts.unit, facts.due
    now.text, now.place, now.version = facts.text, facts.place, now.version + 1
    now.save()
    told: dict[str, Any] = {"title": now.title, "unit": now.unit, "due": now.due}
    record(by=by, act=Act.CHANGED, subject=now, before=before, **told)
    return now


@deed
def finish_measure(*, by: User, measure: Measure, day: date, note: str = "") -> Measure:
    """Note that a measure is carried out (tiltag udført)."""
    now = _waiting(measure)
    now.done_on = day
    return _noted(now, by, note, done_on=day)


@deed
def give_up_measure(*, by: User, measure: Measure, day: date, note: str) -> Measure:
    """Note that a measure will not be carried out, and why (opgiv tiltag)."""
    if not note.strip():
        raise ValidationError({"note": _("Write why it is given up.")})
    now = _waiting(measure)
    now.given_up_on = day
    return _noted(now, by, note, given_up_on=day)


@deed
def take_up_measure(*, by: User, measure: Measure, note: str) -> Measure:
    """Note that a measure is not finished after all, and why (genoptag tiltag)."""
    if not note.strip():
        raise ValidationError({"note": _("Write why it is taken up again.")})
    now = Measure.objects.select_for_update().get(pk=measure.pk)
    if now.is_waiting:
        raise ValidationError(_("The measure is not finished."))
    now.done_on = now.given_up_on = None
    return _noted(now, by, note, taken_up=True)


def _noted(measure: Measure, by: User, note: str, **facts: object) -> Measure:
    measure.note = "\n".join(part for part in (measure.note, note.strip()) if part)
    measure.version += 1
    measure.save()
    record(by=by, act=Act.CHANGED, subject=measure, reason=note, **facts)
    return measure
