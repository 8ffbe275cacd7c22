"""A pair on a tour: every screen by day and by night, taps counted, nobody's steps followed."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now

from tests.phone.phone import SIZE
from tests.phone.server import ROOT

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("INDSATS_PICTURES")  # a folder, for one who wants to look
PICTURE = {"width": 390, "height": 844}
ELSEWHERE = {"latitude": 55.6099, "longitude": 12.3333}
SMALL = """() => [...document.querySelectorAll('button, .button, .chip, .tabs a, .row, textarea')]
  .filter(each => each.offsetParent && each.getBoundingClientRect().height < 48)
  .map(each => each.className + ': ' + each.textContent)"""
WIDE = "() => document.documentElement.scrollWidth"
SCREENS = (
    "", "tur", "stop", "kontakt", "gruppe", "gruppe/ny", "haendelse", "steder", "udbakke",
    "telefonen", "opfoelgning",
)  # fmt: skip


class Looker:
    """Looks at screens: nothing too small, too wide or out of reach; keeps a picture if asked."""

    def __init__(self, phone, axe, kind):
        self.phone, self.axe, self.kind = phone, axe, kind

    def look(self, name):
        page = self.phone.page
        page.wait_for_timeout(100)
        assert page.evaluate(SMALL) == [], name
        assert page.evaluate(WIDE) <= 360, name
        self.axe(page)
        if PICTURES:
            page.set_viewport_size(PICTURE)
            page.wait_for_timeout(200)
            page.screenshot(path=Path(PICTURES) / f"{self.kind}-{name or 'idag'}.png")
            page.set_viewport_size(SIZE)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_every_screen_by_day_and_by_night(kind, phones, axe):
    phone = phones(color_scheme=kind)
    looker = Looker(phone, axe, kind)
    looker.look("tag-i-brug")
    phone.enrol("amina")
    phone.set_out()
    for screen in SCREENS:
        phone.go(screen)
        phone.page.locator(".top h1").wait_for()
        looker.look(screen.replace("/", "-"))
    phone.go("steder").tap("Zoom ind")
    phone.page.locator(".rows .row").first.click()
    looker.look("sted")
    phone.go("gruppe").page.locator(".rows .row").first.click()
    looker.look("gruppe-igen")
    phone.go("haendelse").tap("Uro i området").says("Vi er i sikkerhed")
    phone.tap("Vi er i sikkerhed").says("Vi er i sikkerhed.")
    looker.look("haendelse-aaben")
    phone.go("stop").write("Med en sætning", "Talte med Amir, ring 20304050")
    phone.says("Ligner et navn").says("Ligner et telefonnummer")
    looker.look("stop-advarsel")
    phone.tap("Begynd forfra").go("tur").tap("Vi er hjemme – slut turen").says("Turen i korte træk")
    looker.look("hjem")
    phone.tap("Lås").says("Tast din kode")
    looker.look("laas")


def test_behaviour_14_a_known_contact_in_six_taps_and_a_tour_with_one_thumb(
    own_server, make_phones
):
    """Taps and letters are held, and stand in the documentation; seconds are reckoned from them."""
    phone = make_phones(f"http://localhost:{own_server.port}").enrol("amina")
    began = time.monotonic()
    phone.says("Din tur").tap("Jeg har læst det").says("Læst kl.")
    phone.tap("Start turen").says("Ude siden")

    out = phone.counted()
    phone.tap("Nyt stop", "link")
    for name in ("5–9", "Højrøstet", "16–17", "Drenge", "Hænger ud", "Musik", "Talte med dem"):
        phone.tap(name)
    phone.write("Med en sætning", "Høj musik fra bænken").tap("Gem stop").says("Høj musik")
    stop, seen = phone.counted(out), phone.counted()

    phone.tap("Kontakt", "link").tap("B7").tap("Samtale").tap("Skole").tap("Åben")
    phone.tap("Gem kontakt").says("1 kontakt")
    contact = phone.counted(seen)

    phone.tap("Vi er hjemme – slut turen").tap("Rolig")
    phone.write("Turen i korte træk", "Rolig aften, god snak på bænken.").tap("Gem turen")
    phone.sent()
    tour, machine = phone.counted(), time.monotonic() - began
    print(f"\nstop {stop}, contact {contact}, tour {tour}; by machine {machine:.1f} s")  # noqa: T201
    assert 8 <= stop[0] <= 12
    assert contact[0] <= 6
    assert contact[2] <= 20
    assert tour[2] < 120
    told = (ROOT / "docs" / "phone" / "README.md").read_text()
    for taps, letters, seconds in (stop, contact, tour):
        assert f"| {taps} | {letters} | {seconds} |" in told
    stands_whole(own_server)


def stands_whole(server):
    """Look for the tour in the database, with all that belongs to it."""
    (row,) = server.rows(
        "select started_at is not null, ended_at is not null, written_at is not null, mood"
        " from field_tour"
    )
    assert row == (1, 1, 1, "calm")
    (met,) = server.rows(
        "select c.kind, c.was_known, c.ages, c.tone, k.code from field_contact c"
        " join field_knownyouth k on k.id = c.known_id"
    )
    assert met == ("conversation", 1, "16-17", "open", "B7")
    assert server.rows("select kind from field_checkin order by made_at") == [
        ("out",),
        ("home",),
    ]
    assert server.rows("select count(*) from field_conflict") == [(0,)]
    assert server.rows("select count(*) from field_parkeditem") == [(0,)]


def test_an_alarm_takes_two_taps(phone, server):
    phone.set_out()
    phone.go("tur").says("Ude siden")
    phone.taps = 0
    phone.tap("Hændelse", "link").tap("Stort slagsmål")
    assert phone.taps == 2
    phone.says("Alarmen er sendt")
    phone.tap("Beslutning").write("Hvad", "Vi trækker os til stationen").tap("Skriv linje")
    phone.sent().says("Vi trækker os til stationen")
    lines = server.rows("select kind, text from field_incidententry where text like 'Vi trækker%'")
    assert lines == [("decision", "Vi trækker os til stationen")]


def test_nobody_is_followed(phones, server):
    """Where the phone is, is asked once, when the button is pressed, and is kept nowhere."""
    phone = phones(geolocation=ELSEWHERE, permissions=["geolocation"])
    phone.context.add_init_script(
        """window.asked = 0;
        for (const name of ['getCurrentPosition', 'watchPosition']) {
          const ask = Geolocation.prototype[name];
          Geolocation.prototype[name] = function (...all) {
            window.asked += name === 'watchPosition' ? 100 : 1; return ask.apply(this, all) } }"""
    )
    phone.open().enrol("amina")
    phone.set_out()
    phone.stop("ingen spor")
    phone.go("kontakt").tap("Hilsen").tap("16–17").tap("Gem kontakt")
    assert phone.page.evaluate("window.asked") == 0
    phone.go("steder").tap("Find mig").says("Det gemmes ikke")
    assert phone.page.evaluate("window.asked") == 1
    phone.stop("efter find mig").sent()
    assert phone.page.evaluate("window.asked") == 1
    dump = Path(server.folder / "indsats.sqlite3").read_bytes() + b"".join(
        each.read_bytes() for each in server.folder.glob("indsats.sqlite3-wal")
    )
    assert b"efter find mig" in dump
    assert b"12.3333" not in dump
    held = phone.page.evaluate(
        "JSON.stringify([...window.indsatsTest.open.store.records.values(),"
        " window.indsatsTest.open.store.meta.last, { ...localStorage }])"
    )
    assert "12.333" not in held


def test_a_check_in_that_is_due_is_told_without_names(phone):
    phone.set_out()
    phone.go("").says("Meld jer senest kl.")
    phone.tap("Alt vel").sent()
    phone.page.clock.set_fixed_time(now() + timedelta(minutes=61))
    phone.go("tur").says("I skulle have meldt jer kl.").says("Meld jer nu")
    phone.go("").says("I skulle have meldt jer kl.")


def test_who_writes_nothing_here_is_told_before_writing(phones, axe):
    """A leader's entries would be set aside: the app says so first; an alarm is taken in."""
    leader, worker = phones().enrol("lis"), phones().enrol("amina")
    looker = Looker(leader, axe, "leader")
    for screen, said in (
        ("", "ingen holder øje med, om du melder dig"),
        ("tur", "ingen holder øje med, om du melder dig"),
        ("stop", "Med din funktion skriver du ikke her"),
        ("kontakt", "Med din funktion skriver du ikke her"),
    ):
        leader.go(screen).says(said)
        looker.look(screen)
        worker.go(screen).page.locator(".top h1").wait_for()
        assert worker.page.get_by_text("Med din funktion").count() == 0
    leader.go("haendelse").says("Meld en ny")
    leader.tap("Uro i området").sent().says("Alarmen er sendt")
    assert leader.page.get_by_text("Med din funktion").count() == 0


def test_a_call_for_help_says_whether_it_is_sent_and_whom_to_ring(own_server, make_phones, axe):
    """Without network too: the numbers stand on the phone, and all well again is one press."""
    phone = make_phones(f"http://localhost:{own_server.port}").enrol("amina")
    phone.says("Din tur").tap("Start turen").says("Ude siden").sent()
    phone.context.set_offline(True)
    phone.go("").tap("Brug for hjælp").says("I har bedt om hjælp kl.").says("ikke sendt endnu")
    rung = [
        phone.page.get_by_role("link", name=name).get_attribute("href")
        for name in ("Ring 112", "Ring til Karen Holm")
    ]
    assert rung == ["tel:112", "tel:43570000"]
    Looker(phone, axe, "light").look("hjaelp")
    phone.go("tur").says("Ring, eller meld alt vel")
    Looker(phone, axe, "light").look("hjaelp-tur")
    phone.go("")
    phone.context.set_offline(False)
    phone.send().sent().says("Det er sendt.")
    phone.tap("Alt vel igen").says("Meld jer senest kl.")


def test_a_call_for_help_on_a_tour_nobody_planned_says_that_nobody_is_on_call(phone):
    phone.set_out()
    phone.go("").tap("Brug for hjælp").says("Ingen har bagvagten på turen.")
    assert phone.page.get_by_role("link", name="Ring 112").is_visible()
    phone.tap("Alt vel igen").says("Meld jer senest kl.").sent()
