"""A real server in its own process, a network that can be cut, and a phone in real Chromium."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.migrated import kept_file
from tests.phone.network import Network
from tests.phone.phone import Phone

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "indsats/field/static/felt/worker.js"
PATIENCE = 60


class Server:
    """Indsats on SQLite as it is served, which can be killed without warning and started again."""

    def __init__(self, folder):
        self.folder = folder
        with closing(socket.socket()) as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.process = None

    def start(self):
        command = str(Path(sys.executable).parent / "indsats")
        self.process = subprocess.Popen(
            [command, "serve", "--port", str(self.port), "--no-collect", "--no-clock"],
            env=environment(self.folder), cwd=ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()
        return self

    def _wait(self):
        for _try in range(PATIENCE * 5):
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as asked:
                    asked.request("GET", "/felt/hvem/")
                    asked.getresponse().read()
                    return
            except OSError:
                time.sleep(0.2)
        pytest.fail("the server did not start")

    def kill(self):
        """Take it away as a power cut does: it and all its processes, at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def rows(self, question, *values):
        """Read the database itself."""
        with closing(sqlite3.connect(self.folder / "indsats.sqlite3", timeout=20)) as database:
            return database.execute(question, values).fetchall()

    def write(self, sentence, *values):
        """Write in the database itself."""
        with closing(sqlite3.connect(self.folder / "indsats.sqlite3", timeout=20)) as database:
            database.execute(sentence, values)
            database.commit()


def environment(folder):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept, "DJANGO_SETTINGS_MODULE": "indsats.config.settings", "INDSATS_VAR": str(folder),
        "INDSATS_PHONE_APP": str(folder / "app"), "INDSATS_DEMO": "1", "INDSATS_DEBUG": "1",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip


@pytest.fixture(scope="session")
def street(tmp_path_factory):
    """Lay the street once; every test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("street")
    shutil.copy(kept_file(), folder / "indsats.sqlite3")
    subprocess.run(
        [sys.executable, "-m", "tests.phone.street"],
        env=environment(folder), cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return folder


def serve(street, folder):
    shutil.copytree(street, folder)
    shutil.copytree(BUILT.parent, folder / "app")
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
