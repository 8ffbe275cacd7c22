"""Five hundred nights of bad luck: nothing acknowledged is lost or doubled, no typed word is gone.

``INDSATS_CHANCE=seed`` draws the same programs again; the seed is printed with each failure.
"""

import os
import secrets
import shutil
import subprocess
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from indsats.field.models import Conflict, ParkedItem, SyncedItem
from tests.migrated import kept_template
from tests.phone.chance import CLOCK, HARD, Night
from tests.phone.network import Network
from tests.phone.oracle import Database, Oracle
from tests.phone.phone import Phone
from tests.phone.server import BUILT, ROOT, Server, lay

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
PARTS, EACH = 2, 250
FEWER = 60  # on the second database
WRITTEN = "() => JSON.stringify([...window.indsatsTest.open.store.drafts.values()])"


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


def walk(server, database, pair, programs):
    """Go through programs of chance on a street nobody has walked yet, and look at the whole."""
    seed = os.environ.get("INDSATS_CHANCE") or secrets.token_hex(4)
    print(f"To do the same again: INDSATS_CHANCE={seed}")  # noqa: T201 -- shown on failure
    oracle = Oracle(database)
    night = Night(seed, server, *pair(server), oracle)
    for number in range(programs):
        night.run(number)
    for phone, network in zip(night.phones, night.networks, strict=True):
        night.do_restart(phone, network)  # so that only what is on the disk counts
    night.come_together()
    night.look()
    drafts = " ".join(night.evaluate(phone, WRITTEN) for phone in night.phones)
    assert oracle.missing(oracle.words, drafts) == {}
    assert oracle.exactly_once(list(oracle.saved)) == {}
    assert oracle.doubled() == {}
    server.run("django", "verify_audit")
    # What could not have gone wrong proves nothing.
    assert set(HARD) <= set(night.seen)
    assert database.of(SyncedItem).count() >= len(oracle.saved) > programs
    assert database.of(Conflict).exists()
    assert database.of(ParkedItem).exists()


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_lost_by_chance(part, own_server, pair, django_db_blocker):
    file = own_server.folder / "indsats.sqlite3"
    where = {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": {"timeout": 20}}
    with django_db_blocker.unblock(), Database(**where) as database:
        walk(own_server, database, pair, EACH)


@pytest.fixture
def postgresql(tmp_path):
    """Serve a street on PostgreSQL, with several processes; skip where none answers."""
    found = subprocess.run(
        ["scripts/find-postgresql"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip("no PostgreSQL answers")
    template = kept_template(found.stdout.strip())
    at, _slash, _name = found.stdout.strip().rpartition("/")
    name = f"indsats_chance_{secrets.token_hex(6)}"
    made = SQL("create database {} template {}").format(Identifier(name), Identifier(template))
    with psycopg.connect(f"{at}/postgres", autocommit=True) as connection:
        connection.execute(made)
        lay(tmp_path, f"{at}/{name}")
        shutil.copytree(BUILT, tmp_path / "app")
        server = Server(tmp_path, f"{at}/{name}").start()
        yield server
        server.kill()
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


def test_nothing_is_lost_by_chance_on_postgresql(postgresql, pair, django_db_blocker):
    parts = urlsplit(postgresql.database)
    where = {
        "ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:],
        "USER": parts.username or "", "PASSWORD": parts.password or "",
        "HOST": parts.hostname or "", "PORT": str(parts.port or ""),
    }  # fmt: skip
    with django_db_blocker.unblock(), Database(**where) as database:
        walk(postgresql, database, pair, FEWER)
