"""Make a line of the week into something somebody does (fra linje til opgave)."""

from datetime import date, datetime
from typing import NamedTuple

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.feed import tell_phones
from indsats.field.models import FollowUp
from indsats.meetings.actions.agenda import ItemDraft, add_item
from indsats.meetings.models import AgendaItem, Meeting
from indsats.organisation.models import Unit, User


class Task(NamedTuple):
    """What is to be done, by whom, by when."""

    text: str
    owner: User | None = None
    due_on: date | None = None


@deed
def make_task(*, by: User, unit: Unit, task: Task, line: str, at: datetime) -> FollowUp:
    """Give a team a task; ``line`` names the line of the week it came from."""
    row = FollowUp.objects.create(
        unit=unit, author=by, made_at=at, received_at=at, **task._asdict()
    )
    tell_phones("follow_up", row.pk, row.unit_id, at)
    record(by=by, act=Act.CREATED, subject=row, line=line, owner=task.owner, due_on=task.due_on)
    return row


@deed
def make_item(*, by: User, meeting: Meeting, text: str, summary: str, line: str) -> AgendaItem:
    """Put a line of the week on the agenda of a meeting, for its secretary to write on."""
    texts = {"presentation": summary}
    item = add_item(meeting=meeting, by=by, draft=ItemDraft(title=text, texts=texts))
    record(by=by, act=Act.CHANGED, subject=item, line=line)
    return item


@deed
def hand_out(*, by: User, what: str, units: list[int]) -> None:
    """Write down that somebody took a week or a picture out as a file."""
    record(by=by, act=Act.EXPORTED, subject=f"field.{what}", units=units)
