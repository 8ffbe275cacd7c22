"""Minutes as they stand: what is missing, what they say, whether they are unchanged."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from indsats.meetings.models import (
    Addendum,
    AgendaItem,
    Decision,
    Meeting,
    MeetingAttendee,
    Minutes,
)
from indsats.meetings.queries.agenda import agenda_content
from indsats.meetings.rules.freeze import digest
from indsats.meetings.rules.minutes import MinutesFacts, editable
from indsats.meetings.rules.minutes import MinutesState as State
from indsats.organisation.models import User


def decisions_of(items: Iterable[AgendaItem]) -> dict[int, Decision]:
    """Give the decision in force of each item, by the item's id."""
    rows = Decision.objects.in_force().filter(item__in=list(items))
    rows = rows.select_related("item", "referred_to").prefetch_related("votes__attendee")
    return {row.item_id: row for row in rows}


def attendee_of(meeting: Meeting, user: User) -> MeetingAttendee | None:
    """Find the seat a user sat in at a meeting, themselves or as a substitute."""
    rows = MeetingAttendee.objects.there().filter(meeting=meeting)
    himself = Q(presence="present", user=user) | Q(presence="substitute", substitute=user)
    return rows.filter(himself).first()


def facts(minutes: Minutes, today: date) -> MinutesFacts:
    """Gather what the rules ask of minutes on a day; only seats with a login can approve."""
    meeting = minutes.meeting
    items = AgendaItem.objects.standing().filter(meeting=meeting)
    decided = decisions_of(items)
    there = meeting.attendees.there().filter(seat__isnull=False)
    return MinutesFacts(
        state=State(minutes.state),
        today=today,
        held=meeting.closed_at is not None,
        undecided=items.count() - len(decided),
        awaiting_preview=sum(decision.awaits_preview for decision in decided.values()),
        unanswered=minutes.comments.filter(answered_at__isnull=True).count(),
        attended=[row.pk for row in there if row.acting_user],
        approved=list(minutes.approvals.values_list("attendee_id", flat=True)),
        due=minutes.comments_due,
    )


def writable(meeting: Meeting) -> bool:
    """Tell whether what the minutes say may still be written: until they are approved."""
    state = Minutes.objects.filter(meeting=meeting).values_list("state", flat=True).first()
    return state is None or editable(State(state))


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "result": decision.result,
        "text": decision.text,
        "decided_on": decision.decided_on.isoformat(),
        "preview_hash": decision.preview_hash,
        "votes": [decision.votes_for, decision.votes_against, decision.abstained],
        "by_seat": sorted([vote.attendee_id, vote.choice] for vote in decision.votes.all()),
    }


def minutes_content(meeting: Meeting) -> dict[str, Any]:
    """Give everything the minutes say, for the lock."""
    items = AgendaItem.objects.filter(meeting=meeting).prefetch_related("statements", "recusals")
    rows = Decision.objects.in_force().filter(item__meeting=meeting).prefetch_related("votes")
    decided = {row.item_id: _decision(row) for row in rows}
    return {
        "agenda": agenda_content(meeting),
        "quorate": meeting.quorate,
        "quorum_note": meeting.quorum_note,
        "attendees": [
            [row.pk, row.role, row.name, row.presence, row.substitute_name, row.note]
            for row in meeting.attendees.all()
        ],
        "items": [
            {
                "number": item.number,
                "discussion": item.discussion,
                "decision": decided.get(item.pk),
                "statements": [[s.attendee_id, s.kind, s.text] for s in item.statements.all()],
                "recusals": [[r.attendee_id, r.reason] for r in item.recusals.all()],
            }
            for item in items
        ],
    }


def unchanged(minutes: Minutes) -> bool:
    """Tell whether locked minutes still say what they said when they were locked."""
    return minutes.digest == digest(minutes_content(minutes.meeting)) == digest(minutes.content)


def addendum_digest(addendum: Addendum, previous: str) -> str:
    """Chain an addition to the minutes and the additions before it."""
    at = addendum.added_at.isoformat()
    content = [previous, addendum.number, addendum.item_id, addendum.text, addendum.reason, at]
    return digest(content)
