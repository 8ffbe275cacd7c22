"""Finding observations: by word, by what went on, near and recent (observationer).

Every question starts from the rows within reach, so that neither a list, a count nor a search
tells of an observation somebody may not see.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from indsats.base.beginnings import Begins
from indsats.field.models import ObservationMark, ObservationWord, PlaceObservation
from indsats.field.rules.words import EMPTY, roots, words
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import AreaState, PlaceState
from indsats.places.queries.nearby import measured, places_near, within_frame
from indsats.places.rules.borders import Point

Rows = QuerySet[PlaceObservation]
RECENT: Final = timedelta(weeks=12)
RARE: Final = 500  # so few holders of a word are looked up first; more are asked row by row
SHORTEST: Final = 3  # letters of a word that may still be on its way
MOST_NEAR: Final = 20


def visible(user: User, day: date) -> Rows:
    """Give the observations somebody may see."""
    return PlaceObservation.objects.open_to(user, Permission.OBSERVATION_SEE, day)


def with_words(rows: Rows, text: str) -> Rows:
    """Keep the rows whose text holds every word, however inflected; the last may be unfinished."""
    found = [word for word in words(text) if word not in EMPTY]
    for word in found[:-1]:
        rows = _holding(rows, Q(stem__in=roots(word)))
    if found:
        last = found[-1]
        whole = Q(stem__in=roots(last))
        rows = _holding(
            rows, whole | Q(Begins(F("stem"), last)) if len(last) >= SHORTEST else whole
        )
    return rows


def _holding(rows: Rows, what: Q) -> Rows:
    """Keep the rows with a word."""
    return _of(rows, ObservationWord.objects.filter(what))


def _of(rows: Rows, holders: QuerySet[Any]) -> Rows:
    """Keep the rows that hold something, starting from whichever side has less to read."""
    few = list(holders.values_list("observation", flat=True)[: RARE + 1])
    if len(few) <= RARE:
        return rows.filter(pk__in=few)
    return rows.filter(Exists(holders.filter(observation=OuterRef("pk"))))


def with_code(rows: Rows, code: str) -> Rows:
    """Keep the rows where something went on, was wrong with the place, or was done."""
    return _of(rows, ObservationMark.objects.filter(code=code))


def place_names(day: date) -> Mapping[int, str]:
    """Name the places in use on a day: one query for a whole list."""
    return dict(PlaceState.objects.on(day).values_list("place", "name"))


def area_names(day: date) -> list[tuple[int, str]]:
    """Give the areas in use on a day, as choices."""
    return list(AreaState.objects.on(day).order_by("name").values_list("area", "name"))


def near_and_recent(row: PlaceObservation, user: User, day: date) -> list[PlaceObservation]:
    """Find what else was seen within 50 metres in the twelve weeks before, the newest first."""
    point = _point(row, row.seen_at.date())
    if point is None:
        return []
    places = [each.state.place_id for each in places_near(user, day, point)]
    here = Q(place__in=places) | (Q(place=None) & within_frame(point))
    rows = visible(user, day).filter(here, seen_at__range=(row.seen_at - RECENT, row.seen_at))
    found = list(rows.exclude(pk=row.pk).order_by("-seen_at", "-pk")[: 2 * MOST_NEAR])
    pins = {each.pk for _far, each in measured((r for r in found if r.place_id is None), point)}
    return [each for each in found if each.place_id or each.pk in pins][:MOST_NEAR]


def _point(row: PlaceObservation, day: date) -> Point | None:
    if row.latitude is not None and row.longitude is not None:
        return Point(row.latitude, row.longitude)
    state = PlaceState.objects.on(day).filter(place=row.place_id).first()
    return Point(state.latitude, state.longitude) if state else None
