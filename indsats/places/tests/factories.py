"""Made-up places and areas for tests."""

from datetime import UTC, date, datetime
from itertools import count

from django.utils.timezone import now

from indsats.base.periods import Span
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f
from indsats.places.actions import checks
from indsats.places.actions.areas import AreaWish, write_areas
from indsats.places.actions.checks import Asked
from indsats.places.actions.hotspots import HotspotFacts, open_hotspot
from indsats.places.actions.measures import MeasureFacts, order_measure
from indsats.places.actions.places import PlaceWish, set_timelines
from indsats.places.actions.walks import WalkFacts, plan_walk
from indsats.places.models import Area, Place
from indsats.places.rules.borders import Point
from indsats.places.rules.timeline import AreaFacts, Facts, Slice

_number = count(1)
LONG_AGO = date(2020, 1, 1)
STATION = Point(55.6134, 12.3579)


def facts(name="Ishøj Station", *, kind="station", at=STATION, **more):
    return Facts(name=name, kind=kind, point=Point(*at), **more)


def make_place(name="Ishøj Station", *, since=LONG_AGO, until=None, key="", **more):
    key = key or f"sted-{next(_number)}"
    wanted = [Slice(Span(since, until), facts(name, **more))]
    set_timelines(by="test", wishes=[PlaceWish(key, wanted)])
    return Place.objects.get(key=key)


def square(south=55.61, west=12.35, size=0.01):
    north, east = south + size, west + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_area(name="Bycenter", *, kind="district", geometry=None, since=LONG_AGO, **more):
    key = more.pop("key", "") or f"omraade-{next(_number)}"
    said = AreaFacts(name, kind, geometry or square(), **more)
    write_areas(by="test", wishes=[AreaWish(key, [Slice(Span(since), said)])])
    return Area.objects.get(key=key)


def make_coordinator(unit=None):
    unit = unit or f.make_unit("Den operative indsats")
    return f.make_worker(unit, function=Function.COORDINATOR)


NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
PERIOD = Span(date(2026, 1, 1), date(2026, 7, 1))


def make_hotspot(unit, by, *, title="Torvet", **more):
    said = {
        "title": title, "reason": "Mange samles om aftenen", "goal": "Færre klager",
        "span": PERIOD, **more,
    }  # fmt: skip
    said.setdefault("places", (make_place("Torvet"),))
    return open_hotspot(by=by, unit=unit, facts=HotspotFacts(**said), at=NOON)


def measure_facts(unit, *, title="Skift pærerne", due=date(2026, 4, 1), **more):
    return MeasureFacts(title=title, kind="light", unit=unit, due=due, **more)


def make_measure(unit, by, *, orderer=None, **more):
    facts = measure_facts(unit, **more)
    return order_measure(by=by, orderer=orderer or unit, facts=facts, at=NOON)


def make_walk(unit, by, *, title="Rundt om torvet", stops=(), **more):
    facts = WalkFacts(title=title, starts_at=NOON, stops=tuple(stops), **more)
    return plan_walk(by=by, unit=unit, facts=facts, at=NOON)


def asked(**more):
    return Asked(**{"spot": "Stien bag skolen", "concerns": ("dark",), "noticed": "evening",
                    "text": "Lyset er gået.", **more})  # fmt: skip


def make_link(unit, by, *, place=None):
    place = place or make_place("Gildbroskolen", kind="school")
    return checks.make_link(by=by, place=place, unit=unit, at=now())


def make_check(unit, by, *, key="k", **more):
    link = make_link(unit, by).link
    return checks.ask_for_check(link=link, asked=asked(**more), request_key=key, at=now())
