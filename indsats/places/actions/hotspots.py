"""Hotspots: opened, changed, closed, and what is measured at them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.periods import Span
from indsats.organisation.models import Unit, User
from indsats.places.models import (
    Area,
    Hotspot,
    HotspotIndicator,
    HotspotReading,
    Place,
)


@dataclass(frozen=True, kw_only=True)
class HotspotFacts:
    """What is said of a hotspot; ``span`` is the period of the effort."""

    title: str
    reason: str
    goal: str
    span: Span
    idea: str = ""
    owner: User | None = None
    area: Area | None = None
    places: tuple[Place, ...] = field(default=())


def _check(facts: HotspotFacts) -> None:
    if facts.span.is_empty:
        raise ValidationError({"last_day": _("The last day must come after the first.")})
    if not facts.places and facts.area is None:
        raise ValidationError({"places": _("Choose the places it is about, or an area.")})


def _write(hotspot: Hotspot, facts: HotspotFacts) -> None:
    hotspot.title, hotspot.reason, hotspot.goal = facts.title, facts.reason, facts.goal
    hotspot.idea, hotspot.owner, hotspot.area = facts.idea, facts.owner, facts.area
    hotspot.valid_from, hotspot.valid_to = facts.span.first, facts.span.until
    hotspot.save()
    hotspot.places.set(facts.places)


def _told(facts: HotspotFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "from": facts.span.first,
        "to": facts.span.until,
        "places": [place.key for place in facts.places],
        "area": facts.area.key if facts.area else "",
        "owner": facts.owner.username if facts.owner else "",
    }


@deed
def open_hotspot(*, by: User, unit: Unit, facts: HotspotFacts, at: datetime) -> Hotspot:
    """Make a place a hotspot for a period (opret hotspot)."""
    _check(facts)
    hotspot = Hotspot(unit=unit, created_by=by, created_at=at)
    _write(hotspot, facts)
    record(by=by, act=Act.CREATED, subject=hotspot, unit=unit, **_told(facts))
    return hotspot


def _running(hotspot: Hotspot) -> Hotspot:
    now = Hotspot.objects.select_for_update().get(pk=hotspot.pk)
    if now.closed_on:
        raise ValidationError(_("The hotspot is closed. Open it again first."))
    return now


@deed
def edit_hotspot(*, by: User, hotspot: Hotspot, facts: HotspotFacts, version: int) -> Hotspot:
    """Change what is said of a hotspot (ret hotspot)."""
    _check(facts)
    now = _running(hotspot)
    if now.version != version:
        raise ChangedMeanwhileError(now.version)
    before = {"title": now.title, "reason": now.reason, "goal": now.goal, "idea": now.idea}
    now.version += 1
    _write(now, facts)
    record(by=by, act=Act.CHANGED, subject=now, before=before, **_told(facts))
    return now


@deed
def close_hotspot(*, by: User, hotspot: Hotspot, day: date, outcome: str) -> Hotspot:
    """Close a hotspot, saying what came of it; measures that wait stay (luk hotspot)."""
    now = _running(hotspot)
    if day < now.valid_from:
        raise ValidationError({"day": _("It cannot be closed before it began.")})
    if not outcome.strip():
        raise ValidationError({"outcome": _("Write what came of it.")})
    now.closed_on, now.outcome, now.version = day, outcome.strip(), now.version + 1
    now.save(update_fields=["closed_on", "outcome", "version"])
    record(by=by, act=Act.DECIDED, subject=now, reason=outcome, closed_on=day)
    return now


@deed
def reopen_hotspot(*, by: User, hotspot: Hotspot, reason: str) -> Hotspot:
    """Open a closed hotspot again; what came of it so far is kept (genåbn hotspot)."""
    now = Hotspot.objects.select_for_update().get(pk=hotspot.pk)
    if not now.closed_on:
        raise ValidationError(_("The hotspot is not closed."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is opened again.")})
    now.closed_on, now.version = None, now.version + 1
    now.save(update_fields=["closed_on", "version"])
    record(by=by, act=Act.DECIDED, subject=now, reason=reason, reopened=True)
    return now


@deed
def add_indicator(
    *, by: User | str, hotspot: Hotspot, block: str, name: str, form: str, source: str
) -> HotspotIndicator:  # fmt: skip
    """Decide to measure something at a hotspot, before and after (nyt målepunkt)."""
    if hotspot.indicators.filter(name=name).exists():
        raise ValidationError({"name": _("This is measured already.")})
    row = HotspotIndicator.objects.create(
        hotspot=hotspot, block=block, name=name, form=form, source=source
    )
    record(by=by, act=Act.CREATED, subject=row, hotspot=hotspot, block=block, name=name)
    return row


@deed
def add_reading(
    *, by: User, indicator: HotspotIndicator, span: Span, value: Decimal, at: datetime, note: str
) -> HotspotReading:  # fmt: skip
    """Write down a number for a period (skriv måling)."""
    return _read(indicator, HotspotReading(by=by, note=note, at=at), span, value)


@deed
def hand_in_reading(
    *, indicator: HotspotIndicator, span: Span, value: Decimal, at: datetime
) -> HotspotReading:  # fmt: skip
    """Take in a number a room above has computed; the same period again replaces it."""
    same = indicator.readings.filter(
        valid_from=span.first, valid_to=span.until, is_computed=True
    ).first()
    if same is not None and same.value == value:
        return same
    if same is not None:
        same.delete()
    return _read(indicator, HotspotReading(is_computed=True, at=at), span, value)


def _read(
    indicator: HotspotIndicator, row: HotspotReading, span: Span, value: Decimal
) -> HotspotReading:
    if span.is_empty or span.until is None:
        raise ValidationError({"last_day": _("The last day must come after the first.")})
    row.indicator, row.value = indicator, value
    row.valid_from, row.valid_to = span
    for other in indicator.readings.all():
        if other.span.overlaps(span):
            raise ValidationError({"first": _("There is a number for some of these days already.")})
    row.save()
    by = row.by or "system"
    record(by=by, act=Act.CREATED, subject=row, indicator=indicator, days=list(span), value=value)
    return row


@deed
def remove_reading(*, by: User, reading: HotspotReading, reason: str) -> None:
    """Take out a number that was wrong; the trail keeps it (fjern måling)."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write what was wrong.")})
    told = {"indicator": reading.indicator, "days": list(reading.span), "value": reading.value}
    record(by=by, act=Act.REMOVED, subject=reading, reason=reason, **told)
    reading.delete()
