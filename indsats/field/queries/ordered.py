"""What tours tied to orders did, as the rules take it (bestilt og udført)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from indsats.field.models import Contact, GroupSighting, PlaceObservation, Tour
from indsats.field.rules.ordered import Account, Outing, Stop, Stretch, account
from indsats.strategy.models import Deployment, DeploymentIssue
from indsats.strategy.queries.reading import issues_of
from indsats.strategy.rules.evenings import ordered_evenings

Stops = dict[str, list[Stop]]
Rows = QuerySet[Any, Any]


def accounts(deployments: Iterable[Deployment], now: datetime) -> dict[int, Account]:
    """Hold each issued order against the tours tied to it: five queries, however many there are."""
    orders = {each.pk: each for each in deployments}
    wordings = defaultdict(list)
    for issue in DeploymentIssue.objects.filter(deployment__in=orders):
        wordings[issue.deployment_id].append(issue)
    outings = _outings(orders)
    return {
        pk: account(ordered_evenings(issues_of(wordings[pk]), order.withdrawn_at), outings[pk], now)
        for pk, order in orders.items()
        if wordings[pk]
    }


def _outings(orders: Iterable[int]) -> dict[int, list[Outing]]:
    """Read the tours of orders: who, when, and where something was written down."""
    links = Tour.deployments.through.objects.filter(
        deployment__in=orders, tour__cancelled_at__isnull=True
    )
    pairs = list(links.values_list("deployment_id", "tour_id").order_by("tour__day", "tour_id"))
    tours = Tour.objects.filter(pk__in={tour for _order, tour in pairs})
    stops = _stops(tours)
    found = {
        tour.pk: Outing(
            key=str(tour.pk),
            day=tour.day,
            people=frozenset(member.user_id for member in tour.members.all()),
            planned=_planned(tour),
            started_at=tour.started_at,
            ended_at=tour.ended_at,
            stops=tuple(stops[str(tour.pk)]),
        )
        for tour in tours.prefetch_related("members")
    }
    by_order: dict[int, list[Outing]] = defaultdict(list)
    for order, tour in pairs:
        by_order[order].append(found[tour])
    return by_order


def _planned(tour: Tour) -> Stretch | None:
    if tour.planned_from is None or tour.planned_to is None:
        return None
    return Stretch(tour.planned_from, tour.planned_to)


def _stops(tours: Rows) -> Stops:
    """Read where and when something was written down on tours: seen, met or a group seen again."""
    seen = PlaceObservation.objects.filter(place__isnull=False).annotate(at=F("seen_at"))
    met = Contact.objects.filter(place__isnull=False).annotate(at=F("met_at"))
    again = GroupSighting.objects.annotate(at=F("seen_at"))
    rows = [
        _of(seen, tours, "place__key"),
        _of(met, tours, "place__key"),
        _of(again, tours, "group__place__key"),
    ]
    found: Stops = defaultdict(list)
    for tour, place, at in rows[0].union(*rows[1:], all=True):
        found[str(tour)].append(Stop(place, at))
    return found


def _of(rows: Rows, tours: Rows, place: str) -> Rows:
    return rows.filter(tour__in=tours.values("pk")).order_by().values_list("tour_id", place, "at")


def untied(order: Deployment, found: Account) -> QuerySet[Tour]:
    """Give tours of the same unit on ordered evenings that are not tied to the order."""
    days = {each.ordered.evening.day for each in found.outcomes}
    rows = Tour.objects.filter(
        unit=order.unit_id, day__in=days, started_at__isnull=False, cancelled_at__isnull=True
    )
    return rows.exclude(deployments=order).order_by("day", "started_at")
