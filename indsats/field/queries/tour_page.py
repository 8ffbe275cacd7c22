"""A tour on one page: what it wrote, how much it counted, what looks like a name (turens side)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indsats.base.rules.names import remarks
from indsats.field.models import Contact, GroupSighting, PlaceObservation, Tour, TourMember
from indsats.field.queries.named import place_names, with_place_name, with_unit_name
from indsats.field.queries.suggesting import fitting
from indsats.field.rules.tour import Moments, State, state
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.strategy.models import Deployment


def state_of(tour: Tour) -> State:
    """Say how far a tour has come."""
    return state(
        Moments(
            tour.started_at, tour.ended_at, tour.written_at, tour.released_at, tour.cancelled_at
        )
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(tour=OuterRef("pk")).order_by().values("tour").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def counted(rows: QuerySet[Tour]) -> QuerySet[Tour]:
    """Put the counters of each tour beside it."""
    return rows.annotate(
        observation_count=_count(PlaceObservation.objects.all()),
        contact_count=_count(Contact.objects.all()),
        first_count=_count(Contact.objects.filter(first_time=True)),
        known_count=_count(Contact.objects.filter(was_known=True)),
        group_count=_count(GroupSighting.objects.all()),
    )


def listed(rows: QuerySet[Tour], day: date) -> QuerySet[Tour]:
    """Give tours for a list: unit, pair and counters; one query more for the pairs."""
    pairs = Prefetch("members", TourMember.objects.select_related("user"))
    return counted(with_unit_name(rows, day)).prefetch_related(pairs)


@dataclass(frozen=True)
class Remarked:
    """A text of the tour that looks as if it says who somebody is."""

    where: str
    pieces: list[str]
    observation: Any = None


@dataclass(frozen=True)
class TourPage:
    """All a page about a tour shows."""

    members: list[TourMember]
    unread: list[TourMember]
    places: list[str]
    observations: list[Any]
    follow_ups: list[Any]
    check_ins: list[Any]
    alarms: list[Any]
    linked: list[Deployment]
    suggested: list[Deployment]
    remarked: list[Remarked]


def pieces(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Give the pieces of a text that look like a name, number or address."""
    return [text[each.start : each.end] for each in remarks(text, known)]


def looks_like_a_person(text: str, places: Iterable[str]) -> list[str]:
    """Give the pieces of a text that look like a person, where names of places are none."""
    return pieces(text, _words_in(places))


def tour_page(tour: Tour, user: User, day: date) -> TourPage:
    """Gather the page: a fixed number of queries."""
    members = list(tour.members.select_related("user"))
    names = place_names(tour.places.values_list("pk", flat=True), day)
    seen = PlaceObservation.objects.open_to(user, Permission.OBSERVATION_SEE, day)
    observations = list(with_place_name(seen.filter(tour=tour), day).select_related("author"))
    linked = list(tour.deployments.order_by("title"))
    suggested = [each for each in fitting(tour, user) if each not in linked]
    known = _words_in([*names.values(), *(o.place_name or "" for o in observations)])
    return TourPage(
        members, [each for each in members if each.brief_read_at is None], sorted(names.values()),
        observations, list(tour.follow_ups.select_related("owner")),
        list(tour.check_ins.select_related("user")), list(tour.alarms.all()),
        linked, suggested, _remarked(tour, observations, known),
    )  # fmt: skip


def _words_in(names: Iterable[str]) -> frozenset[str]:
    """Give the words that names of places are made of: they name nobody."""
    return frozenset(word.lower() for name in names for word in name.split())


def _remarked(tour: Tour, observations: list[Any], known: frozenset[str]) -> list[Remarked]:
    found = [("summary", tour.summary, None), ("brief", tour.brief, None)]
    found += [("observation", each.text, each) for each in observations]
    return [
        Remarked(where, pieces(text, known), observation)
        for where, text, observation in found
        if pieces(text, known)
    ]
