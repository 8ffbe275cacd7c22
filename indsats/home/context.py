"""What the page frame shows on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.home.queries.navigation import Item, function_names, navigation
from indsats.organisation.models import User


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the municipality's name and the navigation of the user's functions."""
    shown = {
        "municipality": settings.MUNICIPALITY,
        "demo": settings.DEMO,
        "foot_links": [
            Item(_("Help"), reverse("home:help")),
            Item(_("What is logged"), reverse("home:logging")),
        ],
        "login_url": reverse("account_login"),
    }
    user = getattr(request, "user", None)
    if isinstance(user, User):
        shown |= _personal(user, request)
    return shown


def _personal(user: User, request: HttpRequest) -> dict[str, Any]:
    day = localdate()
    return {
        "navigation": navigation(user, day, request.path),
        "user_function": function_names(user, day),
        "user_links": [
            Item(_("My profile"), reverse("home:profile")),
            Item(_("Two-step login"), reverse("mfa_index")),
            Item(_("My devices"), reverse("usersessions_list")),
        ],
        "search_url": reverse("home:search"),
        "search_text": request.GET.get("q", "") if request.path == reverse("home:search") else "",
        "logout_url": reverse("account_logout"),
    }
