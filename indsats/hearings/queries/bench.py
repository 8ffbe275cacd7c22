"""The work bench: which reply is open, how its text is cut, and how far the work has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from indsats.hearings.models import (
    Hearing,
    MinorityStatement,
    Reply,
    ReplyKind,
    Segment,
    Theme,
)
from indsats.hearings.rules.segments import Segment as Span
from indsats.hearings.rules.segments import unassigned
from indsats.organisation.models import EngagementState, Function, PostState, User

SIZE = 25
LATELY = timedelta(minutes=10)
WEIGHED = ~Q(verdict="") & ~Q(answer="")
# The reply's own words before those of a minority, on any database.
AS_READ = (F("minority").asc(nulls_first=True), "start", "pk")


def counting(hearing: Hearing) -> QuerySet[Reply]:
    """Give the replies that count: not replaced by a newer one."""
    return Reply.objects.filter(hearing=hearing, superseded_by__isnull=True)


def counted(hearing: Hearing | OuterRef) -> QuerySet[Segment]:
    """Give the segments of replies that count and are taken into account."""
    rows = Segment.objects.filter(reply__hearing=hearing, reply__superseded_by__isnull=True)
    return rows.exclude(reply__late=True, reply__late_included=False)


def filters() -> dict[str, str]:
    """Give the ways of narrowing the list of replies, in the order shown."""
    return {
        "": _("All replies"),
        "unread": _("Not read"),
        "open": _("Not finished"),
        "mine": _("Given to me"),
        "nobody": _("Given to nobody"),
        "late": _("After the deadline"),
    }


def still_open(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    """Keep the replies with remarks not cut yet, or with a segment not weighed."""
    segments = Segment.objects.filter(reply=OuterRef("pk"))
    untouched = Q(kind=ReplyKind.REMARKS) & ~Q(Exists(segments))
    rows = rows.exclude(late=True, late_included=False)
    return rows.filter(untouched | Exists(segments.exclude(WEIGHED)))


def unfinished(hearing: Hearing) -> QuerySet[Reply]:
    """Give the replies of a hearing that count and are still to be worked on."""
    return still_open(counting(hearing))


def narrowed(hearing: Hearing, user: User, chosen: str) -> QuerySet[Reply]:
    """Give the replies of one choice in the list: a filter's name, or ``tema-<number>``."""
    rows, segments = counting(hearing), Segment.objects.filter(reply=OuterRef("pk"))
    if chosen == "open":
        return unfinished(hearing)
    if chosen.startswith("tema-") and chosen[5:].isdecimal():
        return rows.filter(Exists(segments.filter(themes=int(chosen[5:]))))
    return rows.filter(
        {
            "unread": Q(read_at__isnull=True),
            "mine": Q(assigned_to=user) | Exists(segments.filter(assigned_to=user)),
            "nobody": Q(assigned_to__isnull=True),
            "late": Q(late=True),
        }.get(chosen, Q())
    )


@dataclass(frozen=True)
class Page:
    """A page of the list of replies, cut by sequence numbers; None where there is no more."""

    rows: Sequence[Reply]
    before: int | None = None
    after: int | None = None


def page_of(rows: QuerySet[Reply], at: int, *, above: int = 0) -> Page:
    """Cut the page that begins at a sequence number, or so many rows above it: one query.

    The page before is read along, to know where it begins. It is as quick at the end as at the
    start.
    """
    room = SIZE + above
    earlier = rows.filter(sequence__lt=at).order_by("-sequence").values("sequence")
    first = Coalesce(Subquery(earlier[room - 1 : room]), 0)
    wanted = rows.filter(sequence__gte=first).select_related("assigned_to")
    wanted = wanted.order_by("sequence").defer("text")
    found = list(_with_counts(wanted)[: room + SIZE + 1])
    passed = sum(row.sequence < at for row in found)
    start = max(0, passed - above)
    end = start + SIZE
    return Page(
        rows=found[start:end],
        before=found[max(0, start - SIZE)].sequence if start else None,
        after=found[end].sequence if len(found) > end else None,
    )


def _with_counts(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    """Add to each reply how many segments it has, and how many of them are finished."""
    mine = Segment.objects.filter(reply=OuterRef("pk")).order_by().values("reply")
    weighed = mine.annotate(n=Count("pk", filter=WEIGHED)).values("n")
    return rows.annotate(
        cuts=Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0),
        done=Coalesce(Subquery(weighed), 0),
    )


@dataclass(frozen=True)
class Listed:
    """A reply in the list, with how many of its segments are finished."""

    reply: Reply
    cuts: int
    done: int
    current: bool

    @property
    def state(self) -> tuple[str, str]:
        """Say where the reply stands, and the look of its badge."""
        if self.reply.late and self.reply.late_included is None:
            return _("Late: decide"), "warning"
        if self.cuts and self.cuts == self.done:
            return _("Finished"), "success"
        if self.cuts:
            return _("%(done)s of %(all)s") % {"done": self.done, "all": self.cuts}, "info"
        if self.reply.kind == ReplyKind.NO_COMMENTS:
            return _("No comments"), ""
        return (_("Read"), "") if self.reply.read_at else (_("Not read"), "info")


def listed(page: Page, current: Reply | None) -> list[Listed]:
    """Give the replies of a page with how far each has come."""
    return [Listed(row, vars(row)["cuts"], vars(row)["done"], row == current) for row in page.rows]


@dataclass(frozen=True)
class Piece:
    """A stretch of a reply, in a segment or not; ``number`` is the segment's number in it."""

    text: str
    segment: Segment | None = None
    number: int = 0


@dataclass(frozen=True)
class Text:
    """A text of a reply, its own or a minority's, cut where segments begin and end."""

    minority: MinorityStatement | None
    pieces: Sequence[Piece]
    free: int


def texts(reply: Reply, segments: Sequence[Segment]) -> list[Text]:
    """Cut a reply and its minority statements at their segments; numbers run through all."""
    found: list[Text] = []
    number = 0
    for minority in (None, *reply.minorities.all()):
        text = minority.text if minority else reply.text
        mine = sorted(
            (row for row in segments if row.minority_id == (minority.pk if minority else None)),
            key=lambda row: row.start,
        )
        pieces, at = [], 0
        for row in mine:
            number += 1
            pieces += [Piece(text[at : row.start]), Piece(text[row.start : row.end], row, number)]
            at = row.end
        pieces.append(Piece(text[at:]))
        free = len(unassigned(text, [Span(row.start, row.end) for row in mine]))
        found.append(Text(minority, [piece for piece in pieces if piece.text], free))
    return found


def words_of(segment: Segment | None, found: Sequence[Text]) -> str:
    """Give the words of a segment out of its reply's texts."""
    pieces = (each for text in found for each in text.pieces)
    return next((each.text for each in pieces if segment and each.segment == segment), "")


def ordered(found: Sequence[Text]) -> list[Segment]:
    """Give the segments in the order they are read in."""
    return [each.segment for text in found for each in text.pieces if each.segment]


def weighed_so_far() -> Subquery:
    """Count, within the query that reads a hearing, its segments and those finished."""
    rows = counted(OuterRef("pk")).order_by().values("reply__hearing")
    told = JSONObject(all=Count("pk"), done=Count("pk", filter=WEIGHED))
    return Subquery(rows.annotate(told=told).values("told"))


def progress(told: dict[str, int] | None) -> dict[str, int]:
    """Add how many in a hundred are finished to what `weighed_so_far` counted."""
    found = told or {"all": 0, "done": 0}
    return {**found, "percent": 100 * found["done"] // found["all"] if found["all"] else 0}


@dataclass(frozen=True)
class People:
    """Those who may weigh replies, and those who have changed a segment lately."""

    secretaries: list[User]
    lately: list[str]


def people(hearing: Hearing, user: User, *, day: date, at: datetime) -> People:
    """Name who may be given a segment, and who else is at work on the hearing: one query."""
    rows = Segment.objects.filter(reply__hearing=hearing, changed_at__gte=at - LATELY)
    changed = rows.exclude(changed_by__in=("", user.username)).order_by().values("changed_by")
    found = User.objects.annotate(weighs=Q(pk__in=_weighing(day)), changed=Q(username__in=changed))
    named = list(found.filter(Q(weighs=True) | Q(changed=True)).order_by("name"))
    return People(
        secretaries=[row for row in named if vars(row)["weighs"]],
        lately=[row.name for row in named if vars(row)["changed"]],
    )


def themes_of(hearing: Hearing) -> list[Theme]:
    """Give a hearing's themes with what chooses each in the list of replies."""
    found = list(hearing.themes.all())
    for theme in found:
        theme.choice = f"tema-{theme.pk}"  # type: ignore[attr-defined]  # for the list's filter
    return found


def _weighing(day: date) -> QuerySet[Any, Any]:
    posts = PostState.objects.on(day).filter(function=Function.SECRETARY).values("post")
    return EngagementState.objects.on(day).filter(post__in=posts).values("user")


def secretaries(day: date) -> QuerySet[User]:
    """Give those who may weigh replies on a day, to give segments to."""
    return User.objects.filter(pk__in=_weighing(day)).order_by("name")


def named(segment: Segment | None, people: Sequence[User]) -> str:
    """Name who changed a segment last; the user name where that one no longer weighs replies."""
    username = segment.changed_by if segment else ""
    return next((user.name for user in people if user.username == username), username)


@dataclass(frozen=True)
class Earlier:
    """An answer given before, that may be used again."""

    segment: int
    verdict: str
    answer: str
    times: int


def earlier_answers(segment: Segment, limit: int = 5) -> list[Earlier]:
    """Give answers from the same themes or item, those used most first: one query."""
    near = Q(themes__in=[theme.pk for theme in segment.themes.all()])
    if segment.item_id:
        near |= Q(item=segment.item_id)
    rows = (
        Segment.objects.filter(WEIGHED, near, reply__hearing=segment.reply.hearing_id)
        .exclude(pk=segment.pk)
        .order_by()
        .values("answer", "verdict")
        .annotate(times=Count("pk", distinct=True), first=Min("pk"))
        .order_by("-times", "first")[:limit]
    )
    labels = dict(Segment._meta.get_field("verdict").flatchoices)
    return [
        Earlier(row["first"], str(labels[row["verdict"]]), row["answer"], row["times"])
        for row in rows
    ]


def next_open(
    hearing: Hearing, reply: Reply, passed: Sequence[int], within: QuerySet[Reply]
) -> Segment | Reply | None:
    """Find what is to be done next: an unfinished segment here, else the next unfinished reply.

    The next reply is one of those the list shows.
    """
    here = Segment.objects.filter(reply=reply).exclude(WEIGHED).exclude(pk__in=passed)
    found = here.order_by(*AS_READ).first()
    if found:
        return found
    rows = unfinished(hearing).filter(pk__in=within.values("pk")).order_by("sequence")
    return rows.filter(sequence__gt=reply.sequence).first() or rows.exclude(pk=reply.pk).first()


def address(**parts: Any) -> str:
    """Write the query of a bench address without its empty parts."""
    return urlencode({name: value for name, value in parts.items() if value})
