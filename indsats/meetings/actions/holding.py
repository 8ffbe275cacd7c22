"""Hold a meeting: open it, write down who is there, end it (mødeafvikling)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.agenda import show_chair_decisions
from indsats.meetings.actions.refusals import need_standing, need_writing
from indsats.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingAttendee,
    Minutes,
    Presence,
    Recusal,
    Vote,
)
from indsats.meetings.queries.seats import Member, sittings
from indsats.meetings.rules.deciding import quorum
from indsats.organisation.models import User


class Attendance(NamedTuple):
    """What is written down of one seat; a substitute is a seat that may stand in, or a name."""

    attendee: int
    presence: Presence
    substitute: Member | None = None
    note: str = ""


@deed
def open_meeting(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """Open a meeting: freeze its seats as they are held that day, all as present to begin with."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise ValidationError(_("The meeting is cancelled."))
    if meeting.opened_at:
        raise ValidationError(_("The meeting is already open."))
    rows = [
        MeetingAttendee(
            meeting=meeting,
            seat_id=member.seat,
            order=order,
            role=member.role,
            user_id=member.user,
            name=member.name,
            presence=Presence.VACANT if member.is_vacant else Presence.PRESENT,
        )
        for order, (member, _substitutes) in enumerate(sittings(meeting.body, meeting.day))
    ]
    MeetingAttendee.objects.bulk_create(rows)
    show_chair_decisions(meeting)
    meeting.opened_at = at
    meeting.save()
    _note_quorum(meeting)
    record(by=by, act=Act.CHANGED, subject=meeting, opened_at=at, seats=len(rows))
    return meeting


def _note_quorum(meeting: Meeting) -> None:
    seats = meeting.attendees.members()
    meeting.quorate = quorum(seats.count(), seats.there().count())
    meeting.save(update_fields=["quorate"])


@deed
def take_attendance(*, meeting: Meeting, by: User, lines: Iterable[Attendance]) -> None:
    """Write down who was there, who was not, and who came instead."""
    need_writing(meeting)
    rows = {row.pk: row for row in meeting.attendees.select_for_update()}
    for line in lines:
        row = rows.get(line.attendee)
        if row is None:
            raise ValidationError(_("One of the seats does not belong to this meeting."))
        _set_presence(row, line)
    _refuse_votes_of_absent(meeting)
    _note_quorum(meeting)
    there = [row.pk for row in rows.values() if row.was_there]
    record(by=by, act=Act.CHANGED, subject=meeting, present=there)


def _set_presence(row: MeetingAttendee, line: Attendance) -> None:
    came = line.substitute
    if line.presence == Presence.SUBSTITUTE and (came is None or not came.name.strip()):
        raise ValidationError(_("Write who came instead of %(name)s.") % {"name": row.name})
    if line.presence == Presence.PRESENT and not row.name:
        raise ValidationError(_("A vacant seat cannot be present."))
    row.presence, row.note = line.presence, line.note.strip()
    substituted = came if line.presence == Presence.SUBSTITUTE else None
    row.substitute_id = substituted.user if substituted else None
    row.substitute_name = substituted.name.strip() if substituted else ""
    row.save()


def _refuse_votes_of_absent(meeting: Meeting) -> None:
    absent = meeting.attendees.exclude(pk__in=meeting.attendees.there().values("pk"))
    rows = Vote.objects.filter(attendee__in=absent, decision__authoritative=True)
    voted = rows.select_related("attendee").first()
    if voted:
        text = _("%(name)s has voted. Correct the vote first.")
        raise ValidationError(text % {"name": voted.attendee.acting_name or voted.attendee.name})


@deed
def add_guest(*, meeting: Meeting, by: User, name: str, note: str = "") -> MeetingAttendee:
    """Write down somebody who took part without a seat, such as an expert."""
    need_writing(meeting)
    if not name.strip():
        raise ValidationError({"name": _("Write the guest's name.")})
    guest = MeetingAttendee.objects.create(
        meeting=meeting,
        order=meeting.attendees.count(),
        name=name.strip(),
        presence=Presence.PRESENT,
        note=note.strip(),
    )
    record(by=by, act=Act.CREATED, subject=guest, meeting=meeting)
    return guest


@deed
def note_quorum(*, meeting: Meeting, by: User, quorate: bool, note: str) -> None:
    """Write down whether the body could decide, where it is otherwise than counted."""
    need_writing(meeting)
    meeting.quorate, meeting.quorum_note = quorate, note.strip()
    meeting.save(update_fields=["quorate", "quorum_note"])
    record(by=by, act=Act.CHANGED, subject=meeting, quorate=quorate, reason=note)


@deed
def recuse(*, item: AgendaItem, attendee: MeetingAttendee, by: User, reason: str) -> Recusal:
    """Write down that somebody may not take part in an item, and why."""
    need_writing(item.meeting)
    need_standing(item)
    if attendee.meeting_id != item.meeting_id:
        raise ValidationError(_("One of the seats does not belong to this meeting."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the member may not take part.")})
    if Vote.objects.filter(attendee=attendee, decision__item=item, decision__authoritative=True):
        text = _("%(name)s has voted. Correct the vote first.")
        raise ValidationError(text % {"name": attendee.acting_name})
    row, _made = Recusal.objects.update_or_create(
        item=item, attendee=attendee, defaults={"reason": reason.strip()}
    )
    record(by=by, act=Act.CREATED, subject=row, item=item, reason=reason)
    return row


@deed
def end_meeting(*, meeting: Meeting, by: User, at: datetime) -> Minutes:
    """End a meeting; its minutes begin as a draft."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not meeting.opened_at or meeting.closed_at:
        raise ValidationError(_("Only a meeting that is open can be ended."))
    meeting.closed_at = at
    meeting.save()
    minutes = Minutes.objects.create(meeting=meeting)
    record(by=by, act=Act.CHANGED, subject=meeting, closed_at=at)
    return minutes
