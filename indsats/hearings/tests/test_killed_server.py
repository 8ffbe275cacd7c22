"""Killing the server at random moments loses no acknowledged reply and doubles none."""

import json

import pytest

from indsats.hearings.tests.killing import PREPARE, Client, Server, trouble

KILLS, EACH = 4, 12


@pytest.mark.heavy
@pytest.mark.enable_socket
def test_a_killed_server_keeps_its_word(tmp_path):
    server = Server(tmp_path)
    server.run(server.command("migrate", "-v0"))
    links = json.loads(server.run(PREPARE).splitlines()[-1])
    clients = [Client(link, EACH) for link in links]
    server.start()
    try:
        trouble(server, clients, times=KILLS, seed=20231030)
    finally:
        server.kill()
    assert [client.odd for client in clients] == [[], [], [], []]
    acknowledged = {key: text for client in clients for key, text in client.done.items()}
    assert len(acknowledged) == EACH * len(clients)
    report = server.report()
    assert {key: text for key, text, _number, _sealed in report["rows"]} == acknowledged
    assert [row[2] for row in report["rows"]] == list(range(1, len(acknowledged) + 1))
    assert all(row[3] for row in report["rows"])
    assert report["breaks"] == 0
