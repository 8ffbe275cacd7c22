"""A hearing as anybody may read it, without logging in."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from indsats.base.bringing import bring
from indsats.base.listing.keyset import Page, cut
from indsats.base.rules.keyset import Key
from indsats.hearings.models import (
    Hearing,
    HearingParty,
    MinorityStatement,
    PartyRole,
    Redaction,
    Reply,
    ReplyFile,
)
from indsats.hearings.queries.letter import paragraphs
from indsats.hearings.queries.lists import with_lists
from indsats.hearings.queries.memo import published_memo
from indsats.hearings.queries.outcome import deleted_on
from indsats.hearings.queries.public import project, published
from indsats.hearings.queries.road import hearing_words
from indsats.hearings.queries.state import accepts_replies, deadlines, hearing_state, with_answers
from indsats.law.deadlines import danish_day

SIZE = 50
# As `public.in_order`, and never by what would tell when a reply came.
ORDER = [Key("party__order", nullable=True), Key("public_number")]


def laid_out(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Let a hearing bring its deadlines, and its proposal's items and annexes."""
    return with_lists(rows, "deadlines", "supplements", "proposal__items", "proposal__annexes")


def public_hearing(public_id: str) -> Hearing | None:
    """Find a hearing that has been sent by its public name; before that nobody may see it."""
    rows = Hearing.objects.filter(public_id=public_id, sent_at__isnull=False)
    return laid_out(rows.select_related("matter", "proposal")).first()


def public_page(hearing: Hearing, at: datetime) -> dict[str, Any]:
    """Give what anybody may read of a hearing: the letter, the proposal, who is asked, by when."""
    parties_known = with_answers(HearingParty.objects.all())
    prefetch_related_objects([hearing], Prefetch("parties", parties_known))
    parties, history = hearing.parties.all(), deadlines(hearing)
    return {
        "hearing": hearing,
        "state": hearing_words()[hearing_state(hearing, at)],
        "open": accepts_replies(hearing, at),
        "deadline": history[-1] if history else None,
        "extended": len(history) > 1,
        "paragraphs": paragraphs(hearing),
        "supplements": [row for row in hearing.supplements.all() if row.is_public],
        "items": hearing.proposal.items.all(),
        "annexes": [row for row in hearing.proposal.annexes.all() if row.is_open],
        "consulted": [row.name for row in parties if row.role == PartyRole.CONSULTED],
        "informed": [row.name for row in parties if row.role == PartyRole.INFORMED],
        "at": at,
    }


def answered(hearing: Hearing, at: datetime, token: str) -> dict[str, Any]:
    """Give the memo, the page of published replies a token points at, and until when."""
    gone, today = deleted_on(hearing), danish_day(at)
    rows = published(hearing, at, gone)
    page = cut(_with_lists(rows), ORDER, token, SIZE)
    return {
        "memo": published_memo(hearing, today, gone),
        "deleted_on": gone,
        "deleted": gone is not None and today >= gone,
        "replies": [project(row) for row in page.rows],
        "page": page,
        "summary": _summary(page, rows.count()) if page.previous or page.following else "",
    }


def _with_lists(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    of_reply = OuterRef("pk")
    return bring(
        rows,
        redactions=Redaction.objects.filter(reply=of_reply).order_by("start"),
        minorities=MinorityStatement.objects.filter(reply=of_reply).order_by("pk"),
        files=ReplyFile.objects.filter(reply=of_reply).order_by("pk"),
    )


def _summary(page: Page, count: int) -> str:
    first, last = page.passed + 1, page.passed + len(page.rows)
    return _("%(first)s–%(last)s of %(n)s") % {"first": first, "last": last, "n": count}
