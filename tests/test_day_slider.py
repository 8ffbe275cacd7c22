"""The handle beside a date: by keyboard it moves day by day, and it stays in hand."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HELD = "document.activeElement.type"


def test_the_handle_is_moved_by_keys_and_keeps_the_focus(browser_page, settings):
    settings.REQUIRE_MFA = False
    page = browser_page("desktop", user=f.make_worker(f.make_unit(), function=Function.HR))
    page.goto("/organisation/")
    page.locator("input[type=range]").focus()
    today = localdate()
    for days in (3, 2):
        for _press in range(days):
            page.keyboard.press("ArrowRight")
        today += timedelta(days=days)
        page.wait_for_url(f"**/organisation/?dag={today.isoformat()}")
        page.wait_for_function(f"{HELD} === 'range'")
    assert page.locator("#dag").input_value() == today.isoformat()
    page.goto("/organisation/")
    assert page.evaluate(HELD) != "range"
