"""The map as a part of any page: ``{% load map %}{% map view %}``."""

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indsats.places.queries.map_view import MapView

register = template.Library()


@register.inclusion_tag("places/_map.html", name="map")
def map_tag(view: MapView) -> dict[str, Any]:
    """Draw a map, with its own styles and scripts; the list beside it is the page's own."""
    credit = [view.credit, settings.MAP_CREDIT if settings.MAP_TILES else ""]
    return {
        "view": view,
        "tiles": settings.MAP_TILES,
        "credit": "; ".join(part for part in credit if part),
    }


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """Draw the sign of a kind of place; the word beside it says it."""
    return format_html(
        '<svg aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("places/kinds.svg"),
        kind,
    )
