"""The page's language: Danish unless the reader has chosen otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def chosen(request: HttpRequest) -> str:
    """Give the reader's language: the one switched to, the user's own, else Danish.

    The browser's own wish is left aside: a Danish authority's pages open in Danish.
    """
    known = dict(settings.LANGUAGES)
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if switched in known:
        return switched
    own = getattr(getattr(request, "user", None), "language", "")
    return own if own in known else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Speak the reader's language for the length of a request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
