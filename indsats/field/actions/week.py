"""Make a line of the week into something somebody does (fra linje til opgave)."""

from datetime import date, datetime
from typing import Any, NamedTuple

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.feed import tell_phones
from indsats.field.models import FollowUp, SentOn
from indsats.meetings.actions.agenda import ItemDraft, add_item
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.models import Unit, User
from indsats.places.actions.measures import MeasureFacts, order_measure
from indsats.places.models import Measure


class Task(NamedTuple):
    """What is to be done, by whom, by when."""

    text: str
    owner: User | None = None
    due_on: date | None = None


class Origin(NamedTuple):
    """The line something comes from: whose week, which, and its key."""

    unit: Unit
    monday: date
    line: str


def _note(by: User, origin: Origin, at: datetime, **became: Any) -> None:
    SentOn.objects.create(**origin._asdict(), made_by=by, made_at=at, **became)


@deed
def make_task(*, by: User, origin: Origin, task: Task, at: datetime) -> FollowUp:
    """Give the team of a week a task."""
    unit, line = origin.unit, origin.line
    row = FollowUp.objects.create(
        unit=unit, author=by, made_at=at, received_at=at, **task._asdict()
    )
    _note(by, origin, at, task=row)
    tell_phones("follow_up", row.pk, row.unit_id, at)
    record(by=by, act=Act.CREATED, subject=row, line=line, owner=task.owner, due_on=task.due_on)
    return row


@deed
def make_measure(*, by: User, origin: Origin, facts: MeasureFacts, at: datetime) -> Measure:
    """Ask a unit to do something at a place, as the team of the week wants it."""
    row = order_measure(by=by, orderer=origin.unit, facts=facts, at=at)
    _note(by, origin, at, measure=row)
    record(by=by, act=Act.CHANGED, subject=row, line=origin.line)
    return row


@deed
def make_item(
    *, by: User, origin: Origin, meeting: Meeting, text: str, summary: str, at: datetime
) -> AgendaItem:
    """Put a line of the week on the agenda of a meeting, for its secretary to write on."""
    texts = {"presentation": summary}
    item = add_item(meeting=meeting, by=by, draft=ItemDraft(title=text, texts=texts))
    _note(by, origin, at, item=item)
    record(by=by, act=Act.CHANGED, subject=item, line=origin.line)
    return item


@deed
def hand_out(*, by: User, what: str, units: list[int]) -> None:
    """Write down that somebody took a week or a picture out as a file."""
    record(by=by, act=Act.EXPORTED, subject=f"field.{what}", units=units)
