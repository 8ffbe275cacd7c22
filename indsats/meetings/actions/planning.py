"""Plan, change and cancel meetings (mødeplan)."""

import uuid
from datetime import date, datetime, time
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.deadlines import COPENHAGEN, danish_day
from indsats.meetings.models import Meeting
from indsats.meetings.queries.names import is_body
from indsats.meetings.rules.meeting import may_move_in_time
from indsats.meetings.rules.series import Series, every
from indsats.organisation.models import Unit, User


class Slot(NamedTuple):
    """When and where a body meets, and what kind of meeting it is."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    title: str = ""


class Clock(NamedTuple):
    """The hours and the place a series shares."""

    starts: time
    ends: time
    place: str = ""
    title: str = ""

    def on(self, day: date) -> Slot:
        """Give the slot on a Danish day, right on both sides of a clock change."""
        return Slot(
            datetime.combine(day, self.starts, COPENHAGEN),
            datetime.combine(day, self.ends, COPENHAGEN),
            self.place,
            self.title,
        )


def _check(body: Unit, slot: Slot) -> None:
    if slot.ends_at <= slot.starts_at:
        raise ValidationError({"ends": _("The meeting must end after it starts.")})
    if not is_body(body, danish_day(slot.starts_at)):
        raise ValidationError({"body": _("That body does not exist on the day of the meeting.")})


@deed
def plan_meeting(*, by: User, body: Unit, slot: Slot, series: str = "") -> Meeting:
    """Plan one meeting of a body."""
    _check(body, slot)
    meeting = Meeting.objects.create(
        body=body,
        created_by=by,
        series=series,
        **slot._asdict(),
    )
    record(by=by, act=Act.CREATED, subject=meeting, body=body, starts_at=slot.starts_at)
    return meeting


@deed
def plan_series(
    *, by: User, body: Unit, clock: Clock, weeks: int, span: tuple[date, date]
) -> tuple[list[Meeting], Series]:
    """Plan a body's meetings every n-th week from a day to a last one, outside holidays and July.

    Give the meetings, and the days of the series with those left out.
    """
    try:
        series = every(weeks, *span)
    except ValueError as error:
        text = _("Choose at least one week between meetings, and at most 60 meetings.")
        raise ValidationError({"weeks": text}) from error
    if not series.days:
        raise ValidationError({"until": _("There is no day to meet in that time.")})
    key = uuid.uuid4().hex
    made = [plan_meeting(by=by, body=body, slot=clock.on(day), series=key) for day in series.days]
    return made, series


@deed
def change_meeting(*, meeting: Meeting, by: User, slot: Slot, reason: str = "") -> Meeting:
    """Move a meeting in time or place; calendars see it by the higher sequence number."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    _check(meeting.body, slot)
    if not may_move_in_time(meeting.state):
        raise ValidationError(_("A meeting that has begun, or is cancelled, cannot be moved."))
    before = {name: getattr(meeting, name) for name in Slot._fields}
    if before == slot._asdict():
        return meeting
    for name, value in slot._asdict().items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.save()
    record(
        by=by, act=Act.CHANGED, subject=meeting, reason=reason, before=before, after=slot._asdict()
    )
    return meeting


@deed
def cancel_meeting(*, meeting: Meeting, by: User, reason: str, at: datetime) -> Meeting:
    """Cancel a meeting and say why; it stays in the calendar, marked as cancelled."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the meeting is cancelled.")})
    if not may_move_in_time(meeting.state):
        raise ValidationError(_("A meeting that has begun, or is cancelled, cannot be cancelled."))
    meeting.cancelled_at, meeting.cancel_reason = at, reason.strip()
    meeting.sequence += 1
    meeting.save()
    record(by=by, act=Act.CHANGED, subject=meeting, reason=reason, cancelled=True)
    return meeting
