"""A real server in its own process, a network that can be cut, and a phone in real Chromium."""

import secrets
import shutil
import subprocess

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.migrated import kept_file, kept_template
from tests.phone.chance import CLOCK
from tests.phone.network import Network
from tests.phone.phone import Phone
from tests.phone.server import BUILT, ROOT, Server, lay


@pytest.fixture(scope="session")
def street(tmp_path_factory):
    """Lay the street once; every test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("street")
    shutil.copy(kept_file(), folder / "indsats.sqlite3")
    lay(folder)
    return folder


def serve(street, folder):
    shutil.copytree(street, folder)
    shutil.copytree(BUILT, folder / "app")
    return Server(folder).start()


@pytest.fixture(scope="session")
def common_server(street, tmp_path_factory):
    """Serve one copy of the street for all tests that leave it usable."""
    server = serve(street, tmp_path_factory.mktemp("common") / "server")
    yield server
    server.kill()


@pytest.fixture
def server(common_server):
    """Give the common server, running."""
    if common_server.process is None:
        common_server.start()
    return common_server


@pytest.fixture
def own_server(street, tmp_path):
    """Serve a street nobody has walked yet."""
    server = serve(street, tmp_path / "server")
    yield server
    server.kill()


@pytest.fixture
def postgresql(tmp_path):
    """Serve a street of its own on PostgreSQL, with several processes; skip where none answers."""
    found = subprocess.run(
        ["scripts/find-postgresql"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip("no PostgreSQL answers")
    template = kept_template(found.stdout.strip())
    at, _slash, _name = found.stdout.strip().rpartition("/")
    name = f"indsats_street_{secrets.token_hex(6)}"
    made = SQL("create database {} template {}").format(Identifier(name), Identifier(template))
    with psycopg.connect(f"{at}/postgres", autocommit=True) as connection:
        connection.execute(made)
        lay(tmp_path, f"{at}/{name}")
        shutil.copytree(BUILT, tmp_path / "app")
        server = Server(tmp_path, f"{at}/{name}").start()
        yield server
        server.kill()
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


@pytest.fixture(params=["own_server", "postgresql"])
def either_server(request):
    """Give a street of its own on either database."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def network(server):
    """Stand between the phones and the server."""
    with Network(server.port) as network:
        yield network


@pytest.fixture
def make_phones(chromium):
    """Give ``make_phones(url)``: a new phone each time, with a browser of its own."""
    made = []

    def make(url, **options):
        made.append(Phone(chromium, url, **options))
        return made[-1]

    yield make
    for phone in made:
        phone.context.close()
    assert [fault for phone in made for fault in phone.faults] == []


@pytest.fixture
def phones(make_phones, network):
    """Give ``phones()``: a new phone on the common server, over a network that can be cut."""

    def make(**options):
        return make_phones(network.url, **options)

    return make


@pytest.fixture
def phone(phones):
    """Give a phone that Amina has put into use."""
    return phones().enrol("amina")


@pytest.fixture
def pair(chromium):
    """Give ``pair(server)``: two phones of a pair, each on a network of its own."""
    networks, phones = [], []

    def make(server):
        for username in ("amina", "bo"):
            networks.append(Network(server.port).__enter__())
            phones.append(Phone(chromium, networks[-1].url).enrol(username))
            phones[-1].context.add_init_script(CLOCK)
            phones[-1].open().unlock()
        return phones, networks

    yield make
    for phone in phones:
        phone.context.close()
    for network in networks:
        network.__exit__()
    assert [fault for phone in phones for fault in phone.faults] == []
