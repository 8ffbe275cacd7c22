"""The one public projection of replies: every public copy is made from this and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Document, Heading, Paragraph
from indsats.base.plain import clean
from indsats.base.xlsx import Column, Sheet
from indsats.hearings.models import (
    Hearing,
    MinorityStatement,
    Redaction,
    Reply,
    ReplyFile,
    ReplyKind,
)
from indsats.hearings.queries.outcome import deleted_on
from indsats.hearings.queries.state import deadlines
from indsats.hearings.rules.publication import Dates, Earliest, Policy, earliest_day
from indsats.hearings.rules.redaction import Cover, apply
from indsats.law.deadlines import closes_at, danish_day

SIDES = ("Medarbejdersiden", "Ledelsessiden")


@dataclass(frozen=True)
class PublicStatement:
    """A minority's statement without anybody's name."""

    side: str
    text: str


@dataclass(frozen=True)
class PublicFile:
    """A file that may be read by everybody, under a name that says nothing of its sender."""

    number: int
    name: str
    sha256: str


@dataclass(frozen=True)
class PublicReply:
    """All that anybody may know of a reply; what is not here is not public."""

    number: str
    name: str
    text: str
    minorities: tuple[PublicStatement, ...]
    files: tuple[PublicFile, ...]
    submitted_on: date


def _policy(hearing: Hearing) -> Policy:
    return Policy(earliest=Earliest(hearing.publication or Earliest.NEVER))


def _day(moment: datetime | None) -> date | None:
    return danish_day(moment) if moment else None


def public_text(text: str, covers: list[Redaction]) -> str:
    """Write a text without what is covered, and without characters nobody sees."""
    return clean(apply(text, [Cover(row.start, row.end, row.reason) for row in covers]))


def public_name(reply: Reply) -> str:
    """Name a body or authority; a private person stays nameless."""
    if reply.party is not None:
        return reply.party.name
    return reply.represents or _("A citizen")


def public_side(side: str, name: str) -> str:
    """Name a minority by its side in the body, never by a union or a person."""
    if side in SIDES:
        known = {"Medarbejdersiden": _("The staff side"), "Ledelsessiden": _("The management side")}
        return _("%(side)s in %(body)s") % {"side": known[side], "body": name}
    return _("A minority in %(body)s") % {"body": name}


def _statement(row: MinorityStatement, name: str, covers: list[Redaction]) -> PublicStatement:
    mine = [each for each in covers if each.minority_id == row.pk]
    return PublicStatement(public_side(row.side, name), public_text(row.text, mine))


def project(reply: Reply) -> PublicReply:
    """Reduce a reply to what anybody may know of it."""
    name, covers = public_name(reply), list(reply.redactions.all())
    nothing = reply.kind == ReplyKind.NO_COMMENTS
    own = [row for row in covers if row.minority_id is None]
    files = [row for row in reply.files.all() if row.may_publish]
    word = _("Annex")
    return PublicReply(
        number=reply.public_number,
        name=clean(name),
        text=_("No comments") if nothing else public_text(reply.text, own),
        minorities=tuple(_statement(row, name, covers) for row in reply.minorities.all()),
        files=tuple(
            PublicFile(number, f"{word} {number}.{row.kind}", row.sha256)
            for number, row in enumerate(files, 1)
        ),
        submitted_on=danish_day(reply.submitted_at),
    )


def published(hearing: Hearing, at: datetime, gone: date | None) -> QuerySet[Reply]:
    """Give the replies anybody may read at a moment, as sent in: only to be projected.

    ``gone`` is the day the public copy is `deleted_on`. The rule is asked of a reply that came
    and was reviewed as late as one may; where that one is public today, so is every reply that
    came and was reviewed no later.
    """
    today, policy, history = danish_day(at), _policy(hearing), deadlines(hearing)
    over = gone is not None and today >= gone
    if over or hearing.sent_at is None or hearing.withdrawn_at is not None:
        return Reply.objects.none()
    came = today - timedelta(days=policy.hold_days)
    latest = Dates(
        received_on=came, reviewed_on=today, deadline=history[-1].day if history else None,
        memo_on=_day(hearing.memo_published_at),
    )  # fmt: skip
    first = earliest_day(policy, latest)
    if first is None or first > today:
        return Reply.objects.none()
    return (
        Reply.objects.filter(
            hearing=hearing, may_publish=True, withheld_because="", superseded_by__isnull=True,
            submitted_at__lt=closes_at(came), reviewed_at__lt=closes_at(today),
        )
        .exclude(late=True, late_included=False)
        .exclude(late=True, late_included__isnull=True)
        .select_related("party")
    )  # fmt: skip


def public_replies(hearing: Hearing, at: datetime) -> list[PublicReply]:
    """Give all replies anybody may read at a moment, as they may read them."""
    rows = published(hearing, at, deleted_on(hearing)).order_by(*in_order())
    return [project(row) for row in rows.prefetch_related("redactions", "minorities", "files")]


def in_order() -> tuple[Any, ...]:
    """Order bodies as the letter names them, then private persons, by what says nothing."""
    return F("party__order").asc(nulls_last=True), "public_number"


def public_file(hearing: Hearing, at: datetime, number: str, place: int) -> ReplyFile | None:
    """Find a published file of a published reply."""
    rows = published(hearing, at, deleted_on(hearing)).filter(public_number=number)
    files = ReplyFile.objects.filter(reply__in=rows, may_publish=True).order_by("pk")
    return files[place - 1 : place].first() if place > 0 else None


def public_document(hearing: Hearing, replies: list[PublicReply]) -> Document:
    """Lay the public replies out for PDF and DOCX."""
    blocks: list[Block] = [Paragraph(_("Replies to the hearing, as published."))]
    for each in replies:
        blocks.append(Heading(each.name))
        blocks.append(Paragraph(f"{each.submitted_on:%d.%m.%Y} · {each.number}"))
        blocks += [Paragraph(part) for part in each.text.split("\n") if part.strip()]
        for said in each.minorities:
            blocks += [Heading(said.side, 2), Paragraph(said.text)]
        blocks += [Paragraph(file.name) for file in each.files]
    return Document(
        title=hearing.letter_heading, blocks=blocks,
        author=settings.MUNICIPALITY, header=settings.MUNICIPALITY,
    )  # fmt: skip


def public_sheet(replies: list[PublicReply]) -> Sheet:
    """Lay the public replies out for a spreadsheet."""
    return Sheet(
        title=_("Replies"),
        columns=[
            Column(_("Number"), 12), Column(_("From"), 30), Column(_("Day"), 14),
            Column(_("Reply"), 80), Column(_("Minority statements"), 60), Column(_("Files"), 30),
        ],
        rows=[
            (
                each.number, each.name, each.submitted_on, each.text,
                "\n".join(f"{said.side}: {said.text}" for said in each.minorities),
                ", ".join(file.name for file in each.files),
            )
            for each in replies
        ],
    )  # fmt: skip


def public_json(hearing: Hearing, replies: list[PublicReply]) -> dict[str, Any]:
    """Write the hearing and its public replies as the published format has them."""
    history = deadlines(hearing)
    return {
        "id": hearing.public_id,
        "title": clean(hearing.letter_heading),
        "deadline": history[-1].day.isoformat() if history else None,
        "replies": [
            {
                "number": each.number,
                "from": each.name,
                "submitted_on": each.submitted_on.isoformat(),
                "text": each.text,
                "minorities": [{"side": said.side, "text": said.text} for said in each.minorities],
                "files": [{"name": file.name, "sha256": file.sha256} for file in each.files],
            }
            for each in replies
        ],
    }
