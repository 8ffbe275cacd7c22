"""The heat map of one month and one topic: the same to everyone who may see it (varmekort)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.field.models import PlaceObservation
from indsats.field.queries.picture import Reader
from indsats.field.rules.heat import Seen, Topic, published
from indsats.field.rules.picture import Month
from indsats.law.registry import RULES, cites
from indsats.places.models import PlaceState
from indsats.places.queries.heat import SQUARE, grounds_on
from indsats.places.queries.timelines import borders_on
from indsats.places.rules.borders import Point
from indsats.places.rules.heat import Ground, Limits, Patch, may_be_shown, middle

FLOOR: Final = 3  # no municipality can set the smallest number of observations lower
NAMED: Final = 3  # places named for a square


@cites("heat-cells")
def limits() -> Limits:
    """Give the limits: the municipality's own where it has set them, else the policy's."""
    own, rule = settings.HEAT_LIMITS, RULES["heat-cells"]
    found = Limits(**{name: own[name] or rule.number(name) for name in Limits._fields})
    return found._replace(observations=max(FLOOR, found.observations))


@dataclass(frozen=True)
class Row:
    """Ground that is shown: what it is called, the area it lies in, and its step."""

    patch: Patch
    name: str
    area: str


@dataclass(frozen=True)
class HeatFacts:
    """All that the map, the list and the file tell."""

    month: Month
    topic: Topic
    limits: Limits
    kind: str
    rows: list[Row]
    may_show: int
    unknown: int

    @property
    def is_squares(self) -> bool:
        """Tell whether the ground is squares, and not whole areas."""
        return self.kind == SQUARE


def heat_facts(reader: Reader, month: Month, topic: Topic) -> HeatFacts:
    """Work out the heat map: a fixed number of queries."""
    rules = limits()
    last = month.moved(1).first - timedelta(days=1)
    kind, grounds = grounds_on(last)
    places = _places(last)
    where = {pk: point for pk, _name, point in places}
    patches = published(grounds, _seen(reader, month, where), topic, rules)
    return HeatFacts(
        month=month,
        topic=topic,
        limits=rules,
        kind=kind,
        rows=_rows(patches, places, last),
        may_show=sum(may_be_shown(each, rules) for each in grounds),
        unknown=sum(each.households is None for each in grounds),
    )


Places = list[tuple[int, str, Point]]


def _places(day: date) -> Places:
    rows = PlaceState.objects.on(day).order_by("name", "pk")
    found = rows.values_list("place_id", "name", "latitude", "longitude")
    return [(pk, name, Point(latitude, longitude)) for pk, name, latitude, longitude in found]


def _seen(reader: Reader, month: Month, where: dict[int, Point]) -> list[Seen]:
    """Read what was seen in a month, each at its pin or at its place."""
    first, until = month.moments
    rows = reader.rows(PlaceObservation.objects.filter(seen_at__gte=first, seen_at__lt=until))
    found = []
    for place, latitude, longitude, mood, behaviours, faults in rows.order_by().values_list(
        "place_id", "latitude", "longitude", "mood", "behaviours", "faults"
    ):
        pin = Point(latitude, longitude) if latitude is not None else None
        point = where.get(place) or pin
        if point is not None:
            found.append(Seen(point, mood, (*behaviours, *faults)))
    return found


def _rows(patches: list[Patch], places: Places, day: date) -> list[Row]:
    """Name the patches by the places that lie in them, and by their area."""
    borders = borders_on(day)
    return [
        Row(
            each,
            _called(each.ground, [name for _pk, name, point in places if _holds(each, point)]),
            borders.name_of(middle(each.ground.border)),
        )
        for each in patches
    ]


def _holds(patch: Patch, point: Point) -> bool:
    return patch.ground.border.holds(point)


def _called(ground: Ground, places: list[str]) -> str:
    if ground.name:
        return ground.name
    if not places:
        return _("Square without registered places")
    more = len(places) - NAMED
    told = ", ".join(places[:NAMED])
    if more <= 0:
        return told
    return ngettext("%(places)s and %(n)s more", "%(places)s and %(n)s more", more) % {
        "places": told,
        "n": more,
    }
