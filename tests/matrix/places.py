"""Addresses of places and areas."""

from indsats.organisation.access import Permission
from indsats.places.tests.factories import make_area, make_place
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


def prepare(world: World) -> None:
    """Make a place and an area; they are on nobody's side."""
    place, area = make_place(), make_area()
    for side in (OWN, OTHER):
        world.extra[side] = {"place": place.key, "area": area.key}


def place(world, side):
    return [world.extra[side]["place"]]


def area(world, side):
    return [world.extra[side]["area"]]


def entry(world, side):
    return [world.extra[side]["place"], "2020-01-01"]


ROWS = (
    Row("list", P.PLACE_SEE),
    Row("map", P.PLACE_SEE),
    Row("areas", P.PLACE_SEE),
    Row("area", P.PLACE_SEE, area),
    Row("place", P.PLACE_SEE, place),
    Row("new", P.PLACE_WRITE),
    Row("change", P.PLACE_WRITE, place),
    Row("correct", P.PLACE_WRITE, entry),
    Row("close", P.PLACE_WRITE, place),
    Row("places-api", P.PLACE_SEE),
    Row("areas-api", P.PLACE_SEE),
)
