"""The day before effect everything is as before; on the day of effect it is as previewed."""

from datetime import UTC, datetime, time, timedelta

import pytest

from indsats.home.actions.demo.calendar import Moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHANGE = "/organisation/aendringer/operativ-indsats/"
TRAINED = {"Sara Bækholm", "Mikkel Fjordvig", "Amira Klintø"}  # the file gives them competences
STREET_TEAM = TRAINED | {"Thomas Overdrev", "Yasmin Lindal"}


def named(walker, path):
    """Give those of the street team whom a page names."""
    said = walker.go(path).text()
    return {name for name in STREET_TEAM if name in said}


def world(walker):
    """Tell what the persons concerned meet on the day the clock shows."""
    leader = walker("peter.strandby")
    chart = leader.go("/organisation/").page.locator(".org-list--top").inner_text()
    street = walker("sara.baekholm").go("/")
    director = walker("karen.holmgaard").go("/")
    return {
        "the leader's competences": named(leader, "/organisation/kompetencer/"),
        "the leader's gaps": bool(named(leader, "/organisation/kompetencer/mangler/")),
        "the chart": "Den operative indsats" in chart,
        "the street worker's unit": "Den operative indsats"
        in street.go("/organisation/enheder/gadeplan/").page.locator("main dl").first.inner_text(),
        "the director steers": "styregruppe" in director.page.locator("aside").inner_text(),
    }


def test_access_changes_by_itself_on_the_day_of_effect(demo, walker, clock):
    effect = demo(Moment.DECIDED).effect
    clock.move_to(datetime.combine(effect - timedelta(days=1), time(12), UTC))
    assert world(walker) == {
        "the leader's competences": set(),
        "the leader's gaps": False,
        "the chart": False,
        "the street worker's unit": False,
        "the director steers": False,
    }
    clock.move_to(datetime.combine(effect, time(0, 5), UTC))
    assert world(walker) == {
        "the leader's competences": TRAINED,
        "the leader's gaps": True,
        "the chart": True,
        "the street worker's unit": True,
        "the director steers": True,
    }


def test_each_one_sees_what_is_theirs_of_the_decided_change(demo, walker):
    demo(Moment.DECIDED)
    preview = f"{CHANGE}forhaandsvisning/"
    walker("tine.abildgren").go("/").go(CHANGE).go(preview).reads("Sara Bækholm", "Jonas Pilemark")
    consultant = walker("helle.broager").go("/")
    consultant.go("/organisation/enheder/kriminalpraeventive-konsulenter/")
    assert consultant.page.goto(preview).status == 404
    walker("bent.lyngoe").go("/").go("/spor/").reads("Jonas Vangsted")
    walker("ditte.rosenkaer").go("/").go("/organisation/brugere/").reads("Sara Bækholm")
    politician = walker("bodil.ravnkilde").go("/").go("/moeder/")
    assert politician.page.goto("/hoeringer/1/arbejdsbord/").status == 404
