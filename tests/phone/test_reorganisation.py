"""The organisation changes at midnight while two phones hold what nobody has received yet."""

import json

import pytest

from indsats.field.models import ParkedItem, PlaceObservation
from indsats.organisation.models import UnitState
from tests.phone.chance import DRIVE, SEND, SET_CLOCK
from tests.phone.oracle import Database, Oracle
from tests.phone.phone import PASSWORD

pytestmark = pytest.mark.browser
CREW = ["amina", "bo"]
OF_THE_TEAM = ("Rolig uge", "Bænkene er flyttet", "Lyset ved skatebanen", "Spørg klubben", '"B7"')
KNOWN = """() => {
  const { store } = window.indsatsTest.open;
  return JSON.stringify([[...store.records.values()], store.meta.base]);
}"""
SCREENS = ("", "tur", "stop", "kontakt", "gruppe", "haendelse", "steder", "opfoelgning")


def do(phone, deed, record, word):
    done = phone.page.evaluate(DRIVE, [deed, record, word, CREW])
    assert done["kept"]
    return done["made"]


def listen(phone):
    """Keep every answer the phone gets."""
    heard = []
    phone.page.on("response", lambda each: "/synk" in each.url and heard.append(each))
    return lambda: "\n".join(each.text() for each in heard)


def night_before(amina, bo, networks):
    """Walk a tour; what is written after the cut is still on the phones at midnight."""
    tour = amina.set_out(members=CREW)
    seen = do(amina, "see", tour, "kendtafbegge")
    for phone in (amina, bo, amina):
        assert phone.page.evaluate(SEND) == 0
    for network in networks:
        network.cut()
    for phone, name in ((amina, "amina"), (bo, "bo")):
        do(phone, "see", tour, f"stop{name}")
        do(phone, "meet", tour, f"aftale{name}")
        do(phone, "edit", tour, f"resume{name}")
        do(phone, "edit", seen, f"mere{name}")
        do(phone, "promise", tour, f"husk{name}")
        phone.go("stop").tap("5–9").write("Med en sætning", f"kladde{name}")
        phone.until("window.indsatsTest.open.disk.flush()")
    return {
        f"{what}{who}"
        for who in ("amina", "bo")
        for what in ("stop", "aftale", "resume", "mere", "husk", "kladde")
    }


def midnight(server, amina, bo, networks):
    """Let the day end: the change decided the day before is in effect, whoever is offline."""
    server.later = int(server.run("tests.phone.reorganise"))
    server.kill()
    server.start()
    server.run("django", "effect")
    for phone, network in zip((amina, bo), networks, strict=True):
        phone.page.evaluate(SET_CLOCK, server.later * 1000)
        network.mend()


def shown(phone):
    """Read everything the screens show."""
    texts = []
    for screen in SCREENS:
        phone.go(screen).page.locator(".top h1").wait_for()
        texts.append(phone.page.locator("body").inner_text())
    return "\n".join(texts)


def take_in_at_the_desk(chromium, server, username):
    """Log in at the desk, and take in all that is parked; say how many rows there were."""
    context = chromium.new_context(base_url=f"http://localhost:{server.port}", locale="da-DK")
    page = context.new_page()
    page.goto("/konto/log-ind/?next=/felt/parkeret/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/felt/parkeret/")
    if page.goto("/felt/parkeret/").status == 404:
        return 0, ""  # nothing there for somebody without a team
    rows = page.locator("tbody tr").count()
    while page.locator("tbody a").count():
        page.locator("tbody a").first.click()
        several = page.get_by_role("button", name="Tag dem alle ind")
        (several if several.count() else page.get_by_role("button", name="Tag ind")).click()
        page.goto("/felt/parkeret/")
    empty = page.locator("main").inner_text()
    context.close()
    return rows, empty


def test_behaviour_04_reorganisation_meets_the_street(
    chromium, either_server, pair, django_db_blocker
):
    server = either_server
    (amina, bo), networks = pair(server)
    typed = night_before(amina, bo, networks)
    midnight(server, amina, bo, networks)
    answers = listen(bo)
    with django_db_blocker.unblock(), Database(server.where()) as database:
        for phone in (bo, amina, bo):
            assert phone.page.evaluate(SEND) == 0
        unit = database.of(UnitState).get(name="Den operative indsats").unit_id
        parked = database.of(ParkedItem).filter(handled_at=None)
        assert {row.unit_id for row in parked} == {unit}

        # Nobody sees too much: Bo is with the clubs now, and Amina's new team is not his.
        fresh = do(amina, "see", None, "iDenNyeEnhed")
        for phone in (amina, bo):
            assert phone.page.evaluate(SEND) == 0
        assert database.of(PlaceObservation).get(pk=fresh).unit_id == unit
        heard, held, seen = answers(), bo.page.evaluate(KNOWN), shown(bo)
        for secret in (*OF_THE_TEAM, "kendtafbegge", "iDenNyeEnhed", "stopamina", fresh):
            assert secret not in heard
            assert secret not in held
            assert secret not in seen
        assert [each["name"] for each in json.loads(held)[1]["units"]] == ["Klubberne"]
        assert "kendtafbegge" in amina.page.evaluate(KNOWN)  # her team took over what it knew
        bo.go("udbakke").says("Sat til side af serveren")

        # Nothing is lost: what was begun is still there, and goes the same way when it is saved.
        for phone in (amina, bo):
            phone.go("stop").tap("Ishøj Station").tap("Rolig").tap("Gem stop").sent()

        # Whoever takes over has it on the desk; whoever handed over has not.
        for username in ("lis", "dorte"):
            assert take_in_at_the_desk(chromium, server, username)[0] == 0
        rows, left = take_in_at_the_desk(chromium, server, "rie")
        assert rows >= len(typed) - 2
        assert "Der er ikke parkeret noget." in left
        oracle = Oracle(database)
        oracle.words = dict.fromkeys(typed)
        assert oracle.missing(typed, "") == {}
        assert oracle.doubled() == {}
