"""A real Chromium for journeys: pages wide and narrow, accessibility checked, no script error.

Where no Chromium is found the browser tests are skipped, saying so; with CI=true they fail.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VENDOR = Path(__file__).parent.parent / "indsats/base/static/vendor/dkfds/css/dkfds.css"
WHERE = """(words) => {
  const box = document.querySelector("[data-cut]");
  box.scrollIntoView({ block: "center" });
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + words.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, y: (top + bottom) / 2 };
  }
}"""
ANSWERED = "Failed to load resource: the server responded with a status of"


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for all browser tests."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        _missing("no chromium on the PATH: browser tests need one")
    if not VENDOR.exists():
        _missing("the browser files are not built: run scripts/build-static")
    # Playwright's loop runs in this thread; the ORM is used between its calls, never within.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Give ``browser_page("desktop" | "phone", user=None, scripts=True)`` at the live server.

    Addresses are relative: ``page.goto("/hoeringer/")``. A script error, a blocked inline
    script or style, or anything else the console calls an error fails the test afterwards.
    """
    faults: list[str] = []
    opened = []

    def open_page(kind: str = "desktop", *, user: Any = None, scripts: bool = True) -> Page:
        width, height = SIZES[kind]
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            has_touch=kind == "phone",
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            java_script_enabled=scripts,
        )
        opened.append(context)
        if user is not None:
            context.add_cookies([_session(live_server.url, user)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: _note(message, faults))
        return page

    yield open_page
    for context in opened:
        context.close()
    assert faults == []


def settled(page: Page) -> None:
    """Wait until what was sent without leaving the page has been answered and put in."""
    page.wait_for_function("() => !document.querySelector('[inert]')")


def fits(page: Page) -> None:
    """Fail where the page is wider than the screen."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= room, page.url


def sound(page: Page, axe: Callable[[Page], None], path: str) -> None:
    """Open an address, and fail where it is not found, has barriers or does not fit."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    page.wait_for_load_state("networkidle")
    axe(page)
    fits(page)


def _note(message: Any, faults: list[str]) -> None:
    """Keep what the console calls an error; an answer such as 404 or 422 is not one."""
    if message.type == "error" and not message.text.startswith(ANSWERED):
        faults.append(message.text)


def _session(url: str, user: Any) -> dict[str, str]:
    """Log a user in and give the session's cookie."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = django_settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def mark(page: Page, words: str) -> None:
    """Mark words of a text on the work bench with the mouse, as one who reads does."""
    place = page.evaluate(WHERE, words)
    page.mouse.move(place["left"] + 1, place["y"])
    page.mouse.down()
    page.mouse.move(place["right"], place["y"], steps=5)
    page.mouse.up()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give ``axe(page)``: fail with a readable list when axe finds anything."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        told = [
            f"{fault['id']}: {fault['help']}\n    "
            + "\n    ".join(n["html"] for n in fault["nodes"])
            for fault in found
        ]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check
