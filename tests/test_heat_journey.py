"""The heat map in a real browser: map, list and choices, wide and narrow, and without scripts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from indsats.field.queries.heat import limits
from indsats.field.rules.heat import open_months
from indsats.field.tests.factories import make_observation, make_place, make_team
from indsats.organisation.tests.factories import LONG_AGO
from indsats.places.actions.squares import set_squares
from indsats.places.rules.timeline import AreaFacts
from indsats.places.tests.factories import make_area, square
from indsats.places.tests.test_rules_heat import ground, within
from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])


@pytest.fixture
def opened(browser_page):
    """Give ``opened(kind)``: the map of the newest month, with one square of two that is shown."""
    team = make_team()
    make_area("Bycenter", geometry=square(south=55.605, west=12.345, size=0.02))
    rings = [ground("x", 0, n).border.polygons[0][0] for n in range(2)]
    squares = [
        (f"square-{n}", AreaFacts(f"{n}", "square", {
            "type": "Polygon", "coordinates": [[[p.longitude, p.latitude] for p in ring]],
        }, 200))
        for n, ring in enumerate(rings)
    ]  # fmt: skip
    set_squares(by="test", squares=squares, day=LONG_AGO)
    make_place("Stationen", at=within(0, 0))
    make_place("Parken", kind="park", at=within(0, 1))
    first = next(open_months(localdate(), limits())).moments[0] + timedelta(days=9)
    for column, many, mood in ((0, 12, "tense"), (1, 4, "calm")):
        at = within(0, column)
        for n in range(many):
            make_observation(team, at=first + timedelta(minutes=n), latitude=at.latitude,
                             longitude=at.longitude, mood=mood)  # fmt: skip

    def open_map(kind="desktop", **options):
        page = browser_page(kind, user=team.coordinator, **options)
        page.goto(reverse("week:heat"))
        return page

    return open_map


@KINDS
def test_the_heat_map_has_no_barriers_and_fits_the_screen(opened, axe, kind):
    page = opened(kind)
    expect(page.locator("path.map__cell--2")).to_have_count(1)
    axe(page)
    fits(page)


def test_map_and_list_show_the_same_and_no_more(opened):
    page = opened()
    expect(page.locator("path.map__cell")).to_have_count(1)
    expect(page.get_by_role("heading", name="1 felt er vist")).to_be_visible()
    row = page.get_by_role("row", name="Stationen")
    expect(row).to_contain_text("10–19")
    expect(page.get_by_text("Parken")).to_have_count(0)


def test_a_topic_is_chosen_by_keyboard(opened):
    page = opened()
    page.get_by_label("Hvad").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ingen felter kan vises for denne måned")).to_be_visible()
    page.get_by_label("Hvad").select_option(label="Larm, uro og konflikt")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("row", name="Stationen")).to_be_visible()


def test_without_scripts_there_is_a_drawing_with_the_cell_and_the_list(opened):
    page = opened(scripts=False)
    drawing = page.get_by_role("img", name="Varmekort")
    expect(drawing).to_be_visible()
    expect(drawing.locator(".map__cell--2")).to_have_count(1)
    expect(page.get_by_role("row", name="Stationen")).to_be_visible()
