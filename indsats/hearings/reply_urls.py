"""Addresses of replies: in the body, by link, for the secretary, in public."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path


def _soon(request: HttpRequest, token: str) -> HttpResponse:
    raise NotImplementedError


urlpatterns: list[URLPattern] = [path("svar/<str:token>/", _soon, name="reply_link")]
