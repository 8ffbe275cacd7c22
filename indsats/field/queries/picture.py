"""The situation picture of a period: counts by category and area, for whoever may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from indsats.base.periods import Span
from indsats.field.models import (
    Behaviour,
    Fault,
    Incident,
    Mood,
    ObservationMark,
    PlaceObservation,
    Tour,
)
from indsats.field.models.record import taken_over
from indsats.field.queries.ordered import accounts
from indsats.field.rules.hiding import Cell, least
from indsats.field.rules.ordered import Account
from indsats.field.rules.picture import NOWHERE, Line, Month, Period, month_row, picture
from indsats.field.rules.week import MORNING
from indsats.law.deadlines import COPENHAGEN, danish_day
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import AreaState, PlaceState
from indsats.strategy.models import AssessedPeriod, Assessment, Deployment

Rows = QuerySet[Any, Any]
EVERYTHING = ""  # the category of observations, whatever was seen
NIGHT = timedelta(hours=MORNING.hour)
INCIDENT = "incident"
UNEASY = (Mood.LOUD, Mood.TENSE, Mood.CONFLICT)
# A calm mood is left out: with it the moods of an area would add up to its observations.
CATEGORIES = (
    *(each.value for each in UNEASY),
    *(each.value for each in Behaviour),
    *(each.value for each in Fault),
    INCIDENT,
)
SHOWN_MONTHS = 13


@dataclass(frozen=True)
class Reader:
    """Who looks at the picture: of which units, and whether they are the team itself."""

    everything: bool
    units: frozenset[int]
    inside: bool

    @property
    def k(self) -> int:
        """Give the smallest number this reader is shown; 0 is all of them."""
        return 0 if self.inside else least()

    def rows(self, rows: Rows, path: str = "unit") -> Rows:
        """Keep the rows of the units this reader sees."""
        return rows if self.everything else rows.filter(Q((f"{path}__in", self.units)))


def reader_of(user: User, day: date) -> Reader:
    """Tell how much of the picture somebody sees; whoever sees the tours is the team itself."""
    seen = access.scope(user, Permission.PICTURE_SEE, day)
    tours = access.scope(user, Permission.TOUR_SEE, day)
    units = frozenset[int]() if seen.everything else taken_over(user, seen, day)
    inside = not seen.everything and bool(units) and units <= taken_over(user, tours, day)
    return Reader(seen.everything, units, inside)


@dataclass(frozen=True)
class PictureFacts:
    """One picture: its lines, what the areas are called, the effort behind it, what was ordered."""

    period: Period
    k: int
    areas: Mapping[str, str]
    lines: Sequence[Line]
    observations: Line
    tours: tuple[int, int, int]
    months: list[tuple[Month, Cell]]
    orders: list[tuple[Deployment, Account]]
    assessments: list[Assessment]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was seen in the period."""
        return not self.observations.now.total.value


def picture_facts(user: User, reader: Reader, period: Period, now: datetime) -> PictureFacts:
    """Count a period beside the one before and the same a year ago: a fixed number of queries."""
    names = _areas(period.until - timedelta(days=1))
    periods = (period, period.before, period.year_before)
    counts = _counts(reader, periods, period.until)
    used = {area for (_category, area, _month), n in counts.items() if n}
    areas = [key for key in (*names, NOWHERE) if key in used]
    everything = picture(counts, (*CATEGORIES, EVERYTHING), areas, period, k=reader.k)
    return PictureFacts(
        period=period,
        k=reader.k,
        areas={key: names.get(key, "") for key in areas},
        lines=[line for line in everything[:-1] if _was_seen(line)],
        observations=everything[-1],
        tours=_tours(reader, periods),
        months=_months(reader, period.last),
        orders=_orders(user, period, now),
        assessments=_assessments(reader, period),
    )


def _was_seen(line: Line) -> bool:
    return any(cell.value for cell in line.at(None))


def _areas(day: date) -> dict[str, str]:
    """Name the areas as they are called on a day, in the order of the alphabet."""
    return dict(AreaState.objects.on(day).order_by("name").values_list("area__key", "name"))


def _within(periods: Sequence[Period], path: str) -> Q:
    """Keep what lies in one of the periods, whose months are months on the street."""
    found = Q()
    for each in periods:
        first, until = each.months[0].moments[0], each.last.moments[1]
        found |= Q((f"{path}__gte", first), (f"{path}__lt", until))
    return found


def _by_month(rows: Rows, path: str, *by: str) -> list[dict[str, Any]]:
    """Count rows by month on the street: the night to the first belongs to the month before."""
    shifted = ExpressionWrapper(F(path) - NIGHT, output_field=DateTimeField())
    month = TruncMonth(shifted, output_field=DateField(), tzinfo=COPENHAGEN)
    counted = rows.order_by().values(*by, month=month).annotate(n=Count("pk"))
    return [{**row, "month": Month(row["month"].year, row["month"].month)} for row in counted]


Counted = Counter[tuple[str, str, Month]]


def _counts(reader: Reader, periods: Sequence[Period], until: date) -> Counted:
    """Count codes, moods, observations and incidents by area and month: four queries."""
    found: Counted = Counter()
    marks = reader.rows(ObservationMark.objects.filter(_within(periods, "seen_at")))
    for row in _by_month(marks, "seen_at", "code", "area__key"):
        found[row["code"], row["area__key"] or NOWHERE, row["month"]] += row["n"]
    seen = reader.rows(PlaceObservation.objects.filter(_within(periods, "seen_at")))
    for row in _by_month(seen, "seen_at", "mood", "area__key"):
        for category in (row["mood"], EVERYTHING):
            found[category, row["area__key"] or NOWHERE, row["month"]] += row["n"]
    states = PlaceState.objects.on(until - timedelta(days=1))
    where = dict(states.values_list("place_id", "area__key"))
    incidents = reader.rows(Incident.objects.filter(_within(periods, "happened_at")))
    for row in _by_month(incidents, "happened_at", "place_id"):
        found[INCIDENT, where.get(row["place_id"]) or NOWHERE, row["month"]] += row["n"]
    return found


def _tours(reader: Reader, periods: Sequence[Period]) -> tuple[int, int, int]:
    """Count the tours of each period: more tours see more."""
    rows = reader.rows(Tour.objects.filter(cancelled_at__isnull=True))
    ways = {
        f"n{number}": Count("pk", filter=_within([each], "started_at"))
        for number, each in enumerate(periods)
    }
    found = rows.filter(_within(periods, "started_at")).aggregate(**ways)
    return found["n0"], found["n1"], found["n2"]


def _months(reader: Reader, last: Month) -> list[tuple[Month, Cell]]:
    """Count the observations of each of thirteen months, as they may be shown."""
    whole = Period(last, SHOWN_MONTHS)
    rows = reader.rows(PlaceObservation.objects.filter(_within([whole], "seen_at")))
    counts = {
        (EVERYTHING, row["area__key"] or NOWHERE, row["month"]): row["n"]
        for row in _by_month(rows, "seen_at", "area__key")
    }
    areas = sorted({area for _category, area, _month in counts})
    return [
        (each, month_row(counts, EVERYTHING, areas, each, reader.k).total) for each in whole.months
    ]


def _orders(user: User, period: Period, now: datetime) -> list[tuple[Deployment, Account]]:
    """Give the orders with evenings in the period, and how these stand."""
    rows = Deployment.objects.open_to(user, Permission.DEPLOYMENT_SEE, danish_day(now))
    orders = list(
        rows.issued().touching(Span(period.first, period.until)).order_by("valid_from", "pk")
    )
    found = accounts(orders, now)
    cut = [(each, found[each.pk].within(period.first, period.until)) for each in orders]
    return [(order, account) for order, account in cut if account.outcomes]


def kind_of(period: Period) -> AssessedPeriod:
    """Tell what kind of period an assessment of this one is about."""
    return AssessedPeriod.MONTH if period.length == 1 else AssessedPeriod.FOUR_MONTHS


def _assessments(reader: Reader, period: Period) -> list[Assessment]:
    rows = Assessment.objects.filter(period=kind_of(period), first=period.first)
    return list(reader.rows(rows).select_related("written_by").order_by("unit"))
