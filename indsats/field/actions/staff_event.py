"""Violence, threats and harassment against staff: reported by the exposed, followed up (vold)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.notices import mark_seen, notify_of_staff_event
from indsats.field.models import Notice, StaffEvent
from indsats.law.work import report_by
from indsats.organisation.models import User


@deed
def report(*, by: User, **told: Any) -> StaffEvent:
    """Report what one was exposed to oneself; what it says stands as it was written."""
    row = StaffEvent(exposed=by, written_by=by, written_at=now(), **told)
    if row.happened_at > row.written_at:
        raise ValidationError({"happened_at": _("It cannot have happened in the future.")})
    row.report_by = report_by(row.absent_from) if row.absent_from else None
    row.save()
    record(by=by, act=Act.CREATED, subject=row, kind=row.kind, outside_hours=row.outside_hours)
    notify_of_staff_event(row, row.written_at)
    return row


@deed
def follow_up(*, by: User, event: StaffEvent, version: int, **noted: Any) -> None:
    """Note what the leader has done: absence, reports and follow-up.

    Raises ChangedMeanwhileError when somebody else has noted something since the page was opened.
    """
    row = StaffEvent.objects.select_for_update().get(pk=event.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row.version)
    if row.closed_on is not None:
        raise ValidationError(_("The report is closed."))
    changed = {name: value for name, value in noted.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.report_by = report_by(row.absent_from) if row.absent_from else None
    row.version += 1
    row.save()
    record(by=by, act=Act.CHANGED, subject=row, fields=sorted(changed))


@deed
def close(*, by: User, event: StaffEvent, day: date | None = None) -> None:
    """Close a report: followed up, and reported where there was absence."""
    row = StaffEvent.objects.select_for_update().get(pk=event.pk)
    if not row.followed_up.strip():
        raise ValidationError(_("Write how it was followed up before you close it."))
    if row.absent_from and row.reported_on is None:
        raise ValidationError(_("There was absence: note when the accident was reported first."))
    row.closed_on = day or localdate()
    row.version += 1
    row.save(update_fields=["closed_on", "version"])
    record(by=by, act=Act.CHANGED, subject=row, what="closed")


@deed
def open_page(*, by: User, event: StaffEvent) -> None:
    """Note that somebody read what a colleague was exposed to; one's own needs no line."""
    if event.exposed_id != by.pk:
        record(by=by, act=Act.SEEN, subject=event, exposed=event.exposed)
        mark_seen(Notice.objects.filter(user=by, staff_event=event))
