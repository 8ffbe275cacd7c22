"""What the rows of places are called where they are named by their label.

Places and areas have names anyone may read. Of hotspots, walks, measures and checks anyone who
meets the label learns the unit and the day; what they are about is told to those who may see it.
"""

from indsats.organisation.access import Permission
from indsats.organisation.subjects import EVERYBODY, Kind, of_unit, within
from indsats.places.models import (
    Area,
    CheckLink,
    Hotspot,
    HotspotIndicator,
    HotspotReading,
    Measure,
    Place,
    SafetyCheck,
    SafetyWalk,
    WalkFault,
)
from indsats.places.queries.naming import area_name, place_name

P = Permission


KINDS = (
    Kind(
        Place, title=place_name("pk"), public=EVERYBODY, page=("places:place", "key"),
        reach=within(Place, Place, "pk", P.PLACE_SEE),
    ),
    Kind(
        Area, title=area_name("pk"), public=EVERYBODY, page=("places:area", "key"),
        reach=within(Area, Area, "pk", P.PLACE_SEE),
    ),
    of_unit(
        Hotspot, P.HOTSPOT_SEE, "valid_from", title="title", page=("places:hotspot", "pk")
    ),
    of_unit(
        HotspotIndicator, P.HOTSPOT_SEE, "hotspot__valid_from", path="hotspot__", title="name",
        page=("places:hotspot", "hotspot_id"),
    ),
    of_unit(
        HotspotReading, P.HOTSPOT_SEE, "valid_from", path="indicator__hotspot__",
        title="indicator__name", page=("places:hotspot", "indicator__hotspot_id"),
    ),
    of_unit(Measure, P.MEASURE_SEE, "due", title="title", page=("places:measure", "pk")),
    of_unit(SafetyWalk, P.HOTSPOT_SEE, "starts_at", title="title", page=("places:walk", "pk")),
    of_unit(
        WalkFault, P.HOTSPOT_SEE, "walk__starts_at", path="walk__", title="text",
        page=("places:walk", "walk_id"),
    ),
    of_unit(
        SafetyCheck, P.HOTSPOT_SEE, "sent_at", title="spot", page=("places:check", "pk")
    ),
    of_unit(
        CheckLink, P.HOTSPOT_WRITE, "made_at", title=place_name("place"), public=EVERYBODY,
    ),
)  # fmt: skip
