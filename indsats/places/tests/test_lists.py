"""Every list of the room asks the database the same whether it holds one row or fifty."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from indsats.organisation.tests.factories import make_unit
from indsats.places.actions import checks, walks
from indsats.places.models import Hotspot, Place
from indsats.places.tests import factories as p

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST = 10


@pytest.fixture
def unit():
    return make_unit("Den operative indsats")


@pytest.fixture
def by(client, unit):
    user = p.make_coordinator(unit)
    client.force_login(user, backend=BACKEND)
    return user


def asked(client, address):
    """Count the queries of a page that has been opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more_places(unit, by, number):
    p.make_place(f"Sted {number}")


def more_hotspots(unit, by, number):
    place = Place.objects.first() or p.make_place()
    p.make_hotspot(unit, by, title=f"Hotspot {number}", places=(place,))


def more_measures(unit, by, number):
    doer = unit if number % 2 else make_unit(f"Enhed {number}")
    p.make_measure(doer, by, orderer=unit, title=f"Tiltag {number}")


def more_walks(unit, by, number):
    walk = p.make_walk(unit, by, title=f"Vandring {number}")
    walks.hold_walk(by=by, walk=walk, day=date(2026, 1, 1), attended=None)


def more_checks(unit, by, number):
    p.make_check(unit, by, key=str(number))


LISTS = [
    ("places:list", more_places),
    ("places:map", more_places),
    ("places-api", more_places),
    ("places:areas", more_places),
    ("areas-api", more_places),
    ("places:hotspots", more_hotspots),
    ("hotspots-api", more_hotspots),
    ("places:measures", more_measures),
    ("places:walks", more_walks),
    ("places:checks", more_checks),
    ("places:check-links", more_checks),
]


@pytest.mark.parametrize(("name", "more"), LISTS, ids=[each[0] for each in LISTS])
def test_a_list_asks_the_same_however_long(client, unit, by, name, more):
    p.make_area()
    more(unit, by, 0)
    few = asked(client, reverse(name))
    for number in range(1, 50):
        more(unit, by, number)
    assert asked(client, reverse(name)) == few <= MOST


def test_the_pages_of_one_hotspot_walk_and_place_ask_little_however_much_is_there(client, unit, by):
    p.make_area()
    more_hotspots(unit, by, 0)
    hotspot = Hotspot.objects.get()
    walk = p.make_walk(unit, by, stops=[walks.Stop(p.make_place("Tunnelen"))])
    place = hotspot.places.get()
    pages = [
        reverse("places:hotspot", args=[hotspot.pk]),
        reverse("places:walk", args=[walk.pk]),
        reverse("places:place", args=[place.key]),
    ]
    few = [asked(client, page) for page in pages]
    for number in range(30):
        p.make_measure(unit, by, hotspot=hotspot, place=place, due=date(2099, 1, 1))
        facts = walks.FaultFacts(kind="dark", text=f"Mørkt {number}", unit=unit,
                                 due=date(2099, 1, 1))  # fmt: skip
        walks.note_fault(by=by, walk=walk, facts=facts, at=now())
    many = [asked(client, page) for page in pages]
    assert many == few
    assert max(many) <= 14


def test_a_link_page_asks_little_however_much_was_asked(client, unit, by):
    made = p.make_link(unit, by)
    where = reverse("places:check_link", args=[made.token])

    def ask(number):
        checks.ask_for_check(link=made.link, asked=p.asked(), request_key=str(number), at=now())

    ask(0)
    few = asked(client, where)
    for number in range(1, 30):
        ask(number)
    assert asked(client, where) == few <= MOST
