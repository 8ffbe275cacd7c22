"""People's own calendar feeds behind a secret, revocable address (kalenderabonnement)."""

import hashlib
import secrets
from datetime import datetime

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.models import CalendarFeed
from indsats.organisation.models import User


def token_hash(token: str) -> str:
    """Compute what is kept of a secret: it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


@deed
def make_feed(*, by: User, at: datetime) -> str:
    """Give a user a new secret address and end the one they had; the secret is shown once."""
    _end(by, at)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(user=by, token_hash=token_hash(token), created_at=at)
    record(by=by, act=Act.CREATED, subject=feed)
    return token


@deed
def revoke_feed(*, by: User, at: datetime) -> int:
    """End a user's address; give how many were ended."""
    ended = _end(by, at)
    if ended:
        record(by=by, act=Act.REMOVED, subject="meetings.calendarfeed", ended=ended)
    return ended


def _end(user: User, at: datetime) -> int:
    return CalendarFeed.objects.running().filter(user=user).update(revoked_at=at)
