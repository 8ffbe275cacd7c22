"""What lies near a point, and for whom."""

from datetime import date

import pytest

from indsats.organisation.tests.factories import make_unit, make_user, make_worker
from indsats.places.queries.nearby import places_near
from indsats.places.rules.borders import Point
from indsats.places.tests.factories import STATION, make_place

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
METRE_NORTH = 1 / 111_195


def north(metres):
    return Point(STATION.latitude + metres * METRE_NORTH, STATION.longitude)


def test_the_nearest_first_and_nothing_beyond_fifty_metres():
    for name, far in (("49", 49), ("51", 51), ("10", 10)):
        make_place(name, at=north(far))
    make_place("Lukket", at=STATION, until=DAY)
    worker = make_worker(make_unit())
    found = places_near(worker, DAY, STATION)
    assert [(near.state.name, round(near.metres)) for near in found] == [("10", 10), ("49", 49)]


def test_an_outsider_finds_nothing(django_assert_num_queries):
    make_place(at=STATION)
    outsider, worker = make_user(), make_worker(make_unit())
    assert places_near(outsider, DAY, STATION) == []
    assert len(places_near(worker, DAY, STATION)) == 1
    with django_assert_num_queries(1):
        places_near(worker, DAY, STATION)
