"""How often a form may be sent: per address, and per letter, link or whatever else is named."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from time import time
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def address(request: HttpRequest) -> str:
    """Give the browser's address, behind as many proxies as the settings say; empty if none."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # it did not come over a network
        return ""


def spend(name: str, who: str, *, amount: int, seconds: int) -> bool:
    """Count one more try; tell whether it is within the amount for this stretch of seconds.

    What identifies someone is kept as a hash only. Each stretch counts under a key of its own:
    the cache in a table gives a count a new time to live whenever it grows.
    """
    key = f"limit:{name}:{int(time()) // seconds}:{sha256(who.encode()).hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return bool(cache.incr(key) <= amount)
    except ValueError:  # it ran out between the two
        return spend(name, who, amount=amount, seconds=seconds)


def limited(
    name: str,
    *,
    amount: int,
    seconds: int,
    by: str = "",
) -> Callable[[View[P]], View[P]]:
    """Refuse POSTs beyond an amount from one address, and, if ``by`` names one, one url argument.

    The answer is a page with status 429 that says to wait; the view never sees the request.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and not _within(request, kwargs):
                return render(request, "429.html", status=429)
            return view(request, *args, **kwargs)

        return guarded

    def _within(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        told = [f"address:{address(request)}"]
        if by:
            told.append(f"{by}:{kwargs[by]}")
        spent = [spend(name, who, amount=amount, seconds=seconds) for who in told]
        return all(spent)

    return decorate
