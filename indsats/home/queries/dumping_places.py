"""From areas and places back to a municipality file."""

from indsats.home.rules.files import rows, writing
from indsats.places.models import Area, Place
from indsats.places.queries.timelines import area_timeline, timelines
from indsats.places.rules.timeline import plain

NOWHERE = rows.Where("", 0, "")


def places_yaml() -> str:
    """Write the areas and places as a municipality file."""
    return writing.to_yaml(writing.places(area_rows(), place_rows()))


def area_rows() -> list[rows.AreaRow]:
    """Give every area with its slices."""
    return [
        rows.AreaRow(where=NOWHERE, key=area.key, slices=tuple(area_timeline(area)))
        for area in Area.objects.order_by("key")
    ]


def place_rows() -> list[rows.PlaceRow]:
    """Give every place with what people have written of it, without the areas that follow."""
    keys = dict(Place.objects.order_by("key").values_list("pk", "key"))
    found = timelines(keys)
    return [
        rows.PlaceRow(
            where=NOWHERE, key=key, slices=tuple(plain(piece for _pk, piece in found.get(pk, ())))
        )
        for pk, key in keys.items()
    ]
