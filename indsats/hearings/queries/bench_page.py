"""All that the work bench shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet

from indsats.base.bringing import bring
from indsats.hearings.models import (
    AnswerVersion,
    Hearing,
    MinorityStatement,
    Reply,
    Segment,
    Theme,
)
from indsats.hearings.queries import bench
from indsats.hearings.queries.lists import with_lists
from indsats.organisation.models import User

ABOVE = 5  # so that the replies just before the open one stay in sight


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for: a reply's number, a segment, a choice of the list, its page."""

    reply: int = 0
    segment: int = 0
    chosen: str = ""
    page: int = 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 -- a key's length


def wanted(query: Any) -> Wanted:
    """Read what an address asks for; what makes no sense is left out."""
    return Wanted(
        reply=_number(query.get("svar", "")),
        segment=_number(query.get("uddrag", "")),
        chosen=query.get("vis", "")[:20],
        page=_number(query.get("side", "")),
    )


def _open_reply(hearing: Hearing, rows: QuerySet[Reply], want: Wanted) -> Reply | None:
    said = MinorityStatement.objects.filter(reply=OuterRef("pk")).order_by("pk")
    counting = bench.counting(hearing).select_related("party", "assigned_to")
    full = bring(counting, minorities=said)
    if want.segment:
        return full.filter(segments=want.segment).first()
    if want.reply:
        return full.filter(sequence=want.reply).first()
    first = rows.order_by("sequence").values("sequence")[:1]
    return full.filter(sequence=first).first()


def _segments(reply: Reply) -> list[Segment]:
    themes = Theme.objects.filter(segments=OuterRef("pk")).order_by("order", "name")
    history = AnswerVersion.objects.filter(segment=OuterRef("pk")).order_by("-number")
    return list(bring(reply.segments.order_by(), themes=themes, history=history))


def _chosen(order: Sequence[Segment], want: Wanted) -> Segment | None:
    for row in order:
        if row.pk == want.segment:
            return row
    if want.segment:
        return None
    unfinished = [row for row in order if not (row.verdict and row.answer)]
    return next(iter(unfinished or order), None)


def _neighbours(order: Sequence[Segment], current: Segment | None) -> dict[str, Segment | None]:
    if current is None:
        return {"previous": None, "following": None}
    at = [row.pk for row in order].index(current.pk)
    return {
        "previous": order[at - 1] if at else None,
        "following": order[at + 1] if at + 1 < len(order) else None,
    }


def _beside(page: bench.Page, reply: Reply | None) -> dict[str, int | None]:
    """Give the numbers of the replies before and after the open one in the list."""
    numbers = [row.sequence for row in page.rows]
    if reply is None or reply.sequence not in numbers:
        return {"reply_before": None, "reply_after": None}
    at = numbers.index(reply.sequence)
    return {
        "reply_before": numbers[at - 1] if at else page.before,
        "reply_after": numbers[at + 1] if at + 1 < len(numbers) else page.after,
    }


def laid_out(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Let a hearing bring its themes, the proposal's items, and how far the work is."""
    counted = rows.annotate(weighed=bench.weighed_so_far())
    return with_lists(counted, "themes", "proposal__items")


def bench_page(
    hearing: Hearing, user: User, want: Wanted, *, at: datetime, day: date
) -> dict[str, Any]:
    """Gather the list, the open reply and its segments; the hearing is read as `laid_out`."""
    rows = bench.narrowed(hearing, user, want.chosen)
    reply = _open_reply(hearing, rows, want)
    start = want.page or (reply.sequence if reply else 0)
    page = bench.page_of(rows, start, above=0 if want.page else ABOVE)
    found = _segments(reply) if reply else []
    texts = bench.texts(reply, found) if reply else []
    order = bench.ordered(texts)
    current = _chosen(order, want)
    people = bench.people(hearing, user, day=day, at=at)
    numbers = {row.pk: number for number, row in enumerate(order, 1)}
    return {
        "hearing": hearing,
        "matter": hearing.matter,
        "want": replace(want, reply=reply.sequence if reply else 0),
        "filters": bench.filters(),
        "page": page,
        "replies": bench.listed(page, reply),
        "reply": reply,
        "texts": texts,
        "segment": current,
        "number": numbers.get(current.pk, 0) if current else 0,
        "cuts": len(order),
        **_neighbours(order, current),
        **_beside(page, reply),
        "segment_words": bench.words_of(current, texts),
        "progress": bench.progress(vars(hearing)["weighed"]),
        "others": people.lately,
        "people": people.secretaries,
        "who": bench.named(current, people.secretaries),
        "themes": bench.themes_of(hearing),
        "items": list(hearing.proposal.items.all()),
        "history": list(current.history.all()) if current and current.version > 1 else [],
    }
