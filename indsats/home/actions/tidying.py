"""Removing what has run out: sessions nobody can use any more, and where they were."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from indsats.audit.actions import deed, record
from indsats.audit.models import Act


@deed
def clear_sessions() -> int:
    """Remove sessions that have run out, with the notes of address and browser; say how many."""
    count, _each = Session.objects.filter(expire_date__lte=now()).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    notes, _each = UserSession.objects.filter(~Exists(alive)).delete()
    if count or notes:
        record(by="system", act=Act.REMOVED, subject="sessions", count=count, devices=notes)
    return count
