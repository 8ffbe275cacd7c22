"""Replies with their segments as the memo and its check of completeness read them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from indsats.hearings.models import Hearing, Reply, ReplyKind, Segment
from indsats.hearings.queries.bench import counting
from indsats.hearings.queries.words import say
from indsats.hearings.rules.segments import Segment as Span
from indsats.hearings.rules.segments import unassigned
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.verdicts import Gap, Verdict, Weighed, WeighedReply, gaps_of


def replies_of(hearing: Hearing) -> list[Reply]:
    """Give the counting replies with segments, themes, statements and covers: six queries."""
    segments = Segment.objects.select_related("item").prefetch_related("themes").order_by("start")
    rows = counting(hearing).select_related("party").order_by("sequence")
    return list(rows.prefetch_related("redactions", "minorities", Prefetch("segments", segments)))


def _free(reply: Reply) -> int:
    count = 0
    for minority in (None, *reply.minorities.all()):
        key = minority.pk if minority else None
        text = minority.text if minority else reply.text
        mine = [Span(row.start, row.end) for row in reply.segments.all() if row.minority_id == key]
        count += len(unassigned(text, mine))
    return count


def weighed(reply: Reply) -> WeighedReply:
    """Reduce a reply to what the rules of completeness ask about.

    What comes from outside the list of parties is treated as consulted: it must be weighed.
    """
    party = reply.party
    return WeighedReply(
        key=str(reply.sequence),
        role=Role(party.role) if party else Role.CONSULTED,
        segments=[
            Weighed(
                key=str(row.pk),
                verdict=Verdict(row.verdict) if row.verdict else None,
                answer=row.answer,
                changed_where=row.change_reference,
            )
            for row in reply.segments.all()
        ],
        unassigned=_free(reply),
        no_comments=reply.kind == ReplyKind.NO_COMMENTS and not reply.minorities.all(),
        noted=reply.read_at is not None,
        late=reply.late,
        late_included=reply.late_included,
    )


@dataclass(frozen=True)
class Lack:
    """Something the memo lacks, with what the link to it needs."""

    reply: Reply
    segment: str
    text: str
    blocking: bool


def lacks(replies: list[Reply]) -> list[Lack]:
    """List what the memo lacks, reply by reply."""
    return [_lack(reply, gap) for reply in replies for gap in gaps_of(weighed(reply))]


def _lack(reply: Reply, gap: Gap) -> Lack:
    return Lack(reply, gap.segment, say(gap.lacks), gap.blocking)
