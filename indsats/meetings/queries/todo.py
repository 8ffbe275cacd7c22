"""What waits for somebody in the bodies' meetings (til forsiden)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.law.politics import agenda_due
from indsats.meetings.models import (
    FollowUp,
    Meeting,
    MeetingAttendee,
    Minutes,
    MinutesApproval,
    MinutesComment,
    MinutesState,
)
from indsats.meetings.queries.names import with_body_name
from indsats.organisation.access import Permission
from indsats.organisation.models import User

AHEAD = timedelta(days=21)
SOON = timedelta(days=14)


class Todo(NamedTuple):
    """Something that waits: what, why, the name and arguments of its address, by when."""

    title: str
    why: str
    where: str
    args: tuple[int, ...]
    due: date | None


def _which(body: str, day: date) -> str:
    """Name a meeting by its body and day: a body has many."""
    return f"{body}, {date_format(day, 'j. F Y')}"


def _agendas(user: User, day: date) -> list[Todo]:
    rows = Meeting.objects.open_to(user, Permission.MEETING_WRITE, day).filter(
        agenda_published_at__isnull=True,
        cancelled_at__isnull=True,
        opened_at__isnull=True,
        day__range=(day, day + AHEAD),
    )
    return [
        Todo(
            _("Send the agenda: %s") % _which(row.body_name, row.day),
            _("The agenda of a coming meeting is not sent."),
            "meetings:meeting",
            (row.pk,),
            agenda_due(row.day),
        )
        for row in with_body_name(rows)
    ]


def _drafts(user: User, day: date) -> list[Todo]:
    rows = Minutes.objects.open_to(user, Permission.MEETING_WRITE, day)
    unanswered = MinutesComment.objects.filter(minutes=OuterRef("pk"), answered_at__isnull=True)
    waiting = Q(state=MinutesState.DRAFT) | Q(state=MinutesState.APPROVED)
    waiting |= Q(state=MinutesState.OUT) & (Exists(unanswered) | Q(comments_due__lt=day))
    titles = {
        MinutesState.DRAFT: _("Finish the minutes: %s"),
        MinutesState.OUT: _("Answer comments and approve the minutes: %s"),
        MinutesState.APPROVED: _("Lock the minutes: %s"),
    }
    found = with_body_name(rows.filter(waiting).select_related("meeting"), "meeting")
    return [
        Todo(
            titles[MinutesState(row.state)] % _which(row.body_name, row.meeting.day),
            _("The meeting has been held."),
            "meetings:minutes",
            (row.meeting_id,),
            row.comments_due,
        )
        for row in found
    ]


def _approvals(user: User, day: date) -> list[Todo]:
    rows = Minutes.objects.open_to(user, Permission.MINUTES_COMMENT, day)
    mine = Q(presence="present", user=user) | Q(presence="substitute", substitute=user)
    seat = MeetingAttendee.objects.filter(mine, meeting=OuterRef("meeting"))
    done = MinutesApproval.objects.filter(
        Q(attendee__user=user) | Q(attendee__substitute=user), minutes=OuterRef("pk")
    )
    waiting = rows.filter(
        Exists(seat), ~Exists(done), state=MinutesState.OUT, comments_due__gte=day
    ).select_related("meeting")
    return [
        Todo(
            _("Approve or comment on the minutes: %s") % _which(row.body_name, row.meeting.day),
            _("You were at the meeting."),
            "meetings:minutes",
            (row.meeting_id,),
            row.comments_due,
        )
        for row in with_body_name(waiting, "meeting")
    ]


def _tasks(user: User, day: date) -> list[Todo]:
    rows = FollowUp.objects.open_to(user, Permission.FOLLOW_UP_DO, day)
    return [
        Todo(
            row.what,
            _("Follow-up is overdue.") if row.due < day else _("Follow-up on a decision."),
            "meetings:follow-up",
            (row.pk,),
            row.due,
        )
        for row in rows.open().filter(due__lte=day + SOON)[:20]
    ]


def todo_for(user: User, day: date) -> list[Todo]:
    """Give what waits for a user on a day in the room of meetings, what is due first on top."""
    found = [*_agendas(user, day), *_drafts(user, day), *_approvals(user, day), *_tasks(user, day)]
    return sorted(found, key=lambda each: (each.due is None, each.due or day))
