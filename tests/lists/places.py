"""Rows for the lists of places, hotspots, measures, walks and safety checks."""

from datetime import date

from django.utils.timezone import localdate, now

from indsats.base.periods import Span
from indsats.organisation.tests import factories as f
from indsats.places.actions.walks import Stop
from indsats.places.models import Area
from indsats.places.tests import factories as p
from tests.lists.page import Page
from tests.matrix.world import OWN, World

TO_COME = date(2099, 1, 1)


def area(world: World) -> Area:
    """Make the area the places lie in, or give the one made."""
    return world.extra.get("area") or world.extra.setdefault("area", p.make_area())


def places(world: World, amount: int) -> None:
    """Make places in one area, each looked after by a unit."""
    area(world)
    for number in range(amount):
        where = (55.611 + number / 10_000, 12.355)
        p.make_place(f"Sted {number}", at=where, unit=world.units[OWN].key)


def areas(_world: World, amount: int) -> None:
    for number in range(amount):
        p.make_area(f"Kvarter {number}")
        p.make_place("Sted")


def hotspots(world: World, amount: int) -> None:
    """Make hotspots that run, each with its owner, place and measure."""
    for number in range(amount):
        owner = f.make_worker(world.units[OWN])
        hotspot = p.make_hotspot(
            world.units[OWN], owner, title=f"Torv {number}", span=Span(localdate()), owner=owner
        )
        p.make_measure(world.units[OWN], owner, hotspot=hotspot, due=TO_COME,
                       place=p.make_place("Stien"))  # fmt: skip


def walks(world: World, amount: int) -> None:
    for number in range(amount):
        by = f.make_worker(world.units[OWN])
        p.make_walk(world.units[OWN], by, title=f"Tur {number}", stops=(Stop(None, "Stien"),))


def checks(world: World, amount: int) -> None:
    for number in range(amount):
        by = f.make_worker(world.units[OWN])
        p.make_check(world.units[OWN], by, key=f"{now().timestamp()}-{number}")


PAGES = {
    "places:list": Page(places),
    "places:map": Page(places),
    "places-api": Page(places, word='"Feature"'),
    "places:areas": Page(areas),
    "areas-api": Page(areas, ask="?kind=district", word='"Feature"'),
    "places:area": Page(places, lambda world: [area(world).key]),
    "places:hotspots": Page(hotspots),
    "hotspots-api": Page(hotspots, word='"Feature"'),
    "places:measures": Page(hotspots),
    "places:walks": Page(walks),
    "places:checks": Page(checks),
    "places:check-links": Page(checks),
}
