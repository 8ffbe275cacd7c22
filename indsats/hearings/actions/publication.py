"""What is noted about a reply: read, reviewed, withheld, late, duplicate; never the original."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.models import Reply, ReplyFile
from indsats.hearings.queries.words import say
from indsats.hearings.rules.publication import may_publish
from indsats.hearings.rules.redaction import Cover
from indsats.organisation.models import User


@deed
def read_reply(*, reply: Reply, by: User, at: datetime) -> None:
    """Write in the trail that somebody opened the reply, and that it has been read."""
    if reply.read_at is None:
        reply.read_at = at
        reply.save(update_fields=["read_at"])
    record(by=by, act=Act.SEEN, subject=reply)


def _claim(reply: Reply, version: int | None) -> list[str]:
    """Count up what is noted; name the fields to save. Belongs in a deed.

    Raises ChangedMeanwhileError when it is not the version the page showed (None: not asked).
    """
    fresh = Reply.objects.select_for_update(of=("self",)).only("version").get(pk=reply.pk)
    if version is not None and fresh.version != version:
        raise ChangedMeanwhileError(
            fresh.version,
            _("Someone else has noted something about this reply meanwhile. Look at it, and "
              "choose again."),
        )  # fmt: skip
    reply.version, reply.changed_at = fresh.version + 1, timezone.now()
    return ["version", "changed_at"]


def obstacles(reply: Reply, by: User) -> list[str]:
    """Name what stands in the way of publishing: uncovered details in text or statements."""
    texts = [(None, reply.text), *((row.pk, row.text) for row in reply.minorities.all())]
    covers = list(reply.redactions.all())
    found: dict[str, None] = {}
    for minority, text in texts:
        mine = [Cover(row.start, row.end) for row in covers if row.minority_id == minority]
        for each in may_publish(text, mine, reviewer=by.name):
            found.setdefault(say(each))
    return list(found)


@deed
def review(*, reply: Reply, by: User, at: datetime, version: int | None = None) -> None:
    """Say that a person has read the reply and it may be published as it is covered."""
    counted = _claim(reply, version)
    reasons = obstacles(reply, by)
    if reasons:
        raise ValidationError(reasons)
    reply.reviewed_at, reply.withheld_because = at, ""
    reply.save(update_fields=["reviewed_at", "withheld_because", *counted])
    record(by=by, act=Act.CHANGED, subject=reply, what="reviewed for publication")


@deed
def withhold(*, reply: Reply, by: User, reason: str, version: int | None = None) -> None:
    """Keep a reply from every public copy, with a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the reply is not published.")})
    counted = _claim(reply, version)
    reply.withheld_because, reply.reviewed_at = reason.strip(), None
    reply.save(update_fields=["withheld_because", "reviewed_at", *counted])
    record(by=by, act=Act.CHANGED, subject=reply, what="withheld", reason=reason.strip())


@deed
def decide_late(
    *, reply: Reply, by: User, included: bool, reason: str, version: int | None = None
) -> None:
    """Decide whether a late reply is taken into account, with a reason."""
    if not reply.late:
        raise ValidationError(_("The reply came in time."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why.")})
    counted = _claim(reply, version)
    reply.late_included, reply.late_reason = included, reason.strip()
    reply.save(update_fields=["late_included", "late_reason", *counted])
    record(by=by, act=Act.DECIDED, subject=reply, included=included, reason=reason.strip())


@deed
def mark_duplicate(*, reply: Reply, of: Reply | None, by: User) -> None:
    """Note that a reply says the same as another, or that it does not; nothing is removed."""
    if of is not None and (of.pk == reply.pk or of.hearing_id != reply.hearing_id):
        raise ValidationError(_("Choose another reply to the same hearing."))
    reply.duplicate_of = of
    reply.save(update_fields=["duplicate_of"])
    record(by=by, act=Act.CHANGED, subject=reply, what="duplicate of", of=of.receipt if of else "")


@deed
def share_file(*, row: ReplyFile, by: User, public: bool) -> None:
    """Let a file of a reply be published, or not."""
    row.may_publish = public
    row.save(update_fields=["may_publish"])
    record(by=by, act=Act.CHANGED, subject=row, what="may be published", public=public)


@deed
def mark_read(*, replies: Iterable[Reply], by: User, at: datetime) -> int:
    """Mark many replies as read at once."""
    rows = [row for row in replies if row.read_at is None]
    for row in rows:
        row.read_at = at
    Reply.objects.bulk_update(rows, ["read_at"], batch_size=500)
    record(
        by=by, act=Act.CHANGED, subject="hearings.reply", what="read",
        receipts=[row.receipt for row in rows],
    )  # fmt: skip
    return len(rows)


@deed
def include_late(*, replies: Iterable[Reply], by: User, reason: str) -> int:
    """Take many late replies into account at once, for one reason."""
    rows = [row for row in replies if row.late and row.late_included is None]
    for row in rows:
        decide_late(reply=row, by=by, included=True, reason=reason)
    return len(rows)


@deed
def review_many(*, replies: Iterable[Reply], by: User, at: datetime) -> tuple[int, int]:
    """Mark many replies as read for publication; give how many were, and how many were not.

    Replies with uncovered details are left, to be looked at one by one.
    """
    done = left = 0
    for row in replies:
        if row.reviewed_at is not None:
            continue
        if row.withheld_because or obstacles(row, by):
            left += 1
            continue
        review(reply=row, by=by, at=at)
        done += 1
    return done, left
