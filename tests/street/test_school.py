"""A school asks for a safety check by its own link, and reads there what came of it."""

from urllib.parse import urlsplit

import pytest

from indsats.field.tests import factories as f
from indsats.places.models import SafetyCheck
from tests.journeys.conftest import Walker
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_school_asks_by_the_link_it_was_given_and_reads_the_answer(team, walk, browser_page, axe):
    school = f.make_place("Byskolen", kind="school", at=(55.6111, 12.3555))
    coordinator = walk(team.coordinator).go("/steder/hotspots/tryghedskig/links/")
    coordinator.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    coordinator.page.locator("main [name=place]").select_option(school.key)
    coordinator.click("Opret link").look().reads("Linket vises kun denne ene gang")
    coordinator.click("Kopiér linket")
    coordinator.page.get_by_role("button", name="Linket er kopieret").wait_for()
    link = coordinator.page.evaluate("navigator.clipboard.readText()")
    assert link == coordinator.page.locator("#link").input_value()
    link = urlsplit(link).path  # at the live server, not at the address of the settings

    teacher = Walker(browser_page("desktop"), axe, "skolen").go(link).reads("Byskolen")
    send(teacher).look().reads("Vælg mindst én.")
    teacher.fill(spot="Cykelskuret", text="Der er mørkt om morgenen.").choose("concerns", "dark")
    teacher.page.locator("main [name=noticed]").select_option("morning")
    send(teacher).look().reads("Modtaget", "Cykelskuret")
    check = SafetyCheck.objects.get()

    coordinator.go(f"/steder/hotspots/tryghedskig/{check.pk}/").reads("Byskolen", "mørkt")
    coordinator.go(f"/steder/hotspots/tryghedskig/{check.pk}/svar/")
    coordinator.fill(answer="Pæren er skiftet.")
    send(coordinator).look()
    teacher.go(link).reads("Pæren er skiftet.")
    assert team.coordinator.name not in teacher.text()
