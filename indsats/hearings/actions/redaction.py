"""Covering parts of a reply in every public copy; the original stays (overstregning)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import MinorityStatement, Redaction, Reply
from indsats.hearings.rules.publication import unhidden_details
from indsats.hearings.rules.redaction import Cover, widen
from indsats.organisation.models import User


def _unreview(reply: Reply) -> None:
    """Let a reply be read again before it is public, once its covers have become fewer."""
    if reply.reviewed_at is not None:
        reply.reviewed_at = None
        reply.save(update_fields=["reviewed_at"])


def _text(reply: Reply, minority: MinorityStatement | None) -> str:
    return minority.text if minority else reply.text


@deed
def cover(
    *, reply: Reply, by: User, span: Cover, minority: MinorityStatement | None = None
) -> Redaction:
    """Cover some characters with a reason; an accent is never parted from its letter."""
    if not span.reason.strip():
        raise ValidationError({"reason": _("Write why it is covered.")})
    wide = widen(_text(reply, minority), span)
    if wide.start == wide.end:
        raise ValidationError({"passage": _("Mark the words to be covered.")})
    row = Redaction.objects.create(
        reply=reply, minority=minority, start=wide.start, end=wide.end,
        reason=span.reason.strip(), by=by,
    )  # fmt: skip
    record(
        by=by,
        act=Act.CHANGED,
        subject=reply,
        reason=row.reason,
        what="covered",
        start=row.start,
        end=row.end,
    )
    return row


@deed
def cover_passage(*, reply: Reply, by: User, passage: str, reason: str) -> int:
    """Cover every place where some words stand, in the reply and its minority statements."""
    words = passage.strip()
    if not words:
        raise ValidationError({"passage": _("Write the words to be covered, as they stand.")})
    places = 0
    for minority in (None, *reply.minorities.all()):
        text, at = _text(reply, minority), 0
        while (at := text.find(words, at)) >= 0:
            cover(
                reply=reply, by=by, minority=minority, span=Cover(at, at + len(words), reason)
            )  # fmt: skip
            places, at = places + 1, at + len(words)
    if not places:
        text = _("The words were not found. Copy them exactly as they stand in the reply.")
        raise ValidationError({"passage": text})
    return places


@deed
def uncover(*, row: Redaction, by: User) -> None:
    """Take a cover away again; the reply must then be read anew before it is published."""
    reply = row.reply
    record(
        by=by, act=Act.REMOVED, subject=reply, what="uncovered", start=row.start, end=row.end,
        reason=row.reason,
    )  # fmt: skip
    row.delete()
    _unreview(reply)


REASONS = {"cpr": "CPR-nummer", "email": "E-mailadresse", "phone": "Telefonnummer"}


@deed
def cover_details(*, reply: Reply, by: User) -> int:
    """Cover what looks like personal numbers, addresses and telephone numbers; give how many."""
    count = 0
    for minority in (None, *reply.minorities.all()):
        rows = reply.redactions.filter(minority=minority)
        covers = [Cover(row.start, row.end) for row in rows]
        for found in unhidden_details(_text(reply, minority), covers):
            span = Cover(found.start, found.end, REASONS[found.kind])
            cover(reply=reply, by=by, minority=minority, span=span)
            count += 1
    return count
