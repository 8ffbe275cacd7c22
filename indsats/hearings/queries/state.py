"""From rows to the facts the rules read: where a hearing, a party and a matter stand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from indsats.hearings.models import (
    DeadlineVersion,
    Dispatch,
    Hearing,
    HearingParty,
    Occasion,
    Reply,
    ReplyKind,
)
from indsats.hearings.rules import states
from indsats.hearings.rules.deadline import Deadline


def deadlines(hearing: Hearing) -> list[Deadline]:
    """Give the history of deadlines of one hearing, oldest first."""
    return [
        Deadline(number, row.last_day, row.set_at, row.reason, hearing.iteration)
        for number, row in enumerate(_deadline_rows(hearing), 1)
    ]


def _deadline_rows(hearing: Hearing) -> Iterable[DeadlineVersion]:
    return sorted(hearing.deadlines.all(), key=lambda row: (row.set_at, row.pk))


def with_answers(rows: QuerySet[HearingParty]) -> QuerySet[HearingParty]:
    """Read parties with when they answered, without a word of what they said."""
    replies = Reply.objects.filter(party=OuterRef("pk")).order_by("submitted_at")
    remarks = replies.filter(kind=ReplyKind.REMARKS).values("submitted_at")
    nothing = replies.filter(kind=ReplyKind.NO_COMMENTS).values("submitted_at")
    return rows.annotate(remarked_at=Subquery(remarks[:1]), no_comments_at=Subquery(nothing[:1]))


def answer_facts(party: HearingParty) -> states.PartyFacts:
    """Gather what is known of the answer of a party read `with_answers`."""
    read = vars(party)
    return states.PartyFacts(
        role=states.Role(party.role),
        submitted_at=read["remarked_at"],
        no_comments_at=read["no_comments_at"],
        declined_at=party.declined_at,
    )


def parties_told() -> QuerySet[HearingParty]:
    """Read parties with what they have been sent, have begun, and have answered."""
    rows = with_answers(HearingParty.objects.select_related("draft"))
    return rows.prefetch_related(Prefetch("dispatches", Dispatch.objects.defer("text")))


def party_facts(party: HearingParty) -> states.PartyFacts:
    """Gather all that is known of a party read by `parties_told`."""
    letters = [row for row in party.dispatches.all() if row.occasion == Occasion.LETTER]
    sent = [row.sent_at for row in letters if row.sent_at]
    failed = [row.created_at for row in letters if not row.sent_at and row.failure]
    draft = getattr(party, "draft", None)
    return replace(
        answer_facts(party),
        sent_at=min(sent, default=None),
        failed_at=min(failed, default=None),
        seen_at=party.seen_at,
        drafted_at=draft.changed_at if draft else None,
        released_at=draft.released_at if draft else None,
    )


def _answered(hearing: Hearing) -> Iterable[HearingParty]:
    if "parties" in getattr(hearing, "_prefetched_objects_cache", {}):
        rows = hearing.parties.all()
        if all("remarked_at" in vars(row) for row in rows):
            return rows
    return with_answers(HearingParty.objects.filter(hearing=hearing))


def hearing_facts(hearing: Hearing, *, with_parties: bool = True) -> states.HearingFacts:
    """Gather what is known of one round: two queries; without parties one."""
    parties: list[states.PartyFacts] = []
    if with_parties:
        parties = [answer_facts(party) for party in _answered(hearing)]
    known = deadlines(hearing)
    return states.HearingFacts(
        prepared_at=known[0].set_at if known else None,
        sent_at=hearing.sent_at,
        withdrawn_at=hearing.withdrawn_at,
        deadlines=known,
        parties=parties,
    )


def hearing_state(hearing: Hearing, at: datetime) -> states.HearingState:
    """Tell where a hearing stands at a moment; the only way to ask whether it is open.

    What the parties have done matters only once they have the letter.
    """
    facts = hearing_facts(hearing, with_parties=hearing.sent_at is not None)
    return states.hearing_state(facts, at)


def accepts_replies(hearing: Hearing, at: datetime) -> bool:
    """Tell whether a reply sent at a moment would be in time."""
    return states.accepts_replies(hearing_facts(hearing, with_parties=False), at)
