"""What only a real server can show: it is killed at random moments, and sent far too much."""

import json
import os
import secrets
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier

from indsats.hearings.tests.killing import PREPARE, Client, Server, trouble
from indsats.hearings.tests.sending import MEGABYTE, Large

pytestmark = [pytest.mark.heavy, pytest.mark.enable_socket]
HARMS = {False: 4, True: 6}  # by whether several processes serve


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Give the address of an empty database of the engine the suite runs on."""
    made = settings.DATABASES["default"]
    if not made["ENGINE"].endswith("postgresql"):
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/db.sqlite3"
        return
    who, secret, host = (quote(made[each], safe="") for each in ("USER", "PASSWORD", "HOST"))
    server = f"postgresql://{who}{':' if secret else ''}{secret}@{host}:{made['PORT'] or 5432}"
    name = f"killed_{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(SQL("create database {}").format(Identifier(name)))
        yield f"{server}/{name}"
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


@pytest.fixture(scope="module")
def server(tmp_path_factory, database):
    """Give a server that runs, with a hearing sent to four parties; ``links`` are theirs."""
    server = Server(tmp_path_factory.mktemp("var"), database)
    server.run(server.command("migrate", "-v0"))
    server.links = json.loads(server.run(PREPARE).splitlines()[-1])
    server.start()
    yield server
    server.kill()


def test_a_killed_server_keeps_its_word(server):
    seed = int(os.environ.get("INDSATS_KILL_SEED") or secrets.randbelow(1_000_000))
    print(f"To do the same again: INDSATS_KILL_SEED={seed}")  # noqa: T201 -- shown on failure
    clients = [Client(link) for link in server.links]
    trouble(server, clients, times=HARMS[server.shared], seed=seed)
    assert [client.odd for client in clients] == [[], [], [], []]
    assert sum(client.lost for client in clients) > 0
    acknowledged = {key: text for client in clients for key, text in client.done.items()}
    report = server.report()
    rows = report["rows"]
    assert {key: text for key, text, *_more in rows} == acknowledged
    assert [number for _key, _text, number, *_more in rows] == list(range(1, len(rows) + 1))
    assert all(sealed for *_more, sealed, _files in rows)
    assert [files for *_more, files in rows] == [[[f"{row[1]}.txt", True]] for row in rows]
    assert report["breaks"] == 0


def test_a_file_of_50_megabytes_is_refused_and_the_words_stay(server):
    large = Large(server, server.links[0], 50 * MEGABYTE)
    status, page = large.send(text="Det, vi vil sige: æøå")
    assert status == 422
    assert "»stor.pdf« fylder mere end 25 MB. Gør den mindre, eller del den op" in page
    assert "Det, vi vil sige: æøå" in page
    assert large.grown < 15 * MEGABYTE


def test_what_is_larger_than_any_reply_is_refused_before_it_has_come_in(server):
    large = Large(server, server.links[1], 300 * MEGABYTE)
    status, page = large.send(text="Vores svar")
    assert status == 413
    assert "fylder mere end de 105 MB, systemet tager imod ad gangen" in page
    assert large.sent < 50 * MEGABYTE
    assert large.grown < 15 * MEGABYTE
