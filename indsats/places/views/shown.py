"""What the pages of the room share: the day shown, the tabs."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.forms import DayField


def shown_day(request: HttpRequest) -> date:
    """Read the day a page shows from the address; today when there is none, or it is no day."""
    try:
        found: date | None = DayField(required=False).clean(request.GET.get("dag"))
    except ValidationError:
        return localdate()
    return found or localdate()


def tabs(current: str) -> list[dict[str, Any]]:
    """Give the tabs of places."""
    pages = (
        ("list", _("List"), reverse("places:list")),
        ("map", _("Map"), reverse("places:map")),
        ("areas", _("Areas"), reverse("places:areas")),
    )
    return [{"title": t, "url": url, "current": key == current} for key, t, url in pages]
