"""Requests and answers, typed as the rooms use them."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from indsats.organisation.models import User


class Request(HttpRequest):
    """A request from someone who has logged in: the middleware makes it true."""

    user: "User"


def wants_part(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page rather than the whole of it."""
    if request.headers.get("HX-History-Restore-Request") == "true":
        return False
    kind = request.headers.get("HX-Request-Type")
    return kind == "partial" if kind else request.headers.get("HX-Request") == "true"


def download(content: bytes, *, name: str, content_type: str, inline: bool = False) -> HttpResponse:
    """Answer with a file whose name may hold Danish letters."""
    response = HttpResponse(content, content_type=content_type)
    kind = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
