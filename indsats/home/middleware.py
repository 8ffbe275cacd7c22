"""What every request passes through: headers, size, the life of a session, a second factor."""

from collections.abc import Callable
from time import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.home.actions import account
from indsats.home.queries.devices import BEGAN, SEEN
from indsats.home.queries.factors import has_second_factor
from indsats.organisation.models import User

Answer = Callable[[HttpRequest], HttpResponse]

# What the pages never need, so that a foreign script could not use it either.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
RENEW_AFTER = 60  # seconds between two marks of life, so that reading a page rarely writes
WITHOUT_SECOND_FACTOR = {"account_logout", "account_reauthenticate", "language", "health"}


def headers(get_response: Answer) -> Answer:
    """Forbid storing and embedding; a page that may be kept says so itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _logged_in(request) or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def size_limit(get_response: Answer) -> Answer:
    """Turn away a request too large to be anything but a mistake, before reading it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= settings.REQUEST_LIMIT:
            return get_response(request)
        megabytes = settings.REQUEST_LIMIT // 1024**2
        return render(request, "413.html", {"megabytes": megabytes}, status=413)

    return middleware


def _logged_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


class SessionLimits:
    """End a session at its longest age; note once a minute that it is alive.

    A session is idle when its row has run out: Django then knows nobody by it. One made
    without going through the login of this room is never renewed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if isinstance(request.user, User) and BEGAN in request.session:
            self._age(request, request.user)
        response = self.get_response(request)
        return self._explain(request, response) if known else response

    def _age(self, request: HttpRequest, user: User) -> None:
        session, now = request.session, int(time())
        if now - session[BEGAN] >= settings.SESSION_LONGEST.total_seconds():
            account.timed_out(by=user)
            UserSession.objects.filter(session_key=session.session_key).delete()
            session.flush()
            request.user = AnonymousUser()
        elif now - session.get(SEEN, 0) >= RENEW_AFTER:
            session[SEEN] = now
            UserSession.objects.filter(session_key=session.session_key).update(
                last_seen_at=timezone.now(),
            )

    def _explain(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Let the login page say why someone who was logged in meets it."""
        login = resolve_url(settings.LOGIN_URL)
        sent_away = isinstance(response, HttpResponseRedirect) and response.url.startswith(
            f"{login}?",
        )
        if sent_away and not _logged_in(request) and request.session.is_empty():
            response["Location"] = f"{response['Location']}&ended=1"
        return response


class SecondFactor:
    """Send whoever lacks a second factor to setting one up, where the policy asks for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Any,
        args: Any,
        kwargs: Any,
    ) -> HttpResponse | None:
        if not settings.REQUIRE_MFA or not isinstance(request.user, User):
            return None
        match = request.resolver_match
        name = (match and match.url_name) or ""
        if name.startswith("mfa_") or name in WITHOUT_SECOND_FACTOR:
            return None
        if has_second_factor(request.session, request.user):
            return None
        messages.warning(request, _("Set up two-step login before you go on."))
        return redirect("mfa_index")
