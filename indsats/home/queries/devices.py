"""Where someone is logged in, and how (mine enheder)."""

import re
from collections.abc import MutableMapping
from datetime import datetime
from typing import Any, NamedTuple

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from indsats.organisation.models import User

BEGAN = "began"  # seconds since 1970 at login
SEEN = "seen"  # seconds since 1970 at the latest mark of life

BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Opera", r"OPR/"),
    ("Chrome", r"Chrom(e|ium)/|CriOS/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh"),
    ("Linux", r"Linux"),
)


class Device(NamedTuple):
    """One session: what it runs on, from where, since when."""

    pk: int
    name: str
    address: str
    since: datetime
    seen: datetime
    current: bool


def _first(table: tuple[tuple[str, str], ...], text: str, otherwise: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, text)), otherwise)


def describe(user_agent: str) -> str:
    """Name a browser the way people do: ``Chrome, Windows``."""
    browser = _first(BROWSERS, user_agent, _("Unknown browser"))
    system = _first(SYSTEMS, user_agent, _("unknown device"))
    return f"{browser}, {system}"


def devices(user: User, session_key: str | None) -> list[Device]:
    """Give the sessions of a user that still hold, this one first, then the latest used."""
    alive = UserSession.objects.purge_and_list(user)
    found = [
        Device(
            row.pk,
            describe(row.user_agent),
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == session_key,
        )
        for row in alive
    ]
    return sorted(found, key=lambda device: (not device.current, -device.seen.timestamp()))


def shown_at_login(session: MutableMapping[str, Any]) -> list[str]:
    """Name what was shown to log in: ``password``, ``totp``, ``webauthn``, ``socialaccount``."""
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return [str(record.get("type") or record.get("method")) for record in records]


def session(user: User, pk: int) -> UserSession | None:
    """Find one of the user's own sessions."""
    return UserSession.objects.filter(user=user, pk=pk).first()


def other_sessions(user: User, session_key: str | None) -> list[UserSession]:
    """Give the user's sessions but this one."""
    return list(UserSession.objects.filter(user=user).exclude(session_key=session_key))
