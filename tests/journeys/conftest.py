"""What journeys share: the demonstration at a moment, and someone who walks through it."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache

from indsats.home.actions.demo.calendar import Calendar
from indsats.home.actions.demo.play import play
from indsats.organisation.models import User
from tests.browser import SIZES

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
PICTURES = os.environ.get("INDSATS_PICTURES")  # a folder, for one who wants to look


class Walker:
    """Someone in front of a screen; every page looked at is free of faults, wide and narrow."""

    def __init__(self, page, axe, name):
        self.page, self.axe, self.name = page, axe, name

    def go(self, path):
        """Open an address and look at the page."""
        answer = self.page.goto(path)
        assert answer.status == 200, f"{answer.status} {path}"
        return self.look()

    def look(self):
        """Look at the page that is open, wide and narrow, once it is all there."""
        self.page.wait_for_load_state()
        self.page.locator("main h1").first.wait_for()
        for kind in ("phone", "desktop"):
            width, height = SIZES[kind]
            self.page.set_viewport_size({"width": width, "height": height})
            self._keep(kind)
            self.axe(self.page)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} is {wide} wide on a {kind}"
        return self

    def click(self, name, role="button"):
        """Press a button, or a link, by what it says."""
        self.page.locator("main, aside").get_by_role(role, name=name, exact=True).first.click()
        return self

    def confirm(self, name):
        """Press what asks to be confirmed, and confirm it."""
        self.page.locator("details.confirm > summary", has_text=name).first.click()
        self.page.locator(".confirm__panel:visible button[type=submit]").click()
        return self

    def fill(self, **fields):
        """Fill fields in by their names."""
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]:not([type=hidden])").fill(text)
        return self

    def choose(self, name, value):
        """Choose one of several round buttons, or tick a box."""
        self.page.locator(f"main [name={name}][value='{value}']").check(force=True)
        return self

    def reads(self, *texts):
        """Check that the page says something."""
        said = self.text()
        assert [text for text in texts if text not in said] == [], self.page.url
        return self

    def text(self):
        """Give what the page says, beside its frame."""
        return "\n".join(self.page.locator("main, aside").all_inner_texts())

    def _keep(self, kind):
        if PICTURES:
            where = "-".join(self.page.url.split("/")[3:])[:70].replace("?", "_") or "start"
            path = Path(PICTURES) / f"{self.name}-{where}-{kind}.png"
            self.page.screenshot(path=path, full_page=True)


@pytest.fixture
def clock():
    """Let the whole process live at noon on the day of the demonstration; it can be moved."""
    cache.clear()
    with time_machine.travel(NOON, tick=True) as traveller:
        yield traveller


@pytest.fixture
def demo(transactional_db, settings, clock):
    """Give ``demo(Moment.X)``: play the case to a moment, and give its calendar."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.REQUIRE_MFA = False

    def at(moment):
        calendar = Calendar(moment, TODAY)
        list(play(calendar, size="small"))
        return calendar

    return at


@pytest.fixture
def walker(browser_page, axe):
    """Give ``walker("anne.kirkeby")``: that person logged in; ``walker()`` is nobody."""

    def start(username=None):
        user = User.objects.get(username=username) if username else None
        return Walker(browser_page("desktop", user=user), axe, username or "udenfor")

    return start
