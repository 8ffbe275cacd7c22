"""No network, a cut, a killed server, a wrong clock: every word arrives exactly once."""

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils.timezone import now

pytestmark = pytest.mark.browser

ALL = "select text from field_placeobservation where text like ? order by made_at, received_at"


def arrived(server, mark):
    return [text for (text,) in server.rows(ALL, f"{mark}%")]


def test_a_tour_without_any_network_from_the_start_of_the_app(network, phone, server):
    phone.set_out()
    phone.sent()
    network.cut()
    phone.open().unlock()
    phone.stop("uden net: stille ved bænken").says("stille ved bænken")
    phone.open().unlock().go("tur").says("stille ved bænken")
    assert phone.waiting() > 0
    assert arrived(server, "uden net") == []
    network.mend()
    phone.send().sent()
    assert arrived(server, "uden net") == ["uden net: stille ved bænken"]


def test_behaviour_02_an_upload_cut_anywhere_arrives_once_and_in_order(network, phone, server):
    network.cut()
    for number in range(6):
        phone.stop(f"cut {number}")
    for up, down in ((0, None), (90, None), (900, None), (2600, None), (None, 0), (None, 60)):
        network.mend()
        network.up, network.down = up, down
        phone.send()
        network.cut()
        assert phone.waiting() >= 6
    assert len(arrived(server, "cut")) in {0, 6}
    network.mend()
    phone.send().sent()
    assert arrived(server, "cut") == [f"cut {number}" for number in range(6)]


def test_a_server_killed_while_it_receives_loses_and_doubles_nothing(network, phone, server):
    network.cut()
    place = phone.page.evaluate("window.indsatsTest.open.store.meta.base.places[0].key")
    seen = {"place": place, "crowd": "1-4", "mood": "calm", "seen_at": now().isoformat()}
    for number in range(12):
        phone.add("observation", text=f"kill {number}", **seen)
    network.mend()
    phone.page.evaluate("() => void window.indsatsTest.open.sender.run()")
    for _look in range(400):
        if arrived(server, "kill"):
            break
        phone.page.wait_for_timeout(5)
    server.kill()
    before = arrived(server, "kill")
    assert before
    server.start()
    phone.send().sent()
    assert sorted(arrived(server, "kill")) == sorted(f"kill {number}" for number in range(12))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_wrong_by_a_day_is_told_and_set_right(days, network, phone, server):
    real = now()
    phone.page.clock.set_fixed_time(real + timedelta(days=days))
    phone.stop(f"ur {days}").sent()
    phone.says("Telefonens ur går 24 timer")
    (seen,) = server.rows(
        "select seen_at from field_placeobservation where text = ?", f"ur {days}"
    )[0]
    assert abs(datetime.fromisoformat(f"{seen}+00:00") - real) < timedelta(minutes=30)


BROKEN = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<h1>Fejl</h1>",
    b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"now": "2026-11-25T20:00:00Z", "res',
    b"HTTP/1.1 302 Found\r\nLocation: /konto/log-ind/\r\nContent-Length: 0\r\n\r\n",
    b"rubbish",
)


def test_behaviour_02_a_broken_answer_is_no_answer(network, phone, server):
    network.cut()
    phone.stop("broken")
    for answer in BROKEN:
        network.mend()
        network.instead = answer
        phone.send()
        assert phone.waiting() == 1, answer
    phone.go("udbakke").says("Serveren svarer ikke")
    network.mend()
    phone.send().sent()
    assert arrived(server, "broken") == ["broken"]


def test_what_the_server_sets_aside_is_told_with_its_reason(phone, server):
    """The tour was released meanwhile: the stop is parked for the coordinator, not dropped."""
    tour = phone.set_out()
    phone.send().sent()
    server.write(
        "update field_tour set ended_at = started_at, written_at = started_at, "
        "released_at = started_at, released_by_id = author_id where id = ?",
        tour.replace("-", ""),
    )
    phone.stop("efter frigivelse").sent()
    phone.go("udbakke").says("Sat til side af serveren")
    phone.says("Turen er frigivet")
    parked = server.rows("select body from field_parkeditem where body like '%efter frigivelse%'")
    assert [json.loads(body)["fields"]["text"] for (body,) in parked] == ["efter frigivelse"]


def test_behaviour_01_two_phones_one_field_and_both_values_are_kept(network, phones, server):
    first, second = phones().enrol("amina"), phones().enrol("bo")
    tour = first.set_out(members=["amina", "bo"])
    first.sent()
    second.send().until(f"window.indsatsTest.open.store.view('{tour}') !== undefined")
    network.cut()
    for phone, text in ((first, "Aminas ord"), (second, "Bos ord")):
        phone.go(f"hjem/{tour}").write("Turen i korte træk", text).tap("Gem turen")
    second.context.set_offline(True)  # so that hers is there first
    network.mend()
    first.send().sent()
    second.context.set_offline(False)
    second.send().sent()
    second.go("udbakke").says("Begge dele er gemt")
    kept = server.rows(
        "select kept, offered from field_conflict where field = 'summary' and record = ?",
        tour.replace("-", ""),
    )
    assert [tuple(map(json.loads, row)) for row in kept] == [("Aminas ord", "Bos ord")]
    assert second.page.evaluate(
        f"window.indsatsTest.open.store.view('{tour}').fields.summary"
    ) == "Aminas ord"  # fmt: skip


def test_every_letter_of_a_draft_outlives_a_kill_at_any_moment(phone):
    text = "En sætning med æ, ø og å, skrevet med kolde fingre"
    phone.go("stop").tap("10–19")
    field = phone.page.get_by_label("Med en sætning")
    kept = []
    for part in (text[:10], text[10:30], text[30:]):
        field.press_sequentially(part)
        phone.until("window.indsatsTest.open.disk.flush()")
        phone.open().unlock().go("stop")
        field = phone.page.get_by_label("Med en sætning")
        kept.append(field.input_value())
    assert kept == [text[:10], text[:30], text]
    assert all(later.startswith(earlier) for earlier, later in pairwise(kept))
    phone.tap("Begynd forfra")
