"""The phone app: its page, its worker, and who it is that holds the phone (appen til telefonen)."""

from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User

# The phone may ask where it is when the worker presses the button for it; nothing else.
PERMISSIONS: Final = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
UNAVAILABLE: Final = 503


def _built(name: str, content_type: str) -> HttpResponse:
    """Answer with a file of the app as it was built, never kept by the browser itself."""
    path = settings.PHONE_APP / name
    if not path.exists():
        text = _("The phone app has not been built. Run: make setup")
        return HttpResponse(text, status=UNAVAILABLE, content_type="text/plain; charset=utf-8")
    response = HttpResponse(path.read_bytes(), content_type=content_type)
    response["Cache-Control"] = "no-cache"
    response["Permissions-Policy"] = PERMISSIONS
    return response


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django hands it over
    """Give the page of the app: the same for everybody, as it holds nothing of anybody."""
    return _built("index.html", "text/html; charset=utf-8")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django hands it over
    """Give the service worker from inside the part of the site it may serve."""
    return _built("worker.js", "text/javascript; charset=utf-8")


@login_not_required
@require_safe
def who(request: HttpRequest) -> JsonResponse:
    """Tell the app who has logged in, so that it can put the phone into use for them."""
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({"problem": "login"})
    if not access.may(user, Permission.PHONE_USE, localdate()):
        return JsonResponse({"problem": "not_allowed"})
    return JsonResponse({
        "username": user.username,
        "name": user.name,
        "csrf": get_token(request),
        "demo": settings.DEMO,
    })  # fmt: skip
