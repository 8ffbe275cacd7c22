"""Looking that leaves a trace: closed annexes, and the letter opened by a party (indsigt)."""

from collections.abc import Iterable
from datetime import datetime

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import Annex, HearingParty
from indsats.law.deadlines import danish_day
from indsats.organisation.access import Permission, scope
from indsats.organisation.models import User


@deed
def hand_out_annex(*, annex: Annex, by: User) -> None:
    """Write in the trail who opened a closed annex."""
    record(by=by, act=Act.SEEN, subject=annex, title=annex.title)


def note_opened(*, parties: Iterable[HearingParty], by: User, at: datetime) -> None:
    """Write down that a body has opened the hearing, the first time one of its members does.

    Whoever sees the hearing for another reason than a seat in the body opens it for nobody.
    """
    bodies = scope(by, Permission.HEARING_TAKE_PART, danish_day(at)).bodies
    for party in parties:
        if party.seen_at is None and party.body_id in bodies:
            _note(party=party, by=by, at=at)


@deed
def _note(*, party: HearingParty, by: User, at: datetime) -> None:
    party.seen_at = at
    party.save(update_fields=["seen_at"])
    record(by=by, act=Act.SEEN, subject=party, what="opened by the body")
