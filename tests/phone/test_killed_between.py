"""The server is killed between reading an entry and answering for it."""

import json
import random
import secrets
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from uuid import uuid4

import pytest
from django.utils.timezone import now

from indsats.field.models import PlaceObservation, SyncedItem
from tests.phone.oracle import Database, Oracle

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
KILLS = 5
SHOWN = """() => {
  const { phone, base } = window.indsatsTest.open.store.meta;
  return { ...phone, unit: base.units[0].key, place: base.places[0].key };
}"""


def entry(known):
    at = now().isoformat()
    fields = {"unit": known["unit"], "place": known["place"], "seen_at": at, "crowd": "1-4",
              "mood": "calm", "text": f"ord{uuid4().hex}"}  # fmt: skip
    return {"op": str(uuid4()), "kind": "observation", "record": str(uuid4()), "form": 1,
            "base": None, "made_at": at, "fields": fields, "was": {}}  # fmt: skip


def call(server, known, items):
    """Call as a phone does; give the results, or nothing where the server was gone."""
    body = {"device": known["device"], "app": "test", "sent_at": now().isoformat(),
            "cursor": None, "waiting": len(items), "oldest_waiting_at": None,
            "items": items}  # fmt: skip
    said = {"Content-Type": "application/json", "Authorization": f"Bearer {known['key']}"}
    with (
        suppress(OSError, HTTPException, ValueError),
        closing(HTTPConnection("127.0.0.1", server.port, timeout=20)) as asked,
    ):
        asked.request("POST", "/api/v1/felt/synk", json.dumps(body), said)
        return json.loads(asked.getresponse().read())["results"]
    return []


def test_behaviour_05_killed_between_reading_and_answering_the_trail_tells_of_all_that_stands(
    own_server, make_phones, django_db_blocker
):
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")  # noqa: T201 -- shown on failure
    chance = random.Random(seed)  # noqa: S311 -- when to kill, not a secret
    known = make_phones(f"http://localhost:{own_server.port}").enrol("amina").page.evaluate(SHOWN)
    sent, answered = [], set()
    for _kill in range(KILLS):
        items = [entry(known) for _item in range(8)]
        sent += items
        results = []
        caller = threading.Thread(target=lambda: results.extend(call(own_server, known, items)))  # noqa: B023
        caller.start()
        time.sleep(chance.uniform(0.01, 0.25))
        own_server.kill()
        caller.join()
        own_server.start()
        answered |= {each["op"] for each in results}
    with django_db_blocker.unblock(), Database(own_server.where()) as database:
        oracle = Oracle(database)
        stood = {str(op) for op in database.of(SyncedItem).values_list("op", flat=True)}
        assert answered <= stood
        assert {op: oracle.lines[op] for op in stood} == dict.fromkeys(stood, 1)
        assert set(oracle.lines) == stood
        written = {each["record"] for each in sent if each["op"] in stood}
        texts = oracle.texts("observation", pk__in=[each["record"] for each in sent])
        assert set(texts) == written
        for start in range(0, len(sent), 8):  # what was not answered for is sent again
            answers = call(own_server, known, sent[start : start + 8])
            assert [each["outcome"] for each in answers] == ["taken"] * 8
        oracle.read_trail()
        assert {oracle.lines[each["op"]] for each in sent} == {1}
        rows = database.of(PlaceObservation).filter(pk__in=[each["record"] for each in sent])
        assert rows.count() == len(sent)
