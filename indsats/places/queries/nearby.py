"""What lies near a point: the frame in the database first, then each one measured (i nærheden)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from django.db.models import Q

from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import PlaceState
from indsats.places.rules.borders import Point
from indsats.places.rules.distance import NEAR, frame, metres


class Located(Protocol):
    """A row with a position of its own."""

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


L = TypeVar("L", bound=Located)


class Near(NamedTuple):
    """A place and how far away it is."""

    state: PlaceState
    metres: float


def within_frame(point: Point, reach: float = NEAR) -> Q:
    """Keep rows whose own latitude and longitude lie in the frame around a point."""
    box = frame(point, reach)
    return Q(
        latitude__range=(box.south, box.north),
        longitude__range=(box.west, box.east),
    )


def measured(rows: Iterable[L], point: Point, reach: float = NEAR) -> list[tuple[float, L]]:
    """Measure rows that passed the frame, keep those within reach, the nearest first."""
    told = [
        (metres(point, Point(row.latitude, row.longitude)), row)
        for row in rows
        if row.latitude is not None and row.longitude is not None
    ]
    return sorted((each for each in told if each[0] <= reach), key=lambda each: each[0])


def places_near(user: User, day: date, point: Point, reach: float = NEAR) -> list[Near]:
    """Find the places in use on a day near a point, within someone's reach: one query."""
    rows = PlaceState.objects.open_to(user, Permission.PLACE_SEE, day).on(day)
    found = rows.filter(within_frame(point, reach)).select_related("place", "area")
    return [Near(row, far) for far, row in measured(found, point, reach)]
