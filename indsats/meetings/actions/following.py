"""Tasks that follow from decisions (opfølgning)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.refusals import need_standing
from indsats.meetings.models import AgendaItem, FollowUp
from indsats.organisation.models import Post, Unit, User


@deed
def add_follow_up(
    *, item: AgendaItem, by: User, what: str, due: date, responsible: Unit | Post
) -> FollowUp:
    """Give a unit, or whoever holds a post, something to do after a decision."""
    need_standing(item)
    if not what.strip():
        raise ValidationError({"what": _("Write what is to be done.")})
    if due < item.meeting.day:
        raise ValidationError({"due": _("The task cannot be due before the meeting.")})
    unit = responsible if isinstance(responsible, Unit) else None
    post = responsible if isinstance(responsible, Post) else None
    task = FollowUp.objects.create(
        item=item, what=what.strip(), unit=unit, post=post, due=due, created_by=by
    )
    record(by=by, act=Act.CREATED, subject=task, item=item, due=due, responsible=responsible)
    return task


@deed
def finish_follow_up(*, task: FollowUp, by: User, day: date, note: str = "") -> FollowUp:
    """Note that a task is done."""
    task = FollowUp.objects.select_for_update().get(pk=task.pk)
    if task.done_on:
        raise ValidationError(_("The task is already done."))
    task.done_on, task.done_by = day, by
    task.note = "\n".join(part for part in (task.note, note.strip()) if part)
    task.save()
    record(by=by, act=Act.CHANGED, subject=task, done_on=day, reason=note)
    return task


@deed
def reopen_follow_up(*, task: FollowUp, by: User, reason: str) -> FollowUp:
    """Note that a task is not done after all, and why."""
    task = FollowUp.objects.select_for_update().get(pk=task.pk)
    if not task.done_on:
        raise ValidationError(_("The task is not done yet."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the task is opened again.")})
    task.done_on, task.done_by = None, None
    task.note = "\n".join(part for part in (task.note, reason.strip()) if part)
    task.save()
    record(by=by, act=Act.CHANGED, subject=task, reopened=True, reason=reason)
    return task
