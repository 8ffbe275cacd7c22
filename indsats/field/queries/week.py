"""Everything one week on the street amounts to, for the units somebody leads or coordinates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.timezone import localdate

from indsats.base.periods import Span
from indsats.field.models import (
    Contact,
    GroupSighting,
    Incident,
    PlaceObservation,
    SafetyAlarm,
    Tour,
    YouthGroup,
)
from indsats.field.models.record import taken_over
from indsats.field.queries.ordered import accounts
from indsats.field.rules.ordered import Account, Outcome, State
from indsats.field.rules.week import (
    FaultLine,
    Meeting,
    Met,
    Out,
    PlaceLine,
    Seen,
    Week,
    fault_lines,
    hours_out,
    met,
    moods_by_day,
    place_lines,
)
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import PostState, UnitState, User
from indsats.organisation.queries.lineage import heirs_for, with_forebears
from indsats.places.models import Measure, PlaceState
from indsats.places.queries.hotspots import named_measures
from indsats.strategy.models import AssessedPeriod, Assessment, Deployment
from indsats.strategy.queries.choices import ON_THE_STREET

Units = frozenset[int]
AHEAD = timedelta(days=7)
MOST = 50


class Told(NamedTuple):
    """A key figure of the week, and the same of the week before."""

    now: int
    before: int


class GroupSeen(NamedTuple):
    """A group that was seen in the week: a place and a number, how often, in which moods."""

    place: str
    number: int
    times: int
    moods: Mapping[str, int]
    is_new: bool
    has_conflict: bool


class Ordered(NamedTuple):
    """An order with evenings in the week, or without a planned tour in the days to come."""

    deployment: Deployment
    evenings: tuple[Outcome, ...]
    unplanned: tuple[Outcome, ...]


@dataclass(frozen=True)
class WeekFacts:
    """One week: counts and places, no texts of talks and no persons."""

    week: Week
    names: Mapping[str, str]
    tours: Told
    hours: float
    visits: Told
    talks: Told
    met: Met
    places: list[PlaceLine]
    faults: list[FaultLine]
    days: list[tuple[date, tuple[int, ...]]]
    groups: list[GroupSeen]
    incidents: list[Incident]
    alarms: list[SafetyAlarm]
    orders: list[Ordered]
    assessments: list[Assessment]
    measures: list[Measure]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was registered."""
        told = (self.tours.now, self.visits.now, self.talks.now)
        return not any(told) and not self.groups and not self.incidents


@dataclass(frozen=True)
class Reached:
    """The teams somebody can choose among, by name, and every unit whose rows count."""

    teams: Mapping[int, str]
    units: Units

    def only(self, team: int, user: User, day: date) -> "Reached":
        """Keep one team, with those it took over from."""
        units = with_forebears({team}, heirs_for(user, day))
        return Reached({team: self.teams[team]}, self.units & units)


def reached(user: User, permission: Permission, day: date) -> Reached:
    """Give the teams on the street somebody may touch in this way, and what they took over."""
    scope = access.scope(user, permission, day)
    manned = PostState.objects.on(day).filter(function__in=ON_THE_STREET).values("unit")
    rows = UnitState.objects.on(day).filter(unit__in=scope.units).filter(unit__in=manned)
    teams = dict(rows.order_by("name").values_list("unit_id", "name"))
    return Reached(teams, taken_over(user, scope, day) if teams else frozenset())


def week_facts(week: Week, units: Units, now: datetime) -> WeekFacts:
    """Gather a week of some units: a fixed number of queries, whatever happened."""
    first, until = week.moments
    before = week.moved(-1).moments[0]
    tours = _tours(units, before, until)
    seen = _seen(units, before, until)
    talks = _talks(units, before, until)
    here = [each for each in seen if each.at >= first]
    meetings = [each for at, each in talks if at >= first]
    outs = [each for each in tours if each.starts >= first]
    return WeekFacts(
        week=week,
        names=_names(week.until),
        tours=Told(len(outs), len(tours) - len(outs)),
        hours=hours_out(outs),
        visits=Told(len(here), len(seen) - len(here)),
        talks=Told(len(meetings), len(talks) - len(meetings)),
        met=met(meetings),
        places=place_lines(here),
        faults=fault_lines(here),
        days=moods_by_day(here, week.days),
        groups=_groups(units, week),
        incidents=list(
            Incident.objects.filter(unit__in=units, happened_at__gte=first, happened_at__lt=until)
            .select_related("place")
            .order_by("happened_at")
        ),
        alarms=list(
            SafetyAlarm.objects.filter(
                tour__unit__in=units, raised_at__gte=first, raised_at__lt=until
            )
        ),
        orders=_orders(units, week, now),
        assessments=list(
            Assessment.objects.filter(
                unit__in=units, period=AssessedPeriod.WEEK, first=week.monday
            ).select_related("written_by")
        ),
        measures=_overdue(units, {each.place for each in here if each.place}, localdate(now)),
    )


def _overdue(units: Units, visited: set[str], day: date) -> list[Measure]:
    """Give the measures past due that the units do, asked for, or walked past in the week."""
    ours = Q(unit__in=units) | Q(orderer__in=units) | Q(place__key__in=visited)
    rows = Measure.objects.waiting().filter(ours, due__lt=day)
    return list(named_measures(rows, day).order_by("due", "pk")[:MOST])


def _tours(units: Units, first: datetime, until: datetime) -> list[Out]:
    rows = Tour.objects.filter(
        unit__in=units, started_at__gte=first, started_at__lt=until, cancelled_at__isnull=True
    )
    counted = rows.annotate(people=Count("members")).order_by()
    told = counted.values_list("started_at", "ended_at", "people")
    return [Out(starts, ends, people) for starts, ends, people in told if starts]


def _seen(units: Units, first: datetime, until: datetime) -> list[Seen]:
    rows = PlaceObservation.objects.filter(unit__in=units, seen_at__gte=first, seen_at__lt=until)
    told = rows.order_by().values_list(
        "place__key", "seen_at", "mood", "crowd", "behaviours", "faults"
    )
    return [Seen(place or "", *rest) for place, *rest in told]


def _talks(units: Units, first: datetime, until: datetime) -> list[tuple[datetime, Meeting]]:
    rows = Contact.objects.filter(unit__in=units, met_at__gte=first, met_at__lt=until)
    told = rows.order_by().values_list("met_at", "kind", "ages", "first_time", "themes")
    return [(at, Meeting(*rest)) for at, *rest in told]


def _names(day: date) -> dict[str, str]:
    """Name places as they were called when the week ended."""
    rows = PlaceState.objects.on(day - timedelta(days=1)).values_list("place__key", "name")
    return dict(rows)


def _groups(units: Units, week: Week) -> list[GroupSeen]:
    first, until = week.moments
    rows = GroupSighting.objects.filter(unit__in=units, seen_at__gte=first, seen_at__lt=until)
    told = rows.select_related("group__place").order_by()
    seen: dict[YouthGroup, Counter[str]] = {}
    for sighting in told:
        seen.setdefault(sighting.group, Counter())[sighting.mood] += 1
    found = [
        GroupSeen(
            place=group.place.key,
            number=group.number,
            times=moods.total(),
            moods=moods,
            is_new=week.first <= group.opened_on < week.until,
            has_conflict=group.has_conflict,
        )
        for group, moods in seen.items()
    ]
    return sorted(found, key=lambda each: (not each.has_conflict, each.place, each.number))


def _orders(units: Units, week: Week, now: datetime) -> list[Ordered]:
    """Give the orders of the week with how their evenings stand, and evenings without a tour."""
    ahead = week.until + AHEAD
    rows = Deployment.objects.issued().touching(Span(week.first, ahead))
    deployments = list(rows.filter(unit__in=units).order_by("valid_from", "pk"))
    found = accounts(deployments, now)
    orders = [
        Ordered(
            each,
            found[each.pk].within(week.first, week.until).outcomes,
            _unplanned(found[each.pk].within(week.until, ahead)),
        )
        for each in deployments
    ]
    return [each for each in orders if each.evenings or each.unplanned]


def _unplanned(account: Account) -> tuple[Outcome, ...]:
    return tuple(each for each in account.outcomes if each.state is State.COMING)
