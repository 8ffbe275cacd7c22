"""Every address held against the table of access, for every function (see docs/howto)."""

import importlib
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponseNotFound
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate

from indsats.organisation.access import MATRIX, Reach
from indsats.organisation.models import Function
from tests.matrix.world import OTHER, OWN, SEATS, build, hold

# Name spaces whose rows are not written yet: take one out when its file comes.
AWAITED = set()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROOMS = {
    path.stem: importlib.import_module(f"tests.matrix.{path.stem}")
    for path in sorted((Path(__file__).parent / "matrix").glob("*.py"))
    if path.stem not in {"__init__", "world"}
}
CASES = [
    pytest.param(room, function, id=f"{room}-{function or 'outsider'}")
    for room in ROOMS
    for function in (*Function, None)
]


def refused(_request, **_why):
    """Answer as the page that says so does, without drawing it."""
    return HttpResponseNotFound()


@pytest.fixture
def plainly(monkeypatch):
    """Leave out the page of a refusal: it is the same every time, and a third of the work."""
    monkeypatch.setattr("indsats.config.urls.handler404", refused, raising=False)


def addresses(namespace):
    """Name every address of a name space, also included parts and those without a prefix."""
    top = (each for each in get_resolver().url_patterns if isinstance(each, URLResolver))
    found, queue = set(), [each for each in top if belongs(each, namespace)]
    while queue:
        for each in queue.pop().url_patterns:
            if isinstance(each, URLResolver):
                queue.append(each)
            else:
                found.add(each.name)
    return found


def belongs(part, namespace):
    if part.namespace:
        return part.namespace == namespace
    return getattr(part.urlconf_name, "__name__", "") == f"indsats.{namespace}.api_urls"


def address(room, row, args):
    """Give the address; a few have names that stand outside the name space of their room."""
    try:
        return reverse(f"{room}:{row.name}", args=args)
    except NoReverseMatch:
        return reverse(row.name, args=args)


def namespaces():
    return {
        each.namespace for each in get_resolver().url_patterns if getattr(each, "namespace", "")
    }


def reaches(row, function, side):
    """Say from the table alone whether the function opens the address on that side."""
    if row.permission is None:
        return True
    reach = MATRIX[row.permission].get(function)
    if row.opens is not None:
        return row.opens(function, side)
    if reach is None or row.args is None:
        return reach is not None
    if side == OTHER:
        return reach is Reach.ALL
    return reach in {Reach.ALL, Reach.BODY if function in SEATS else Reach.UNIT, Reach.SUBTREE}


def ask(client, room, row, world, side):
    """Ask for an address and undo what it did."""
    path = address(room, row, row.args(world, side) if row.args else None)
    with transaction.atomic():
        response = getattr(client, row.method)(path, row.data or None)
        if response.streaming:  # reading to the end closes it, and leaves the connection open
            list(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


def wrong_answers(client, room, world, function, *, nothing=False):
    """Name the addresses that answer otherwise than the table says."""
    found = []
    for row in ROOMS[room].ROWS:
        for side in (OWN,) if nothing else row.sides:
            status = ask(client, room, row, world, side)
            if row.always is not None:
                found += [] if status == row.always else [(row.name, side, status)]
                continue
            opened = status < 400 or status in {409, 422}
            expected = row.permission is None or (not nothing and reaches(row, function, side))
            if opened != expected or (not opened and status != 404):
                found.append((row.name, side, status, f"expected open: {expected}"))
    return found


def prepared(room, function):
    world = build(function)
    if hasattr(ROOMS[room], "prepare"):
        ROOMS[room].prepare(world)
    return world


@pytest.mark.parametrize("namespace", sorted(ROOMS))
def test_every_address_has_its_row(namespace):
    rows = [row.name for row in ROOMS[namespace].ROWS]
    assert sorted(rows) == sorted(addresses(namespace))


def test_every_name_space_has_a_file_or_is_awaited():
    assert set(ROOMS) & AWAITED == set()
    ours = {each for each in namespaces() if (Path("indsats") / each).is_dir()}
    assert ours - AWAITED <= set(ROOMS)


@pytest.mark.django_db
@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize(("room", "function"), CASES)
def test_an_address_opens_exactly_where_the_table_says(client, room, function):
    world = prepared(room, function)
    client.force_login(world.user, backend=BACKEND)
    assert wrong_answers(client, room, world, function) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_nothing_opens_the_day_every_post_and_seat_has_ended(client, room):
    world = prepared(room, None)
    for function in Function:
        hold(world, function, until=localdate())
    client.force_login(world.user, backend=BACKEND)
    assert wrong_answers(client, room, world, None, nothing=True) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("plainly")
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_who_has_not_logged_in_is_sent_to_the_login_or_reads_the_public(client, room):
    world, found = prepared(room, Function.SECRETARY), {}
    for row in ROOMS[room].ROWS:
        status = ask(client, room, row, world, OWN)
        if row.always is not None:
            right = status == row.always
        elif row.public and row.permission is None:
            right = status < 400
        else:
            right = status in {302, 404} if row.public else status == 302
        if not right:
            found[row.name] = status
    assert found == {}


@pytest.mark.django_db
@pytest.mark.parametrize("function", [*Function, None])
def test_a_refusal_is_a_page_with_the_way_on(client, function):
    client.force_login(build(function).user, backend=BACKEND)
    answer = client.get(reverse("organisation:unit", args=["findes-ikke"]))
    assert answer.status_code == 404
    assert "Siden blev ikke fundet" in answer.content.decode()
