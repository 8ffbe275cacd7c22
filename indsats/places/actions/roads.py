"""Taking in the roads of an extract (veje)."""

from collections.abc import Sequence

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import User
from indsats.places.models import Road
from indsats.places.rules import osm_roads

AT_ONCE = 2_000


@deed
def set_roads(*, by: User | str, roads: Sequence[osm_roads.Road]) -> int:
    """Let these be the roads of the map, instead of those there were; tell how many."""
    gone, _rows = Road.objects.all().delete()
    Road.objects.bulk_create(
        (
            Road(
                key=each.key,
                name=each.name,
                rank=each.rank,
                line=[[point.longitude, point.latitude] for point in each.line],
            )
            for each in roads
        ),
        batch_size=AT_ONCE,
    )
    record(by=by, act=Act.CHANGED, subject="places.road", roads=len(roads), before=gone)
    return len(roads)
