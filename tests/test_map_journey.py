"""The map in a real browser: by keyboard, on a phone, with thousands of places, without scripts."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from indsats.places.models import Place, PlaceState
from indsats.places.rules.borders import Point
from indsats.places.rules.opening import Hours
from indsats.places.tests.factories import (
    LONG_AGO,
    STATION,
    make_area,
    make_coordinator,
    make_place,
    square,
)
from tests.browser import fits, sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])
MANY = 4000
SCALE = ".leaflet-control-scale-line"


@pytest.fixture
def opened(browser_page):
    """Give ``opened(kind)``: the map page, drawn, with an area and two places."""
    make_area("Bycenter")
    make_area("Strand", geometry=square(55.60, 12.36), key="strand")
    make_place("Ishøj Station")
    make_place("Havnen", kind="beach", at=Point(55.605, 12.366))
    user = make_coordinator()

    def open_map(kind="desktop", **options):
        page = browser_page(kind, user=user, **options)
        page.goto(reverse("places:map"))
        return page

    return open_map


def pins(page):
    return page.locator(".map__pin")


@KINDS
def test_the_map_has_no_barriers_and_fits_the_screen(opened, axe, kind):
    page = opened(kind)
    expect(pins(page)).to_have_count(2)
    axe(page)
    fits(page)


@KINDS
def test_the_pages_of_places_have_no_barriers_and_fit_the_screen(browser_page, axe, kind):
    area, place = make_area("Bycenter"), make_place("Ishøj Station", owner="DSB")
    page = browser_page(kind, user=make_coordinator())
    paths = [
        reverse("places:list"),
        reverse("places:areas"),
        reverse("places:area", args=[area.key]),
        reverse("places:place", args=[place.key]),
        reverse("places:change", args=[place.key]),
        reverse("places:close", args=[place.key]),
        reverse("places:correct", args=[place.key, LONG_AGO.isoformat()]),
    ]
    for path in paths:
        sound(page, axe, path)


def test_a_place_is_reached_and_opened_by_keyboard_alone(opened):
    page = opened()
    expect(pins(page)).to_have_count(2)
    page.locator(".map").focus()
    page.keyboard.press("Tab")  # north first
    expect(page.get_by_role("button", name="Ishøj Station")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Havnen")).to_be_focused()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Åbn siden")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Havnen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Havnen")


def test_keys_pan_and_zoom(opened):
    page = opened()
    expect(pins(page)).to_have_count(2)
    pane, scale = page.locator(".leaflet-map-pane"), page.locator(SCALE)
    before, shown = pane.get_attribute("style"), scale.inner_text()
    page.locator(".map").focus()
    page.keyboard.press("ArrowRight")
    expect(pane).not_to_have_attribute("style", before)
    page.keyboard.press("+")
    expect(scale).not_to_have_text(shown)


def test_the_points_follow_the_list_beside_them(opened):
    page = opened()
    expect(pins(page)).to_have_count(2)
    page.get_by_label("Søg", exact=True).fill("havn")
    expect(page.locator("[data-listing] tbody tr")).to_have_count(1)
    expect(pins(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Havnen")).to_be_visible()


PAINTED = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
}"""


def test_roads_are_drawn_where_they_have_been_taken_in(opened, tmp_path):
    line = [[12.35, 55.613], [12.358, 55.6135], [12.37, 55.612]]
    road = {"type": "Feature", "id": "way/1", "properties": {"highway": "primary"},
            "geometry": {"type": "LineString", "coordinates": line}}  # fmt: skip
    file = tmp_path / "veje.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [road]}))
    call_command("import_roads", file)
    page = opened()
    expect(page.locator(".map[data-roads-drawn]")).to_be_visible()
    assert page.locator(".leaflet-roads-pane canvas").evaluate(PAINTED)
    expect(page.get_by_text("OpenStreetMap-bidragydere")).to_be_visible()


def test_the_map_tells_who_owns_a_place_and_when_it_is_open(opened):
    hours = (Hours((1, 2, 3, 4, 5), 8 * 60, 16 * 60),)
    make_place("Klubben", kind="club", at=Point(55.625, 12.34), owner="Foreningen", hours=hours)
    page = opened()
    page.get_by_role("button", name="Klubben").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ejer: Foreningen")).to_be_visible()
    expect(page.get_by_text("Åbningstider: Mandag–fredag 08.00–16.00")).to_be_visible()


def test_nobody_outside_is_asked_for_a_map(opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(pins(page)).to_have_count(2)
    own = page.evaluate("location.origin")
    assert asked
    assert [url for url in asked if not url.startswith((own, "data:"))] == []


def test_without_scripts_there_is_a_drawing_and_the_list(opened):
    page = opened(scripts=False)
    expect(page.get_by_role("img", name="Kort over steder")).to_be_visible()
    expect(page.get_by_role("link", name="Ishøj Station")).to_be_visible()


def test_thousands_of_places_are_gathered_and_come_apart(opened):
    rows = [divmod(number, 80) for number in range(MANY)]
    made = Place.objects.bulk_create(Place(key=f"s{number}") for number in range(MANY))
    PlaceState.objects.bulk_create(
        PlaceState(place=place, valid_from=LONG_AGO, name=f"{row}, {n}", kind="park",
                   latitude=55.6 + row / 4000, longitude=12.3 + n / 1000)
        for place, (row, n) in zip(made, rows, strict=True)
    )  # fmt: skip
    page = opened()
    gathered = page.locator(".map__pin--many").first
    expect(gathered).to_be_visible()
    assert pins(page).count() < 250, "the keyboard and the eye must find their way"
    shown = page.locator(SCALE).inner_text()
    gathered.focus()
    page.keyboard.press("Enter")
    expect(page.locator(SCALE)).not_to_have_text(shown)
    expect(page.locator(".map")).to_be_focused()


@KINDS
def test_a_new_place_is_put_on_the_map(browser_page, axe, kind):
    make_area("Bycenter")
    page = browser_page(kind, user=make_coordinator())
    page.goto(reverse("places:new"))
    page.get_by_label("Navn").fill("Skaterbanen")
    page.get_by_label("Type").select_option("sports")
    frame = page.locator(".map")
    expect(frame.locator(".leaflet-control-zoom-in")).to_be_visible()
    axe(page)
    if kind == "desktop":
        frame.click(position={"x": 150, "y": 150})
    else:
        page.get_by_role("button", name="Brug kortets midte").click()
    expect(frame.locator(".map__mark")).to_be_visible()
    page.get_by_role("button", name="Registrér").click()
    expect(page.get_by_text("Registreret.")).to_be_visible()
    state = Place.objects.get().states.get()
    assert state.latitude == pytest.approx(STATION.latitude, abs=0.02)
    assert state.longitude == pytest.approx(STATION.longitude, abs=0.02)
