"""What the page frame shows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the municipality's name and the navigation of the user's functions."""
    return {"municipality": settings.MUNICIPALITY, "demo": settings.DEMO, "navigation": []}
