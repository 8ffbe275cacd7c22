"""Searching everywhere, within the same reach as the lists (søg)."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indsats.base.listing.table import WORD_LIMIT, find
from indsats.hearings.models import Matter
from indsats.home.queries.navigation import find as address
from indsats.organisation.access import Permission
from indsats.organisation.models import UnitState, User
from indsats.places.models import Hotspot, PlaceState
from indsats.strategy.models import Deployment

MOST = 20  # hits shown of each kind
SHORTEST = 2  # letters


class Hit(NamedTuple):
    """Something found: its name, a word about it, where it is (empty while it has no page)."""

    title: str
    about: str
    url: str


class Group(NamedTuple):
    """Hits of one kind; ``more`` tells that there are others."""

    title: str | Promise
    hits: list[Hit]
    more: bool


class Source(NamedTuple):
    """One kind of thing to search: the rows within reach, the fields, and how a hit reads."""

    title: str | Promise
    rows: Callable[[User, date], QuerySet[Any]]
    fields: tuple[str, ...]
    hit: Callable[[Any], Hit]


SOURCES = (
    Source(
        _("Units and bodies"),
        lambda user, day: (
            UnitState.objects.on(day)
            .open_to(
                user,
                Permission.ORGANISATION_SEE,
                day,
            )
            .select_related("unit")
            .order_by("name", "pk")
        ),
        ("name",),
        lambda row: Hit(
            row.name,
            row.get_kind_display(),
            address("organisation:unit", row.unit.key),
        ),
    ),
    Source(
        _("Persons"),
        lambda user, day: (
            User.objects.open_to(user, Permission.PEOPLE_SEE, day)
            .filter(
                is_active=True,
            )
            .order_by("name", "pk")
        ),
        ("name", "username", "email"),
        lambda row: Hit(row.name, row.email, address("organisation:person", row.pk)),
    ),
    Source(
        _("Matters"),
        lambda user, day: Matter.objects.open_to(user, Permission.MATTER_SEE, day).order_by(
            "-opened_on",
            "-pk",
        ),
        ("title", "journal_number"),
        lambda row: Hit(row.title, row.journal_number, address("hearings:matter", row.key)),
    ),
    Source(
        _("Deployment orders"),
        lambda user, day: Deployment.objects.open_to(user, Permission.DEPLOYMENT_SEE, day).order_by(
            "-valid_from", "-pk"
        ),
        ("title",),
        lambda row: Hit(row.title, "", address("strategy:deployment", row.pk)),
    ),
    Source(
        _("Places"),
        lambda user, day: (
            PlaceState.objects.on(day)
            .open_to(user, Permission.PLACE_SEE, day)
            .select_related("place")
            .order_by("name", "pk")
        ),
        ("name", "address"),
        lambda row: Hit(row.name, row.get_kind_display(), address("places:place", row.place.key)),
    ),
    Source(
        _("Hotspots"),
        lambda user, day: Hotspot.objects.open_to(user, Permission.HOTSPOT_SEE, day).order_by(
            "-valid_from", "-pk"
        ),
        ("title", "reason"),
        lambda row: Hit(row.title, "", address("places:hotspot", row.pk)),
    ),
)


def search(user: User, day: date, text: str) -> list[Group]:
    """Find what someone may see whose name holds every word; one query of each kind."""
    words = text.split()[:WORD_LIMIT]
    if len("".join(words)) < SHORTEST:
        return []
    found = [_look(source, user, day, words) for source in SOURCES]
    return [group for group in found if group.hits]


def _look(source: Source, user: User, day: date, words: list[str]) -> Group:
    rows = list(find(source.rows(user, day), source.fields, words)[: MOST + 1])
    return Group(source.title, [source.hit(row) for row in rows[:MOST]], len(rows) > MOST)
