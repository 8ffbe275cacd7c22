"""The work bench in a browser: marking by mouse and keyboard, weighing by keys, no barriers."""

import pytest

from indsats.hearings.actions.segment import Weighing, cut_paragraphs, weigh
from indsats.hearings.models import Segment
from indsats.hearings.tests import factories as f
from tests.browser import mark, settled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Vi bakker op 👮🏽 om det.\n\nMen vagterne på Ærø skal varsles i god tid."


@pytest.fixture
def secretary(settings):
    settings.REQUIRE_MFA = False
    return f.make_secretary()


@pytest.fixture
def hearing(secretary):
    hearing = f.make_hearing(f.make_proposal(f.make_matter(case_worker=secretary)))
    f.make_reply(f.make_party(hearing), text=TEXT)
    return hearing


def words():
    return [row.reply.text[row.start : row.end] for row in Segment.objects.order_by("start")]


def test_text_is_marked_with_keyboard_and_mouse_and_weighed_by_keys(
    browser_page, secretary, hearing
):
    page = browser_page("desktop", user=secretary)
    page.goto(f"/hoeringer/{hearing.pk}/arbejdsbord/")
    box = page.locator("[data-cut]")
    box.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**uddrag=*")
    assert words() == ["Vi bakker op 👮🏽 om det."]
    mark(page, "Ærø")
    page.get_by_role("button", name="Gør det markerede til et uddrag").click()
    settled(page)
    assert words() == ["Vi bakker op 👮🏽 om det.", "Ærø"]
    page.locator("body").press("3")
    page.keyboard.type("Nej tak")
    page.keyboard.press("Control+Enter")
    settled(page)
    assert sorted(row.verdict for row in Segment.objects.all()) == ["", "not_followed"]


def test_paragraphs_become_segments_without_scripts(browser_page, secretary, hearing):
    page = browser_page("desktop", user=secretary, scripts=False)
    page.goto(f"/hoeringer/{hearing.pk}/arbejdsbord/")
    page.get_by_role("button", name="Gør hvert afsnit til et uddrag").click()
    assert len(words()) == 2
    page.get_by_label("Fulgt", exact=True).check(force=True)
    page.locator("textarea[name=answer]").fill("Ja")
    page.get_by_role("button", name="Gem og gå videre").click()
    assert sorted(row.verdict for row in Segment.objects.all()) == ["", "followed"]


def test_a_segment_is_weighed_and_the_next_opened_without_leaving_the_page(
    browser_page, secretary, hearing
):
    cut_paragraphs(reply=hearing.replies.get(), by=secretary)
    first, second = Segment.objects.order_by("start")
    page = browser_page("phone", user=secretary)
    page.goto(f"/hoeringer/{hearing.pk}/arbejdsbord/")
    page.evaluate("window.stayed = true")
    page.keyboard.press("1")
    page.keyboard.type("Ja tak")
    page.keyboard.press("Control+Enter")
    settled(page)
    assert page.evaluate("window.stayed")
    assert page.url.endswith(f"?uddrag={second.pk}")
    assert page.evaluate("document.activeElement.innerText") == "Uddrag 2 af 2"
    assert Segment.objects.get(pk=first.pk).answer == "Ja tak"
    page.go_back()
    page.locator(".cut--done").wait_for()


def test_words_that_are_not_saved_are_never_taken_away(browser_page, secretary, hearing):
    segment, _other = cut_paragraphs(reply=hearing.replies.get(), by=secretary)
    page = browser_page("desktop", user=secretary)
    page.goto(f"/hoeringer/{hearing.pk}/arbejdsbord/")
    answer, asked = page.locator("#id_answer"), []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    answer.fill("Ikke gemt")
    page.get_by_role("link", name="Næste", exact=True).click()
    assert "ikke gemt" in asked[0]
    assert answer.input_value() == "Ikke gemt"
    weigh(segment=segment, by=secretary, weighing=Weighing(version=1, verdict="noted", answer="A"))
    page.get_by_role("button", name="Gem", exact=True).click()
    settled(page)
    page.locator(".conflict").wait_for()
    assert answer.input_value() == "Ikke gemt"
    assert "/uddrag/" not in page.url
    page.context.clear_cookies()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.locator("[data-failed]").wait_for()
    assert answer.input_value() == "Ikke gemt"
    assert Segment.objects.get(pk=segment.pk).answer == "A"


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_the_pages_of_the_assessment_have_no_barriers(browser_page, axe, secretary, hearing, kind):
    page = browser_page(kind, user=secretary)
    page.goto(f"/hoeringer/{hearing.pk}/arbejdsbord/")
    page.get_by_role("button", name="Gør hvert afsnit til et uddrag").click()
    settled(page)
    axe(page)
    page.goto(f"/hoeringer/{hearing.pk}/temaer/")
    axe(page)
    page.goto(f"/hoeringer/{hearing.pk}/notat/")
    page.get_by_role("button", name="Dan notatet").click()
    page.wait_for_load_state()
    axe(page)
