"""Made-up places and areas for tests."""

from datetime import date
from itertools import count

from indsats.base.periods import Span
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f
from indsats.places.actions.areas import AreaWish, write_areas
from indsats.places.actions.places import PlaceWish, set_timelines
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
