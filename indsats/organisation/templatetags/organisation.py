"""Tags for the pages of the organisation; ``{% load organisation %}``."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.rules.age_bands import ages_text

register = template.Library()

PAGES = (
    ("chart", _("Chart"), Permission.ORGANISATION_SEE),
    ("units", _("Units"), Permission.ORGANISATION_SEE),
    ("bodies", _("Committees and councils"), Permission.ORGANISATION_SEE),
    ("posts", _("Posts"), Permission.ORGANISATION_SEE),
    ("people", _("People"), Permission.PEOPLE_SEE),
    ("profiles", _("Job profiles"), Permission.ORGANISATION_SEE),
    ("competences", _("Competences"), Permission.COMPETENCE_SEE),
    ("cover", _("Target groups"), Permission.ORGANISATION_SEE),
    ("change-sets", _("Changes"), Permission.CHANGE_SEE),
)


@register.inclusion_tag("base/tabs.html", takes_context=True)
def organisation_tabs(context: Context, current: str, query: str = "") -> dict[str, Any]:
    """Show the room's pages as tabs, those the reader may open; the day goes along."""
    user, today = context["request"].user, localdate()
    tabs = [
        {"title": title, "url": reverse(f"organisation:{name}") + query, "current": name == current}
        for name, title, permission in PAGES
        if access.may(user, permission, today)
    ]
    return {"tabs": tabs, "label": _("The organisation")}


@register.filter
def ages(band: Any) -> str:
    """Write half-open ages as people do: 0–17, or 18+."""
    return ages_text(band.first, band.until)
