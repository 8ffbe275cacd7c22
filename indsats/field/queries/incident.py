"""What an incident's page and papers show (hændelse)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from indsats.field.models import Incident, IncidentEntry, IncidentEntryKind, Safety, StaffSafety
from indsats.organisation.models import Unit, UnitState, User
from indsats.places.models import PlaceState

WORST_FIRST = (Safety.NEEDS_HELP, Safety.UNKNOWN, Safety.GOING_HOME, Safety.SAFE)


class Picture(NamedTuple):
    """The timeline and what follows from it."""

    lines: list[IncidentEntry]
    known: list[IncidentEntry]
    open_questions: list[IncidentEntry]
    told: list[IncidentEntry]


def with_names(rows: QuerySet[Incident], day: date) -> QuerySet[Incident]:
    """Give each incident the names of its place and unit on a day, and who is not safe yet."""
    place = PlaceState.objects.on(day).filter(place=OuterRef("place"))
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    unsafe = StaffSafety.objects.filter(
        incident=OuterRef("pk"), status__in=(Safety.UNKNOWN, Safety.NEEDS_HELP)
    )
    counted = unsafe.order_by().values("incident").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        place_name=Subquery(place.values("name")[:1]),
        unit_name=Subquery(unit.values("name")[:1]),
        not_safe=Coalesce(Subquery(counted), 0),  # a join would group all rows before the first
    )


def picture(incident: Incident) -> Picture:
    """Read the timeline once and sort it: known, still open, and what was said to whom."""
    lines = list(incident.entries.select_related("author", "corrects"))
    corrected = {line.corrects_id for line in lines if line.corrects_id}
    standing = [line for line in lines if line.pk not in corrected]
    return Picture(
        lines,
        _of(standing, IncidentEntryKind.KNOWN),
        _of(standing, IncidentEntryKind.UNKNOWN),
        _of(standing, IncidentEntryKind.COMMUNICATION),
    )


def _of(lines: Iterable[IncidentEntry], kind: str) -> list[IncidentEntry]:
    return [line for line in lines if line.kind == kind]


def staff(incident: Incident) -> list[StaffSafety]:
    """List our own with those in need first."""
    order = Case(
        *(When(status=status, then=Value(rank)) for rank, status in enumerate(WORST_FIRST)),
        output_field=IntegerField(),
    )
    return list(incident.staff.select_related("user", "noted_by").order_by(order, "user__name"))


def units_of(user_units: QuerySet[Unit], day: date) -> list[tuple[int, str]]:
    """Name units on a day, as choices."""
    rows = UnitState.objects.on(day).filter(unit__in=user_units).order_by("name")
    return list(rows.values_list("unit_id", "name"))


def colleagues(incident: Incident, day: date) -> QuerySet[User]:
    """Give those who work in the incident's unit that day."""
    working = Q(engagement_states__valid_from__lte=day) & (
        Q(engagement_states__valid_to__isnull=True) | Q(engagement_states__valid_to__gt=day)
    )
    placed = Q(engagement_states__post__states__valid_from__lte=day) & (
        Q(engagement_states__post__states__valid_to__isnull=True)
        | Q(engagement_states__post__states__valid_to__gt=day)
    )
    here = Q(engagement_states__post__states__unit=incident.unit_id)
    return User.objects.filter(working & placed & here).distinct().order_by("name")
