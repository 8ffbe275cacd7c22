"""Replies with their segments as the memo and its check of completeness read them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch

from indsats.hearings.models import Hearing, MinorityStatement, Reply, ReplyKind, Segment
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


class Cut(NamedTuple):
    """A segment as the check reads it, in the order its columns are asked for."""

    reply: int
    pk: int
    minority: int | None
    start: int
    end: int
    verdict: str
    answer: str
    change_reference: str

    @property
    def weighed(self) -> Weighed:
        """Give it as the rules read it."""
        return Weighed(
            key=str(self.pk),
            verdict=Verdict(self.verdict) if self.verdict else None,
            answer=self.answer,
            changed_where=self.change_reference,
        )


Statements = Mapping[int | None, str]


def _free(texts: Statements, cuts: Sequence[Cut]) -> int:
    spans: dict[int | None, list[Span]] = defaultdict(list)
    for each in cuts:
        spans[each.minority].append(Span(each.start, each.end))
    return sum(len(unassigned(text, spans[key])) for key, text in texts.items())


def _weighed(reply: Reply, cuts: Sequence[Cut], statements: Statements) -> WeighedReply:
    """Reduce a reply to what the rules of completeness ask about.

    What comes from outside the list of parties is treated as consulted: it must be weighed.
    """
    return WeighedReply(
        key=str(reply.sequence),
        role=Role(reply.party.role) if reply.party else Role.CONSULTED,
        segments=[each.weighed for each in cuts],
        unassigned=_free({None: reply.text, **statements}, cuts),
        no_comments=reply.kind == ReplyKind.NO_COMMENTS and not statements,
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


def lacks(hearing: Hearing) -> list[Lack]:
    """List what the memo lacks, reply by reply: three queries, also for thousands."""
    mine = {"reply__hearing": hearing, "reply__superseded_by__isnull": True}
    columns = ("reply", "pk", "minority", "start", "end", "verdict", "answer", "change_reference")
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for row in Segment.objects.filter(**mine).order_by("start").values_list(*columns).iterator():
        cuts[row[0]].append(Cut(*row))
    statements: dict[int, dict[int | None, str]] = defaultdict(dict)
    said = MinorityStatement.objects.filter(**mine).values_list("reply", "pk", "text")
    for reply_pk, pk, text in said:
        if reply_pk is not None:
            statements[reply_pk][pk] = text
    replies = counting(hearing).select_related("party").order_by("sequence")
    return [
        _lack(reply, gap)
        for reply in replies.iterator(chunk_size=1000)
        for gap in gaps_of(_weighed(reply, cuts[reply.pk], statements[reply.pk]))
    ]


def _lack(reply: Reply, gap: Gap) -> Lack:
    return Lack(reply, gap.segment, say(gap.lacks), gap.blocking)
