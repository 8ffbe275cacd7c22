"""Addresses of places, hotspots, measures, walks and checks."""

from datetime import date

from django.utils.timezone import now

from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.organisation.tests import factories as f
from indsats.places.actions import checks, hotspots, walks
from indsats.places.actions.checks import Asked
from indsats.places.models import Block, ReadingForm
from indsats.places.tests import factories as p
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission
TO_COME = date(2099, 1, 1)


def _made(unit: Unit, by: User, side: str) -> dict[str, object]:
    """Make one of each that belongs to a unit."""
    hotspot = p.make_hotspot(unit, by)
    row = hotspots.add_indicator(
        by=by, hotspot=hotspot, block=Block.FIRE, name="Brande", form=ReadingForm.COUNT, source="B"
    )
    reading = hotspots.hand_in_reading(indicator=row, span=p.PERIOD, value=1, at=now())
    walk = p.make_walk(unit, by)
    facts = walks.FaultFacts(kind="dark", text="Mørkt")
    fault = walks.note_fault(by=by, walk=walk, facts=facts, at=now())
    made = p.make_link(unit, by)
    asked = Asked(spot="Stien", concerns=("dark",), noticed="night", text="Mørkt")
    check = checks.ask_for_check(link=made.link, asked=asked, request_key=side, at=now())
    return {
        "hotspot": hotspot.pk,
        "indicator": row.pk,
        "reading": reading.pk,
        "measure": p.make_measure(unit, by, due=TO_COME).pk,
        "walk": walk.pk,
        "fault": fault.pk,
        "link": made.link.pk,
        "check": check.pk,
        "token": made.token,
    }


def prepare(world: World) -> None:
    """Make a place and an area, which are on nobody's side, and the rest on either."""
    by = f.make_user("Opretter")
    common = {"place": p.make_place().key, "area": p.make_area().key}
    for side in (OWN, OTHER):
        world.extra[side] = {**common, **_made(world.units[side], by, side)}


def thing(name):
    return lambda world, side: [world.extra[side][name]]


def entry(world, side):
    return [world.extra[side]["place"], "2020-01-01"]


def paper(world, side):
    return [world.extra[side]["walk"], "docx"]


def everyone(world, side):
    """A token opens the page to whoever has it."""
    return [world.extra[OWN]["token"]]


place, area, hotspot, measure = map(thing, ("place", "area", "hotspot", "measure"))
walk, check = thing("walk"), thing("check")
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
    Row("roads-api", P.PLACE_SEE),
    Row("hotspots-api", P.HOTSPOT_SEE),
    Row("hotspots", P.HOTSPOT_SEE),
    Row("hotspot-new", P.HOTSPOT_WRITE),
    Row("hotspot", P.HOTSPOT_SEE, hotspot),
    Row("hotspot-edit", P.HOTSPOT_WRITE, hotspot),
    Row("hotspot-close", P.HOTSPOT_WRITE, hotspot),
    Row("hotspot-reopen", P.HOTSPOT_WRITE, hotspot),
    Row("hotspot-measure", P.HOTSPOT_WRITE, hotspot),
    Row("indicator-new", P.HOTSPOT_WRITE, hotspot),
    Row("reading-new", P.HOTSPOT_WRITE, thing("indicator")),
    Row("reading-remove", P.HOTSPOT_WRITE, thing("reading")),
    Row("measures", P.MEASURE_SEE),
    Row("measure-new", P.HOTSPOT_WRITE),
    Row("measure", P.MEASURE_SEE, measure),
    Row("measure-edit", P.MEASURE_DO, measure),
    Row("measure-finish", P.MEASURE_DO, measure),
    Row("measure-give-up", P.MEASURE_DO, measure),
    Row("measure-take-up", P.MEASURE_DO, measure),
    Row("walks", P.HOTSPOT_SEE),
    Row("walk-new", P.HOTSPOT_WRITE),
    Row("walk", P.HOTSPOT_SEE, walk),
    Row("walk-paper", P.HOTSPOT_SEE, paper),
    Row("walk-edit", P.HOTSPOT_WRITE, walk),
    Row("walk-cancel", P.HOTSPOT_WRITE, walk),
    Row("walk-hold", P.HOTSPOT_WRITE, walk),
    Row("walk-follow-up", P.HOTSPOT_WRITE, walk),
    Row("fault-new", P.HOTSPOT_WRITE, walk),
    Row("fault-assign", P.HOTSPOT_WRITE, thing("fault")),
    Row("fault-remove", P.HOTSPOT_WRITE, thing("fault"), method="post"),
    Row("checks", P.HOTSPOT_SEE),
    Row("check", P.HOTSPOT_SEE, check),
    Row("check-take-up", P.HOTSPOT_WRITE, check, method="post"),
    Row("check-answer", P.HOTSPOT_WRITE, check),
    Row("check-links", P.HOTSPOT_WRITE),
    Row("check-link-make", P.HOTSPOT_WRITE, method="post"),
    Row("check-link-close", P.HOTSPOT_WRITE, thing("link"), method="post"),
    Row("check_link", None, everyone, public=True),
)
