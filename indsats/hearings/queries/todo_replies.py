"""What waits for a body's members: replies to write, release and send (mine svar)."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from indsats.hearings.models import HearingParty
from indsats.hearings.queries.own_replies import listed
from indsats.hearings.queries.replies import may_answer
from indsats.organisation.access import Permission, scope
from indsats.organisation.models import User


class Waiting(NamedTuple):
    """A reply that waits: what, why, where to do it, by when."""

    title: str
    why: str
    url: str
    due: date | None


def _words(party: HearingParty, *, releases: bool) -> str | None:
    """Say what the body's reply waits for; None when there is nothing for this person to do."""
    draft = getattr(party, "draft", None)
    if party.replies.all() or not may_answer(party):
        return None
    name = {"body": party.name}
    if draft is None:
        return _("%(body)s has not begun its reply.") % name
    if draft.released_at is None:
        text = _("%(body)s: the draft waits for release.")
        return (text if releases else _("%(body)s: the draft is under way.")) % name
    return _("%(body)s: the released reply waits to be sent.") % name if releases else None


def waiting_replies(user: User, day: date) -> list[Waiting]:
    """Give the replies that wait for the user's bodies in hearings still open: three queries."""
    bodies = scope(user, Permission.REPLY_DRAFT, day).bodies
    if not bodies:
        return []
    leads = scope(user, Permission.REPLY_RELEASE, day).bodies
    rows = listed(HearingParty.objects.filter(body__in=bodies, hearing__withdrawn_at__isnull=True))
    found = []
    for party in rows.filter(last_day__gte=day):
        why = _words(party, releases=party.body_id in leads)
        if why:
            title = _("Reply: %(title)s") % {"title": party.hearing.letter_heading}
            there = reverse("hearings:own-reply", args=[party.pk])
            found.append(Waiting(title, why, there, party.last_day))
    return found
