"""Safety checks and links as both sides see them."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from indsats.law.deadlines import danish_day
from indsats.organisation.models import UnitState
from indsats.places.models import (
    CheckLink,
    Concern,
    PlaceKind,
    PlaceState,
    SafetyCheck,
)
from indsats.places.queries.choices import Offered
from indsats.places.queries.naming import place_name
from indsats.places.rules.tokens import token_hash

INSTITUTIONS = (PlaceKind.SCHOOL, PlaceKind.DAYCARE, PlaceKind.CLUB, PlaceKind.YOUTH_SCHOOL)


class LinkState(StrEnum):
    """Whether a link can be used."""

    OPEN = "open"
    CLOSED = "closed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class AtLink(NamedTuple):
    """A link and whether it can be used."""

    link: CheckLink | None
    state: LinkState


def link_of(token: str, at: datetime) -> AtLink:
    """Find the link behind a token: one query."""
    rows = CheckLink.objects.select_related("place", "unit")
    link = rows.filter(token_hash=token_hash(token)).first()
    if link is None:
        return AtLink(None, LinkState.UNKNOWN)
    if link.revoked_at is not None:
        return AtLink(link, LinkState.CLOSED)
    return AtLink(link, LinkState.EXPIRED if link.expires_on <= danish_day(at) else LinkState.OPEN)


def named_links(rows: QuerySet[CheckLink], day: date) -> QuerySet[CheckLink]:
    """Put ``place_name``, ``unit_name`` and ``asked`` (how often) on links."""
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    return rows.select_related("place", "unit").annotate(
        place_name=place_name("place"),
        unit_name=Subquery(unit.values("name")[:1]),
        asked=Count("checks"),
    )


def named_checks(rows: QuerySet[SafetyCheck], day: date) -> QuerySet[SafetyCheck]:
    """Put ``place_name`` (who asks) and ``unit_name`` on requests."""
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    return rows.select_related("link__place", "unit", "measure", "hotspot").annotate(
        place_name=place_name("link__place"), unit_name=Subquery(unit.values("name")[:1])
    )


def institution_name(link: CheckLink, day: date) -> str:
    """Say what the institution of a link is called: one query."""
    row = PlaceState.objects.on(day).filter(place=link.place).first()
    return row.name if row else link.place.key


def institutions(day: date) -> Offered:
    """Offer schools, day care and clubs in use: one query."""
    rows = PlaceState.objects.on(day).filter(kind__in=INSTITUTIONS).select_related("place")
    found = list(rows.order_by("name"))
    return Offered(
        [(row.place.key, row.name) for row in found], {row.place.key: row.place for row in found}
    )


def state(check: SafetyCheck) -> tuple[str, str]:
    """Say how far a request has come, and the colour of its badge."""
    if check.answered_at:
        return _("Answered"), "success"
    return (_("We are looking at it"), "info") if check.taken_at else (_("Received"), "")


def concern_words(check: SafetyCheck) -> list[str]:
    """Name what a request is about."""
    words = dict(Concern.choices)
    return [str(words[code]) for code in check.concerns if code in words]


UNANSWERED = Q(answered_at__isnull=True)
