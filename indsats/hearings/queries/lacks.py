"""What the memo still lacks: the rules judge, the database finds what they need to look at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length, Replace, Substr

from indsats.hearings.models import Hearing, MinorityStatement, Reply, ReplyKind, Segment
from indsats.hearings.queries.bench import counting
from indsats.hearings.queries.words import say
from indsats.hearings.rules.segments import Segment as Span
from indsats.hearings.rules.segments import unassigned
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.verdicts import CHANGING, Gap, Verdict, Weighed, WeighedReply, gaps_of

FEW = 500
VERDICTS = {each.value: each for each in Verdict}
BLANKS = " \n\r\t"
# Any character but those `str.strip` takes away, so that both databases call the same blank.
SAYS = "[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"


@dataclass(frozen=True)
class Lack:
    """Something the memo lacks, with what the link to it needs."""

    number: int
    sender: str
    gap: Gap

    @property
    def text(self) -> str:
        """Say what is lacking."""
        return say(self.gap.lacks)


def lacks(hearing: Hearing) -> list[Lack]:
    """List what the memo lacks, reply by reply: three queries, also for thousands."""
    rows = list(_suspects(hearing))
    few = [row["pk"] for row in rows] if len(rows) <= FEW else None
    mine = Q(reply__hearing=hearing) if few is None else Q(reply__in=few)
    cuts, spans = _cuts(mine)
    said: dict[int | None, dict[int | None, str]] = defaultdict(dict)
    statements = MinorityStatement.objects.filter(mine, reply__isnull=False)
    for reply, pk, text in statements.values_list("reply", "pk", "text"):
        said[reply][pk] = text
    found = []
    for row in rows:
        reply = row["pk"]
        texts = {None: row["words"], **said[reply]}
        free = sum(len(unassigned(text, spans[reply, key])) for key, text in texts.items() if text)
        gaps = gaps_of(_weighed(row, cuts[reply], free, alone=len(texts) == 1))
        found += [Lack(row["sequence"], row["sender_name"], gap) for gap in gaps]
    return found


def _cuts(mine: Q) -> tuple[dict[int, list[Weighed]], dict[tuple[int, int | None], list[Span]]]:
    """Read segments as the rules weigh them, by reply, and where they lie, by text."""
    cuts: dict[int, list[Weighed]] = defaultdict(list)
    spans: dict[tuple[int, int | None], list[Span]] = defaultdict(list)
    names = ("reply", "minority", "start", "end", "pk", "verdict", "answer", "change_reference")
    rows = Segment.objects.filter(mine).order_by("start").values_list(*names)
    for reply, minority, start, end, pk, verdict, answer, where in rows:
        spans[reply, minority].append(Span(start, end))
        weighed = Weighed(
            key=str(pk), verdict=VERDICTS.get(verdict), answer=answer, changed_where=where
        )
        cuts[reply].append(weighed)
    return cuts, spans


def _suspects(hearing: Hearing) -> QuerySet[Reply, Any]:
    """Give every reply that may lack something, and some that do not.

    What is surely weighed and cut is left where it is, however long. The words are read only
    where a part of them may be in no segment. A test holds this to the rules.
    """
    cuts = Segment.objects.filter(reply=OuterRef("pk"))
    changing = Q(verdict__in=CHANGING) & ~Q(change_reference__regex=SAYS)
    unweighed = cuts.filter(Q(verdict="") | ~Q(answer__regex=SAYS) | changing)
    inside = Substr("reply__text", F("start") + 1, F("end") - F("start"))
    own = cuts.filter(minority=None).order_by().values("reply")
    covered = own.annotate(n=Sum(_letters(inside))).values("n")
    minorities = MinorityStatement.objects.filter(reply=OuterRef("pk"))
    unread = Q(free__lte=0) | Q(kind=ReplyKind.REMARKS) & ~Exists(cuts)
    return (
        counting(hearing)
        .exclude(late=True, late_included=False)
        .annotate(free=_letters("text") - Coalesce(Subquery(covered), 0))
        .filter(
            Q(late=True, late_included=None)
            | Q(free__gt=0)
            | ~Exists(cuts)
            | Exists(unweighed)
            | Exists(minorities)
        )
        .annotate(words=Case(When(unread, then=Value("", TextField())), default=F("text")))
        .order_by("sequence")
        .values(
            "pk", "sequence", "sender_name", "party__role", "kind", "read_at", "late",
            "late_included", "words",
        )
    )  # fmt: skip


def _letters(text: Any) -> Length:
    """Count the characters of a text without the commonest blanks."""
    for blank in BLANKS:
        text = Replace(text, Value(blank), Value(""), output_field=TextField())
    return Length(text)


def _weighed(
    row: Mapping[str, Any], cuts: Sequence[Weighed], free: int, *, alone: bool
) -> WeighedReply:
    """Reduce a reply to what the rules of completeness ask about.

    What comes from outside the list of parties is treated as consulted: it must be weighed.
    """
    return WeighedReply(
        key=str(row["sequence"]),
        role=Role(row["party__role"] or Role.CONSULTED),
        segments=cuts,
        unassigned=free,
        no_comments=row["kind"] == ReplyKind.NO_COMMENTS and alone,
        noted=row["read_at"] is not None,
        late=row["late"],
        late_included=row["late_included"],
    )
