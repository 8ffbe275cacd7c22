"""Every component in a real browser: accessible, wide and narrow, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = pytest.mark.parametrize("kind", ["desktop", "phone"])


@pytest.fixture
def gallery(settings, browser_page):
    settings.DEMO = True

    def open_gallery(kind="desktop", **options):
        page = browser_page(kind, **options)
        page.goto("/_galleri/")
        return page

    return open_gallery


def rows(page):
    return page.locator("[data-listing] tbody tr th").all_inner_texts()


@KINDS
def test_the_gallery_is_accessible_and_fits_the_screen(gallery, axe, kind):
    page = gallery(kind)
    axe(page)
    fits(page)


@KINDS
def test_a_form_with_errors_is_accessible_and_keeps_what_was_typed(gallery, axe, kind):
    page = gallery(kind)
    page.get_by_label("Titel").fill("Den operative indsats")
    page.get_by_role("button", name="Gem").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_value("Den operative indsats")
    axe(page)
    summary.locator('a[href="#id_day"]').click()
    expect(page.locator("#id_day")).to_be_focused()


@KINDS
def test_a_question_is_a_dialog_that_can_be_left(gallery, axe, kind):
    page = gallery(kind)
    page.get_by_text("Træk høringen tilbage", exact=True).click()
    dialog = page.get_by_role("dialog", name="Skal høringen trækkes tilbage?")
    expect(dialog.locator("[data-close]")).to_be_focused()
    axe(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Træk høringen tilbage", exact=True)).to_be_focused()


def test_without_scripts_the_question_unfolds(gallery):
    page = gallery("phone", scripts=False)
    page.get_by_text("Træk høringen tilbage", exact=True).click()
    expect(page.get_by_text("Alle parter får besked.")).to_be_visible()
    expect(page.get_by_role("button", name="Træk tilbage")).to_be_visible()


def test_a_list_searches_as_one_types_and_comes_back(gallery):
    page = gallery()
    before = rows(page)
    page.get_by_label("Søg", exact=True).fill("add content type")
    expect(page.locator("[data-listing] tbody tr")).to_have_count(1)
    assert page.url.endswith("?q=add+content+type")
    expect(page.locator("#announce")).to_have_text("1 række")
    page.go_back()
    expect(page.locator("[data-listing] tbody tr")).to_have_count(10)
    assert rows(page) == before


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_pages_there_and_back(gallery, scripts):
    page = gallery(scripts=scripts)
    first = rows(page)
    page.get_by_role("link", name="Næste side").click()
    expect(page.locator(".listing__bar strong")).to_contain_text("11–20 af")
    second = rows(page)
    page.get_by_role("link", name="Forrige side").click()
    expect(page.locator(".listing__bar strong")).to_contain_text("1–10 af")
    assert rows(page) == first
    assert set(first).isdisjoint(second)


def test_keys_move_along_the_rows(gallery):
    page = gallery()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("tr.is-here th a")).to_be_focused()
    assert page.locator("tr.is-here th").inner_text() == rows(page)[0]
    page.keyboard.press("/")
    expect(page.get_by_label("Søg", exact=True)).to_be_focused()


def test_the_day_slider_follows_the_handle(gallery):
    page = gallery()
    page.locator(".day-slider__range").focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert "day=2024-01-02" in page.url


@KINDS
@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_error_pages_are_accessible(gallery, axe, kind, code):
    page = gallery(kind)
    page.goto(f"/_galleri/fejl/{code}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
