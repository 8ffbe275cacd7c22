"""A real server in its own process, a network that can be cut, and a phone in real Chromium."""

import shutil

import pytest

from tests.migrated import kept_file
from tests.phone.network import Network
from tests.phone.phone import Phone
from tests.phone.server import BUILT, Server, lay


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
