"""Where the same people are ordered twice at the same time (sammenfald)."""

from datetime import date, datetime
from typing import NamedTuple

from indsats.strategy.models import Deployment
from indsats.strategy.rules.evenings import clashes, evenings
from indsats.strategy.rules.terms import Terms


class Overlap(NamedTuple):
    """Another running order of the same unit, and the days on which both have an evening."""

    pk: int
    title: str
    days: tuple[date, ...]


def overlaps(deployment: Deployment, terms: Terms, now: datetime) -> list[Overlap]:
    """List the unit's other running orders that meet these terms on an evening still to come."""
    mine = [each for each in evenings(terms) if each.ends > now]
    if not mine:
        return []
    rows = Deployment.objects.running().touching(terms.days).filter(unit=deployment.unit_id)
    others = rows.exclude(pk=deployment.pk).prefetch_related("places", "competences")
    found = (
        Overlap(
            other.pk,
            other.title,
            tuple(each.day for each in clashes(mine, evenings(other.terms))),
        )
        for other in others.order_by("valid_from", "pk")
    )
    return [each for each in found if each.days]
