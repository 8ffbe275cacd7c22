"""Giving replies to a colleague, one or many; who gave meanwhile is not overruled (fordeling)."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.models import Reply
from indsats.organisation.models import User


@deed
def give_replies(
    *, versions: Mapping[int, int], by: User, to: User | None
) -> tuple[int, Collection[int]]:
    """Give replies to somebody, or to nobody; skip and name those changed meanwhile.

    ``versions`` is the version of each reply as it was shown. Gives how many were given, and
    the replies left alone.
    """
    rows = Reply.objects.select_for_update(of=("self",)).filter(pk__in=versions)
    current = [row for row in rows if row.version == versions[row.pk]]
    now = timezone.now()
    for row in current:
        row.assigned_to, row.changed_at, row.version = to, now, row.version + 1
    Reply.objects.bulk_update(
        current, ["assigned_to", "changed_at", "version"], batch_size=200
    )  # fmt: skip
    left = set(versions) - {row.pk for row in current}
    record(
        by=by, act=Act.CHANGED, subject="hearings.reply", what="given",
        to=to.username if to else "", receipts=[row.receipt for row in current], left=sorted(left),
    )  # fmt: skip
    return len(current), left


@deed
def give_reply(*, reply: Reply, version: int, by: User, to: User | None) -> None:
    """Give one reply; raises ChangedMeanwhileError when someone else has just noted something."""
    _given, left = give_replies(versions={reply.pk: version}, by=by, to=to)
    reply.refresh_from_db(fields=["version", "assigned_to"])
    if left:
        raise ChangedMeanwhileError(reply.version)
