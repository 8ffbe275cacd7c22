"""The pages of a body that writes its reply: list and draft."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from indsats.hearings.models import (
    DeadlineVersion,
    DraftVersion,
    HearingParty,
    ReplyDraft,
    ReplyFile,
)
from indsats.hearings.queries.letter import paragraphs
from indsats.hearings.queries.replies import deadline_facts, may_answer, sent_replies
from indsats.hearings.queries.state import hearing_state
from indsats.law.registry import RULES


def listed(rows: QuerySet[HearingParty]) -> QuerySet[Any]:
    """Add the deadline, the draft and what has been sent, without a query per row."""
    newest = DeadlineVersion.objects.filter(hearing=OuterRef("hearing")).order_by("-set_at", "-pk")
    return (
        rows.filter(hearing__sent_at__isnull=False)
        .select_related("hearing__matter", "draft")
        .prefetch_related("replies")
        .annotate(last_day=Subquery(newest.values("last_day")[:1]))
    )


def told(party: HearingParty) -> tuple[str, str]:
    """Say how far a body's reply has come, and in which look."""
    draft = getattr(party, "draft", None)
    if party.hearing.withdrawn_at:
        return _("Hearing withdrawn"), ""
    if party.replies.all():
        return _("Sent"), "success"
    if party.declined_at:
        return _("Will not reply"), ""
    if not may_answer(party):
        return _("For your information"), ""
    if draft is None:
        return _("Not begun"), "warning"
    return (_("Released"), "info") if draft.released_at else (_("Draft"), "info")


def page(party: HearingParty, draft: ReplyDraft, at: datetime) -> dict[str, Any]:
    """Give what the page of a body's reply shows."""
    hearing = party.hearing
    versions: list[DraftVersion] = list(draft.versions.all()[:20]) if draft.pk else []
    return {
        "party": party,
        "hearing": hearing,
        "draft": draft,
        "minorities": list(draft.minorities.all()) if draft.pk else [],
        "files": list(draft.files.all()) if draft.pk else [],
        "versions": versions,
        "replies": sent_replies(party),
        "answers": may_answer(party),
        "state": hearing_state(hearing, at),
        "paragraphs": paragraphs(hearing),
        "supplements": list(hearing.supplements.all()),
        "points": list(hearing.proposal.items.all()),
        "annexes": list(hearing.proposal.annexes.filter(is_open=True)),
        "keep_months": RULES["publish-until"].number("months"),
        **deadline_facts(hearing, at),
    }


def minority_text(party: HearingParty, side: str) -> str:
    """Give what a side has written so far."""
    draft = ReplyDraft.objects.filter(party=party).first()
    row = draft.minorities.filter(side=side).first() if draft and side else None
    return row.text if row else ""


def draft_files(party: HearingParty) -> QuerySet[ReplyFile]:
    """Give the files of a party's draft."""
    return ReplyFile.objects.filter(draft__party=party)
