"""What the rows of places are called where they are named by their label.

Places and areas have names anyone may read. Of hotspots, walks, measures and checks anyone who
meets the label learns the unit and the day; what they are about is told to those who may see it.
"""

from typing import Any

from django.db.models import OuterRef, Subquery

from indsats.organisation.access import Permission
from indsats.organisation.subjects import (
    EVERYBODY,
    Kind,
    after_comma,
    at_moment,
    on_day,
    unit_name,
    within,
)
from indsats.places.models import (
    Area,
    AreaState,
    CheckLink,
    Hotspot,
    HotspotIndicator,
    HotspotReading,
    Measure,
    Place,
    PlaceState,
    SafetyCheck,
    SafetyWalk,
    WalkFault,
)

P = Permission


def place_name(path: str) -> Subquery:
    """Give what the place at a path is called, or was called last."""
    named = PlaceState.objects.filter(place=OuterRef(path)).order_by("-valid_from")
    return Subquery(named.values("name")[:1])


def _area_name() -> Subquery:
    named = AreaState.objects.filter(area=OuterRef("pk")).order_by("-valid_from")
    return Subquery(named.values("name")[:1])


def _with_unit(model: type[Any], permission: Permission, when: str, **more: Any) -> Kind:
    """Tell a row by its unit and a day or moment; open it to those who see it."""
    path = more.pop("path", "")
    words = on_day if when.endswith(("_on", "valid_from", "due")) else at_moment
    parts = ((unit_name(f"{path}unit"), after_comma), (when, words))
    return Kind(model, parts=parts, reach=within(model, model, "pk", permission), **more)


KINDS = (
    Kind(
        Place, title=place_name("pk"), public=EVERYBODY, page=("places:place", "key"),
        reach=within(Place, Place, "pk", P.PLACE_SEE),
    ),
    Kind(
        Area, title=_area_name(), public=EVERYBODY, page=("places:area", "key"),
        reach=within(Area, Area, "pk", P.PLACE_SEE),
    ),
    _with_unit(
        Hotspot, P.HOTSPOT_SEE, "valid_from", title="title", page=("places:hotspot", "pk")
    ),
    _with_unit(
        HotspotIndicator, P.HOTSPOT_SEE, "hotspot__valid_from", path="hotspot__", title="name",
        page=("places:hotspot", "hotspot_id"),
    ),
    _with_unit(
        HotspotReading, P.HOTSPOT_SEE, "valid_from", path="indicator__hotspot__",
        title="indicator__name", page=("places:hotspot", "indicator__hotspot_id"),
    ),
    _with_unit(Measure, P.MEASURE_SEE, "due", title="title", page=("places:measure", "pk")),
    _with_unit(SafetyWalk, P.HOTSPOT_SEE, "starts_at", title="title", page=("places:walk", "pk")),
    _with_unit(
        WalkFault, P.HOTSPOT_SEE, "walk__starts_at", path="walk__", title="text",
        page=("places:walk", "walk_id"),
    ),
    _with_unit(
        SafetyCheck, P.HOTSPOT_SEE, "sent_at", title="spot", page=("places:check", "pk")
    ),
    _with_unit(
        CheckLink, P.HOTSPOT_WRITE, "made_at", title=place_name("place"), public=EVERYBODY,
    ),
)  # fmt: skip
