"""What django-axes asks us: whose attempt, from where, and what to answer."""

import hashlib
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indsats.organisation.models import User


def typed(credentials: dict[str, Any] | None) -> str:
    """Give what was typed to say who is logging in."""
    found = credentials or {}
    return str(found.get("username") or found.get("email") or "").strip()


def find(name: str) -> User | None:
    """Find the account someone means by a username or an e-mail address."""
    if not name:
        return None
    rows = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name))
    return min(rows, key=lambda user: user.username.lower() != name.lower(), default=None)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Count attempts by username and by e-mail address as attempts at one account.

    A name no account has may be a password typed in the wrong box: it is not kept as it is.
    """
    name = typed(credentials) or str(request.POST.get("login", ""))
    user = find(name)
    if user:
        return user.username
    return f"?{hashlib.sha256(name.lower().encode()).hexdigest()[:32]}"


def refuse(
    request: HttpRequest,
    _response: HttpResponse | None,
    _credentials: dict[str, Any] | None,
) -> HttpResponse:
    """Say that the account is locked for a while, and what to do."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)
