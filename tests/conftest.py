"""Fixtures of the tests that cross rooms."""

from tests.browser import axe, browser_page, chromium

__all__ = ["axe", "browser_page", "chromium"]
