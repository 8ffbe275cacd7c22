"""Five hundred nights of bad luck: nothing acknowledged is lost or doubled, no typed word is gone.

The same programs are drawn every time, so that a failure is somebody's change and no bad luck;
``INDSATS_CHANCE=seed`` draws others.
"""

import os

import pytest

from indsats.field.models import Conflict, ParkedItem, SyncedItem
from tests.phone.chance import HARD, Night
from tests.phone.oracle import Database, Oracle

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
PARTS, EACH = 2, 250
FEWER = 60  # on the second database
WRITTEN = "() => JSON.stringify([...window.indsatsTest.open.store.drafts.values()])"


def walk(server, database, pair, programs, part=0):
    """Go through programs of chance on a street nobody has walked yet, and look at the whole."""
    seed = f"{os.environ.get('INDSATS_CHANCE', 'a night')}, part {part}"
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
    with django_db_blocker.unblock(), Database(own_server.where()) as database:
        walk(own_server, database, pair, EACH, part)


def test_nothing_is_lost_by_chance_on_postgresql(postgresql, pair, django_db_blocker):
    with django_db_blocker.unblock(), Database(postgresql.where()) as database:
        walk(postgresql, database, pair, FEWER, PARTS)
