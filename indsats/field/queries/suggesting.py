"""Which orders a tour may be carrying out: by its hours and its places (forslag)."""

from datetime import datetime, timedelta

from indsats.base.periods import Span
from indsats.field.models import Tour
from indsats.field.rules.tour import fits, span
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.strategy.models import Deployment
from indsats.strategy.rules.evenings import evening_on

DAY = timedelta(days=1)
Hours = tuple[datetime, datetime]


def fitting(tour: Tour, user: User) -> list[Deployment]:
    """Give the running orders of the unit whose evening and places a tour meets: three queries.

    The evening of the day before counts too, as it may run past midnight.
    """
    out = span((tour.planned_from, tour.planned_to), (tour.started_at, tour.ended_at))
    if out is None:
        return []
    rows = Deployment.objects.open_to(user, Permission.DEPLOYMENT_SEE, tour.day).running()
    rows = rows.filter(unit=tour.unit_id).touching(Span(tour.day - DAY, tour.day + DAY))
    visited = frozenset(tour.places.values_list("pk", flat=True)) | frozenset(
        tour.observations.filter(place__isnull=False).values_list("place", flat=True)
    )
    return [
        order
        for order in rows.prefetch_related("places", "competences")
        if _fits(order, tour, out, visited)
    ]


def _fits(order: Deployment, tour: Tour, out: Hours, visited: frozenset[int]) -> bool:
    ordered = frozenset(place.pk for place in order.places.all())
    evenings = (evening_on(order.terms, day) for day in (tour.day, tour.day - DAY))
    return any(
        fits(out, (evening.starts, evening.ends), visited, ordered)
        for evening in evenings
        if evening is not None
    )
