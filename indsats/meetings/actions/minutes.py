"""Carry minutes from draft to lock, and add what comes after (referat)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.refusals import refuse
from indsats.meetings.models import (
    Addendum,
    AgendaItem,
    MeetingAttendee,
    Minutes,
    MinutesApproval,
    MinutesComment,
)
from indsats.meetings.queries.minutes import (
    addendum_digest,
    attendee_of,
    facts,
    minutes_content,
)
from indsats.meetings.rules.freeze import digest
from indsats.meetings.rules.minutes import MinutesState, Step, after, hindrances
from indsats.organisation.models import User


def _step(minutes: Minutes, step: Step, day: date) -> Minutes:
    """Take the step on the locked row, or raise ValidationError with what hinders it."""
    minutes = Minutes.objects.select_for_update().select_related("meeting").get(pk=minutes.pk)
    refuse(hindrances(facts(minutes, day), step))
    minutes.state = after(MinutesState(minutes.state), step)
    return minutes


@deed
def send_minutes(*, minutes: Minutes, by: User, due: date, at: datetime) -> Minutes:
    """Send the draft to those who were there, who can comment until and including a day."""
    if due < localdate(at):
        raise ValidationError({"due": _("The last day for comments is already over.")})
    minutes = _step(minutes, Step.SEND, localdate(at))
    minutes.sent_at, minutes.comments_due = at, due
    minutes.save()
    record(by=by, act=Act.SENT, subject=minutes, due=due)
    return minutes


@deed
def take_back_minutes(*, minutes: Minutes, by: User, reason: str, at: datetime) -> Minutes:
    """Take the minutes back into draft; approvals given so far fall away."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the minutes are taken back.")})
    minutes = _step(minutes, Step.TAKE_BACK, localdate(at))
    minutes.approvals.all().delete()
    minutes.save()
    record(by=by, act=Act.CHANGED, subject=minutes, reason=reason, state=minutes.state)
    return minutes


def _who(minutes: Minutes, by: User) -> MeetingAttendee:
    seat = attendee_of(minutes.meeting, by)
    if minutes.state != MinutesState.OUT:
        raise ValidationError(_("The minutes are not out for comments."))
    if seat is None:
        raise ValidationError(_("Only those who were at the meeting can comment and approve."))
    return seat


@deed
def comment_on_minutes(
    *, minutes: Minutes, by: User, text: str, item: AgendaItem | None = None
) -> MinutesComment:
    """Say something of the draft; an earlier approval of one's own falls away."""
    seat = _who(minutes, by)
    if not text.strip():
        raise ValidationError({"text": _("Write your comment.")})
    if item is not None and item.meeting_id != minutes.meeting_id:
        raise ValidationError({"item": _("That item belongs to another meeting.")})
    row = MinutesComment.objects.create(
        minutes=minutes, item=item, attendee=seat, text=text.strip()
    )
    minutes.approvals.filter(attendee=seat).delete()
    record(by=by, act=Act.CREATED, subject=row, minutes=minutes)
    return row


@deed
def answer_comment(*, comment: MinutesComment, by: User, answer: str, at: datetime) -> None:
    """Answer a comment on the draft."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write what was done about the comment.")})
    comment.answer, comment.answered_by, comment.answered_at = answer.strip(), by, at
    comment.save()
    record(by=by, act=Act.CHANGED, subject=comment)


@deed
def approve_as_attendee(*, minutes: Minutes, by: User) -> MinutesApproval:
    """Approve the minutes as somebody who was there."""
    seat = _who(minutes, by)
    row, made = MinutesApproval.objects.get_or_create(minutes=minutes, attendee=seat)
    if made:
        record(by=by, act=Act.CHANGED, subject=minutes, approved_by=seat)
    return row


@deed
def approve_minutes(*, minutes: Minutes, by: User, at: datetime) -> Minutes:
    """Note that the minutes are approved: by all, or by silence past the last day."""
    minutes = _step(minutes, Step.APPROVE, localdate(at))
    minutes.approved_at = at
    minutes.save()
    record(by=by, act=Act.DECIDED, subject=minutes, state=minutes.state)
    return minutes


@deed
def lock_minutes(*, minutes: Minutes, by: User, at: datetime) -> Minutes:
    """Lock approved minutes with a fingerprint of all they say; from here only additions."""
    minutes = _step(minutes, Step.LOCK, localdate(at))
    minutes.content = minutes_content(minutes.meeting)
    minutes.digest = digest(minutes.content)
    minutes.locked_at = at
    minutes.save()
    record(by=by, act=Act.CHANGED, subject=minutes, state=minutes.state, digest=minutes.digest)
    return minutes


@deed
def add_addendum(
    *, minutes: Minutes, by: User, text: str, reason: str, item: AgendaItem | None = None
) -> Addendum:
    """Add a correction to locked minutes; nothing in them is changed."""
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if minutes.state != MinutesState.LOCKED:
        raise ValidationError(_("Only locked minutes get additions; write in the minutes itself."))
    if not text.strip() or not reason.strip():
        raise ValidationError(_("Write both the addition and why it is made."))
    last = minutes.addenda.order_by("number").last()
    row = Addendum(
        minutes=minutes,
        number=last.number + 1 if last else 1,
        item=item,
        text=text.strip(),
        reason=reason.strip(),
        added_by=by,
        added_at=now(),
    )
    row.digest = addendum_digest(row, last.digest if last else minutes.digest)
    row.save()
    record(by=by, act=Act.CREATED, subject=row, minutes=minutes, digest=row.digest)
    return row
