"""The lock, two users of a phone, login run out, a phone emptied or full, a new version."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from tests.phone.phone import PIN

pytestmark = pytest.mark.browser


def test_the_lock_falls_by_itself_keeps_the_draft_and_shows_nothing(phone):
    phone.go("stop").write("Med en sætning", "midt i en")
    phone.page.clock.set_fixed_time(now() + timedelta(minutes=6))
    phone.page.get_by_text("Tast din kode").wait_for()
    seen = phone.page.locator("body").inner_text()
    assert "midt i en" not in seen
    assert "Amina Kaya" in seen
    assert phone.page.evaluate("window.indsatsTest.open") is None
    phone.type_pin("000000")
    phone.says("Forkert kode")
    phone.type_pin()
    field = phone.page.get_by_label("Med en sætning")
    field.wait_for()
    assert field.input_value() == "midt i en"


def test_five_wrong_codes_cost_a_minute_and_nothing_else(phone):
    phone.stop("gemt bag låsen")
    phone.tap("Lås")
    for _try in range(5):
        phone.until("document.querySelectorAll('.dot--on').length === 0")
        phone.until("!document.querySelector('.keypad button').disabled")
        phone.type_pin("111222")
        phone.until("document.querySelectorAll('.dot--on').length === 0")
    phone.says("For mange forkerte koder")
    phone.open().says("For mange forkerte koder")
    phone.page.clock.set_fixed_time(now() + timedelta(minutes=2))
    phone.unlock().go("tur")


def test_a_forgotten_code_is_told_what_it_would_shut_in(network, phone, axe):
    def told():
        phone.open().page.get_by_text("Glemt koden?").click()
        return phone.page.locator(".forgotten").inner_text()

    phone.sent()
    assert "Alt er sendt, så intet går tabt." in told()
    phone.unlock()
    network.cut()
    phone.stop("skrevet uden net").stop("og en til")
    phone.go("kontakt").tap("Hilsen")
    phone.until("window.indsatsTest.open.disk.flush()")
    said = told()
    axe(phone.page)
    assert "2 registreringer og 1 kladde ligger kun her" in said
    assert "Ring til koordinatoren" in said
    assert "skrevet uden net" not in phone.page.locator("body").inner_text()


def test_behaviour_03_two_users_of_one_phone_never_see_each_other(network, phone, server):
    """Another logging in leaves the first one's queue whole and unreadable."""
    network.cut()
    phone.stop("Aminas ord").says("venter")
    phone.tap("Lås")
    network.mend()
    phone.context.clear_cookies()
    phone.tap("En anden skal bruge telefonen")
    phone.enrol("dorte", pin="314159")
    assert phone.waiting() == 0
    assert server.rows("select 1 from field_placeobservation where text = 'Aminas ord'") == []
    phone.tap("Lås")
    phone.tap("Amina Kaya").type_pin("314159")
    phone.says("Forkert kode")
    phone.tap("Dorte Lund").tap("Amina Kaya")
    phone.unlock(PIN).sent()
    (author,) = server.rows(
        "select u.username from field_placeobservation o join organisation_user u on u.id ="
        " o.author_id where o.text = 'Aminas ord'"
    )[0]
    assert author == "amina"


def test_a_login_that_ran_out_stops_nothing(phone, server):
    device = phone.page.evaluate("window.indsatsTest.open.store.meta.phone.device")
    server.write(
        "update field_device set expires_at = '2020-01-01' where id = ?", device.replace("-", "")
    )
    phone.context.clear_cookies()
    phone.stop("efter udløb").says("Log ind igen")
    phone.stop("endnu et efter udløb")
    assert phone.waiting() == 2
    phone.page.get_by_role("link", name="Log ind", exact=True).click()
    phone.page.get_by_text("Log ind for at sende").wait_for()
    phone.login("amina")
    phone.unlock().page.get_by_role("link", name="Log ind", exact=True).click()
    phone.sent()
    assert (
        len(server.rows("select 1 from field_placeobservation where text like '%efter udløb'")) == 2
    )


def test_a_lost_phone_is_emptied_from_afar(phone, server):
    device = phone.page.evaluate("window.indsatsTest.open.store.meta.phone.device")
    server.write(
        "update field_device set wipe = 1, closed_at = '2026-01-01', closed_because = 'Tabt'"
        " where id = ?", device.replace("-", ""),
    )  # fmt: skip
    phone.page.evaluate("() => void window.indsatsTest.open.sender.run()")
    phone.page.get_by_text("Indsats Felt").wait_for()
    phone.until("async () => (await indexedDB.databases()).every(({ name }) => name === 'felt')")
    phone.until("window.indsatsTest.entries.length === 0")
    said = "select 1 from field_device where id = ? and wiped_at is not null"
    for _look in range(100):
        if server.rows(said, device.replace("-", "")):
            break
        phone.page.wait_for_timeout(50)
    assert server.rows(said, device.replace("-", ""))


def test_a_full_phone_says_so_and_keeps_what_is_typed(phones, tmp_path):
    folder = tmp_path / "browser"  # Chromium holds to its limit on a real disk, from a new start
    phones(folder=folder).enrol("amina").context.close()
    phone = phones(folder=folder)
    origin = phone.page.evaluate("location.origin")
    tools = phone.context.new_cdp_session(phone.page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    phone.unlock().go("stop").write("Med en sætning", "skrevet på en fuld telefon")
    phone.says("Telefonen er fuld")
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    phone.page.get_by_text("Telefonen er fuld").wait_for(state="hidden")
    phone.open().unlock().go("stop")
    assert phone.page.get_by_label("Med en sætning").input_value() == "skrevet på en fuld telefon"


def test_a_new_version_is_taken_at_the_next_start_with_the_draft_whole(app_files, phone):
    phone.go("stop").write("Med en sætning", "begyndt i den gamle")
    was = phone.page.evaluate("caches.keys()")
    worker = app_files / "worker.js"
    version = was[0].removeprefix("indsats-felt-")
    worker.write_text(worker.read_text().replace(version, "0123456789"))
    phone.page.evaluate("navigator.serviceWorker.ready.then(each => each.update())")
    phone.until("navigator.serviceWorker.ready.then(each => each.waiting !== null)")
    assert phone.page.get_by_label("Med en sætning").input_value() == "begyndt i den gamle"
    phone.open().unlock().go("stop")
    assert phone.page.get_by_label("Med en sætning").input_value() == "begyndt i den gamle"
    phone.until(
        "async () => JSON.stringify(await caches.keys()) === '[\"indsats-felt-0123456789\"]'"
    )
    assert was != phone.page.evaluate("caches.keys()")


def test_of_two_windows_only_the_last_is_in_use(phone):
    phone.go("stop").write("Med en sætning", "i det første")
    first = phone.page
    phone.page = phone.context.new_page()
    phone.page.goto("/felt/")
    phone.unlock().go("stop")
    first.get_by_text("Appen er åben i et andet vindue").wait_for()
    assert phone.page.get_by_label("Med en sætning").input_value() == "i det første"


def test_a_passkey_opens_the_store_too(phone):
    tools = phone.context.new_cdp_session(phone.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasPrf": True,
        "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    }})  # fmt: skip
    phone.go("telefonen").tap("Lås op med finger eller ansigt")
    phone.says("Tast din kode for at lave")
    phone.type_pin()
    phone.says("Du kan låse op med finger eller ansigt")
    phone.tap("Lås nu").tap("Lås op med adgangsnøgle")
    phone.says("Du kan låse op med finger eller ansigt")


@pytest.fixture
def app_files(server):
    """Give the files the server serves the app from, a copy of its own."""
    return server.folder / "app"
