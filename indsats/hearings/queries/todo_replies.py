"""What waits for a body's members: replies to write, release and send (mine svar)."""

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from indsats.hearings.models import HearingParty
from indsats.hearings.queries.own_replies import listed
from indsats.hearings.queries.replies import may_answer
from indsats.organisation.access import Permission, scope
from indsats.organisation.models import EngagementState, SeatState, User


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


def own_seats(user: User, day: date, body: OuterRef) -> QuerySet[SeatState]:
    """Give the seats somebody holds in a body that are not a substitute's, by name or by post."""
    posts = EngagementState.objects.on(day).filter(user=user).values("post")
    mine = Q(holder_user=user) | Q(holder_post__in=posts)
    held = Exists(EngagementState.objects.on(day).filter(post=OuterRef("holder_post")))
    empty = SeatState.objects.on(day).filter(
        ~held, seat=OuterRef("substitute_for"), holder_user=None
    )
    stood_in_for = Q(substitute_for__isnull=True) | Exists(empty)
    return SeatState.objects.on(day).filter(mine, stood_in_for, body=body)


def waiting_replies(user: User, day: date) -> list[Waiting]:
    """Give the replies that wait for the user's bodies in hearings still open: three queries."""
    bodies = scope(user, Permission.REPLY_DRAFT, day).bodies
    if not bodies:
        return []
    leads = scope(user, Permission.REPLY_RELEASE, day).bodies
    # Nothing waits for a substitute while the seat is filled; they can read along.
    waiting = HearingParty.objects.filter(hearing__withdrawn_at__isnull=True)
    waiting = waiting.filter(Exists(own_seats(user, day, OuterRef("body"))) | Q(body__in=leads))
    rows = listed(waiting.filter(body__in=bodies))
    found = []
    for party in rows.filter(last_day__gte=day):
        why = _words(party, releases=party.body_id in leads)
        if why:
            title = _("Reply: %(title)s") % {"title": party.hearing.letter_heading}
            there = reverse("hearings:own-reply", args=[party.pk])
            found.append(Waiting(title, why, there, party.last_day))
    return found
