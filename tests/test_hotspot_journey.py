"""Hotspots, walks and checks in a real browser: no barriers, wide and narrow, nothing lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import expect

from indsats.base.periods import Span
from indsats.organisation.tests.factories import make_unit
from indsats.places.actions import checks, hotspots, walks
from indsats.places.models import Measure, SafetyCheck
from indsats.places.tests import factories as p
from tests.browser import sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])


@pytest.fixture(autouse=True)
def _forget_rates():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def world():
    """Give a unit with one of each, and what they are called."""
    unit = make_unit("Den operative indsats")
    by = p.make_coordinator(unit)
    p.make_area("Bycenter")
    hotspot = p.make_hotspot(unit, by)
    row = hotspots.add_indicator(
        by=by, hotspot=hotspot, block="disorder", name="Klager", form="count", source="Kontoret"
    )
    for first, until, value in (("2025-01-01", "2026-01-01", 60), ("2026-07-01", "2027-01-01", 20)):
        span = Span(date.fromisoformat(first), date.fromisoformat(until))
        hotspots.hand_in_reading(indicator=row, span=span, value=Decimal(value), at=now())
    p.make_measure(unit, by, due=date(2026, 1, 5))
    stops = [walks.Stop(p.make_place("Tunnelen"))]
    walk = p.make_walk(unit, by, stops=stops)
    walks.note_fault(by=by, walk=walk, facts=walks.FaultFacts(kind="dark", text="Sort"), at=now())
    link = p.make_link(unit, by)
    checks.ask_for_check(link=link.link, asked=p.asked(), request_key="k", at=now())
    return {"by": by, "hotspot": hotspot, "walk": walk, "token": link.token}


@KINDS
def test_every_page_is_free_of_barriers_and_fits_the_screen(world, browser_page, axe, kind):
    page = browser_page(kind, user=world["by"])
    check = SafetyCheck.objects.get()
    hotspot, walk = [world["hotspot"].pk], [world["walk"].pk]
    paths = [
        reverse("places:hotspots"),
        reverse("places:hotspot", args=hotspot),
        reverse("places:hotspot-new"),
        reverse("places:hotspot-close", args=hotspot),
        reverse("places:indicator-new", args=hotspot),
        reverse("places:measure-new"),
        reverse("places:measure", args=[Measure.objects.get().pk]),
        reverse("places:walks"),
        reverse("places:walk-hold", args=walk),
        reverse("places:fault-new", args=walk),
        reverse("places:checks"),
        reverse("places:check", args=[check.pk]),
        reverse("places:measures"),
        reverse("places:walk", args=walk),
        reverse("places:walk-new"),
        reverse("places:check-answer", args=[check.pk]),
        reverse("places:check-links"),
        reverse("places:place", args=[world["hotspot"].places.get().key]),
    ]
    for path in paths:
        sound(page, axe, path)


def test_only_what_the_chosen_way_needs_is_asked_for(world, browser_page):
    page = browser_page("desktop", user=world["by"])
    page.goto(reverse("places:check-answer", args=[SafetyCheck.objects.get().pk]))
    expect(page.get_by_label("Ansvarlig for tiltaget")).to_be_hidden()
    page.get_by_text("Med et tiltag", exact=True).click()
    expect(page.get_by_label("Ansvarlig for tiltaget")).to_be_visible()
    expect(page.get_by_label("Mål for hotspottet")).to_be_hidden()


def test_findings_are_noted_one_after_the_other_on_a_phone(world, browser_page):
    page = browser_page("phone", user=world["by"])
    page.goto(reverse("places:fault-new", args=[world["walk"].pk]))
    page.get_by_label("Hvad der blev fundet").fill("Glas ved trappen")
    page.get_by_role("button", name="Notér, og skriv det næste").click()
    expect(page.get_by_text("Noteret.")).to_be_visible()
    page.get_by_label("Hvad der blev fundet").fill("Lampen blinker")
    page.get_by_label("Ansvarlig").select_option(label="Den operative indsats")
    page.get_by_role("button", name="Notér", exact=True).click()
    expect(page.get_by_text("Vælg en frist.").first).to_be_visible()
    page.get_by_label("Frist").fill("2099-01-01")
    page.get_by_role("button", name="Notér", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rundt om torvet")
    assert Measure.objects.filter(walk=world["walk"]).get().title == "Lampen blinker"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_school_asks_by_its_link_and_is_asked_about_names(world, browser_page, axe, scripts):
    page = browser_page("phone", scripts=scripts)
    page.goto(reverse("places:check_link", args=[world["token"]]))
    if scripts:
        axe(page)
    page.get_by_label("Hvor er det?").fill("Skuret ved indgang C")
    page.get_by_text("Hærværk", exact=True).click()
    page.get_by_label("Hvornår mærkes det?").select_option("weekend")
    page.get_by_label("Hvad ser I?").fill("Peter Hansen bryder døren op.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("»Peter Hansen« til en person?").first).to_be_visible()
    if scripts:
        axe(page)
    expect(page.get_by_label("Hvor er det?")).to_have_value("Skuret ved indgang C")
    page.get_by_label("Hvad ser I?").fill("Døren bliver brudt op.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Tak. I kan følge det her")).to_be_visible()
    assert SafetyCheck.objects.count() == 2
