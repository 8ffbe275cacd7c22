"""What is done to contacts, codes, groups and follow-ups at the desk (relationer)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.feed import tell_phones
from indsats.field.models import Contact, FollowUp, KnownYouth, YouthGroup
from indsats.law.street import group_ends
from indsats.organisation.models import User


@deed
def look(*, by: User, subject: Contact | KnownYouth) -> None:
    """Note that somebody reads about a young person, in the transaction of the reading."""
    record(by=by, act=Act.SEEN, subject=subject)


@deed
def remove_code(*, by: User | str, known: KnownYouth, because: str, at: datetime) -> None:
    """Remove a code; its contacts stay as counts, without their words."""
    if not because.strip():
        raise ValidationError({"because": _("Write why the code is removed.")})
    count = Contact.objects.filter(known=known).update(known=None, agreement="")
    pk, unit, code = known.pk, known.unit_id, known.code
    record(
        by=by, act=Act.REMOVED, subject=known, reason=because, known=code, contacts=count,
        last_contact_on=known.last_contact_on,
    )  # fmt: skip
    known.delete()
    tell_phones("known", pk, unit, at)


def _group(group: YouthGroup, version: int) -> YouthGroup:
    row = YouthGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row.version)
    row.version += 1
    return row


@deed
def hold_group(
    *, by: User, group: YouthGroup, holder: User | None, version: int, at: datetime
) -> None:
    """Say who has the contact with a group."""
    row = _group(group, version)
    row.holder = holder
    row.save(update_fields=["holder", "version"])
    tell_phones("group", row.pk, row.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=row, what="group_holder", holder=holder or "")


@deed
def keep_group(*, by: User, group: YouthGroup, version: int, at: datetime, day: date) -> None:
    """Look at a group again, and follow it on: the time until it is closed begins anew."""
    row = _group(group, version)
    row.review_on, row.closed_on, row.closed_because = group_ends(day), None, ""
    row.save(update_fields=["review_on", "closed_on", "closed_because", "version"])
    tell_phones("group", row.pk, row.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=row, what="group_reviewed", review_on=row.review_on)


@deed
def close_group(
    *, by: User | str, group: YouthGroup, because: str, version: int, at: datetime, day: date
) -> None:
    """Follow a group no longer, and say why; it opens again by itself when it is seen."""
    if not because.strip():
        raise ValidationError({"because": _("Write why the group is closed.")})
    row = _group(group, version)
    row.closed_on, row.closed_because = day, because.strip()[:300]
    row.save(update_fields=["closed_on", "closed_because", "version"])
    tell_phones("group", row.pk, row.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=row, what="group_closed", reason=because)


def _follow_up(follow_up: FollowUp, version: int) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row.version)
    row.version += 1
    return row


@deed
def finish(
    *, by: User, follow_up: FollowUp, version: int, at: datetime, done: bool = True
) -> None:  # fmt: skip
    """Note that something is done, or is not after all."""
    row = _follow_up(follow_up, version)
    row.done_at = at if done else None
    row.save(update_fields=["done_at", "version"])
    tell_phones("follow_up", row.pk, row.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=row, what="done" if done else "not_done")


@deed
def give(
    *, by: User, follow_up: FollowUp, owner: User | None, due_on: date | None, version: int,
    at: datetime,
) -> None:  # fmt: skip
    """Say who does it, and by when."""
    row = _follow_up(follow_up, version)
    row.owner, row.due_on = owner, due_on
    row.save(update_fields=["owner", "due_on", "version"])
    tell_phones("follow_up", row.pk, row.unit_id, at)
    record(by=by, act=Act.CHANGED, subject=row, what="given", owner=owner or "", due_on=due_on)
