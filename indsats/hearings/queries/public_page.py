"""A hearing as anybody may read it, without logging in."""

from datetime import datetime
from typing import Any

from indsats.hearings.models import Hearing, PartyRole
from indsats.hearings.queries.annex import annexes
from indsats.hearings.queries.letter import paragraphs
from indsats.hearings.queries.memo import published_memo
from indsats.hearings.queries.outcome import deleted_on
from indsats.hearings.queries.public import public_replies
from indsats.hearings.queries.road import hearing_words
from indsats.hearings.queries.state import accepts_replies, deadlines, hearing_state
from indsats.law.deadlines import danish_day


def public_hearing(public_id: str) -> Hearing | None:
    """Find a hearing that has been sent by its public name; before that nobody may see it."""
    rows = Hearing.objects.filter(public_id=public_id, sent_at__isnull=False)
    return rows.select_related("matter", "proposal").first()


def public_page(hearing: Hearing, at: datetime) -> dict[str, Any]:
    """Give what the public page shows: the letter, the proposal, who is asked, the deadline."""
    parties, history = list(hearing.parties.all()), deadlines(hearing)
    gone = deleted_on(hearing)
    return {
        "hearing": hearing,
        "state": hearing_words()[hearing_state(hearing, at)],
        "open": accepts_replies(hearing, at),
        "deadline": history[-1] if history else None,
        "extended": len(history) > 1,
        "paragraphs": paragraphs(hearing),
        "items": hearing.proposal.items.all(),
        "annexes": annexes(hearing.proposal, closed=False),
        "consulted": [row.name for row in parties if row.role == PartyRole.CONSULTED],
        "informed": [row.name for row in parties if row.role == PartyRole.INFORMED],
        "memo": published_memo(hearing, danish_day(at)),
        "deleted_on": gone,
        "deleted": gone is not None and danish_day(at) >= gone,
        "replies": public_replies(hearing, at),
        "at": at,
    }
