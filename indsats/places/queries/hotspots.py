"""Hotspots and measures as lists and pages show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from indsats.base.periods import Span
from indsats.organisation.models import UnitState
from indsats.places.models import (
    Block,
    Hotspot,
    HotspotIndicator,
    Measure,
    ReadingForm,
)
from indsats.places.queries.naming import area_name, place_name
from indsats.places.rules.readings import (
    Caution,
    Comparison,
    Phase,
    Reading,
    compare,
    hidden,
    phase,
)

CAUTIONS = {
    Caution.FEW: _("The numbers are so small that the difference says nothing."),
    Caution.SEASON: _("Before and after are not the same time of the year."),
    Caution.LENGTH: _("The two periods are of very different length."),
}
PHASES = {
    Phase.BEFORE: _("Before"),
    Phase.DURING: _("Meanwhile"),
    Phase.AFTER: _("After"),
    Phase.ACROSS: _("Across the border, not compared"),
}


def named_hotspots(rows: QuerySet[Hotspot], day: date) -> QuerySet[Hotspot]:
    """Put ``unit_name``, ``area_name``, ``waiting`` and ``late`` (measures) on hotspots."""
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    waiting = Q(measures__done_on__isnull=True, measures__given_up_on__isnull=True)
    return rows.select_related("owner", "area").annotate(
        unit_name=Subquery(unit.values("name")[:1]),
        area_name=area_name("area"),
        waiting=Count("measures", filter=waiting & Q(measures__isnull=False), distinct=True),
        late=Count("measures", filter=waiting & Q(measures__due__lt=day), distinct=True),
    )


def named_measures(rows: QuerySet[Measure], day: date) -> QuerySet[Measure]:
    """Put ``unit_name``, ``orderer_name`` and ``place_name`` of a day on measures."""
    units = UnitState.objects.on(day)
    unit, orderer = units.filter(unit=OuterRef("unit")), units.filter(unit=OuterRef("orderer"))
    return rows.select_related("unit", "orderer", "place", "hotspot", "walk").annotate(
        unit_name=Subquery(unit.values("name")[:1]),
        orderer_name=Subquery(orderer.values("name")[:1]),
        place_name=place_name("place"),
    )


class Told(NamedTuple):
    """A reading as the page shows it."""

    pk: int
    first: date
    last: date
    value: str
    note: str
    phase: str
    is_computed: bool


@dataclass(frozen=True)
class Measured:
    """One point of measurement: its readings, and before and after beside each other."""

    indicator: HotspotIndicator
    readings: list[Told]
    comparison: Comparison
    cautions: list[str]
    is_count: bool
    is_hidden: bool

    @property
    def block(self) -> str:
        """Name the block it belongs to."""
        return str(Block(self.indicator.block).label)


def number(value: Decimal) -> str:
    """Write a number in Danish, without decimals it does not have."""
    text = f"{value.normalize():f}"
    return text.replace(".", ",")


def measured(hotspot: Hotspot) -> list[Measured]:
    """Gather what is measured at a hotspot: two queries."""
    effort = hotspot.span
    if hotspot.closed_on:
        effort = effort._replace(until=min(effort.end, hotspot.closed_on))
    if effort.is_empty:  # closed the day it began
        effort = hotspot.span
    rows = hotspot.indicators.prefetch_related("readings")
    return [_measured(row, effort) for row in rows]


def _measured(row: HotspotIndicator, effort: Span) -> Measured:
    found = list(row.readings.all())
    readings = [Reading(each.span, each.value) for each in found]
    told = [
        Told(
            each.pk,
            each.valid_from,
            each.last_day or each.valid_from,
            str(_("under 5")) if hidden(row.block, each.value) else number(each.value),
            each.note,
            str(PHASES[phase(each.span, effort)]),
            each.is_computed,
        )
        for each in found
    ]
    comparison = compare(readings, effort, row.form)
    return Measured(
        indicator=row,
        readings=told,
        comparison=comparison,
        cautions=[str(CAUTIONS[each]) for each in comparison.cautions],
        is_count=row.form == ReadingForm.COUNT,
        is_hidden=any(hidden(row.block, each.value) for each in found),
    )


class UnitLoad(NamedTuple):
    """How many measures wait with a unit, and how many of them are overdue."""

    key: str
    name: str
    waiting: int
    late: int


def by_unit(rows: QuerySet[Measure], day: date) -> list[UnitLoad]:
    """Count the measures that wait by who is responsible, the most overdue first: one query."""
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    found = (
        rows.order_by()
        .values("unit__key")
        .annotate(
            name=Subquery(unit.values("name")[:1]),
            waiting=Count("pk"),
            late=Count("pk", filter=Q(due__lt=day)),
        )
    )
    loads = [
        UnitLoad(row["unit__key"], row["name"] or row["unit__key"], row["waiting"], row["late"])
        for row in found
    ]
    return sorted(loads, key=lambda each: (-each.late, -each.waiting, each.name))
