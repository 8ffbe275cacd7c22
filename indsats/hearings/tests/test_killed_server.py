"""Killing the server at random moments loses no acknowledged reply and doubles none."""

import json
import os
import secrets
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier

from indsats.hearings.tests.killing import PREPARE, Client, Server, trouble

HARMS = {False: 4, True: 6}  # by whether several processes serve


@pytest.fixture
def database(tmp_path):
    """Give the address of an empty database of the engine the suite runs on."""
    made = settings.DATABASES["default"]
    if not made["ENGINE"].endswith("postgresql"):
        yield f"sqlite:///{tmp_path}/db.sqlite3"
        return
    who, secret, host = (quote(made[each], safe="") for each in ("USER", "PASSWORD", "HOST"))
    server = f"postgresql://{who}{':' if secret else ''}{secret}@{host}:{made['PORT'] or 5432}"
    name = f"killed_{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(SQL("create database {}").format(Identifier(name)))
        yield f"{server}/{name}"
        connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


@pytest.mark.heavy
@pytest.mark.enable_socket
def test_a_killed_server_keeps_its_word(tmp_path, database):
    seed = int(os.environ.get("INDSATS_KILL_SEED") or secrets.randbelow(1_000_000))
    print(f"To do the same again: INDSATS_KILL_SEED={seed}")  # noqa: T201 -- shown on failure
    server = Server(tmp_path, database)
    server.run(server.command("migrate", "-v0"))
    links = json.loads(server.run(PREPARE).splitlines()[-1])
    clients = [Client(link) for link in links]
    server.start()
    try:
        trouble(server, clients, times=HARMS[server.shared], seed=seed)
    finally:
        server.kill()
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
