"""Handing out agendas and minutes as files (udlevering af papirer)."""

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.models import Meeting
from indsats.organisation.models import User


@deed
def hand_out_paper(*, meeting: Meeting, by: User, what: str) -> None:
    """Write down that somebody took an agenda or minutes out as a file."""
    record(by=by, act=Act.EXPORTED, subject=meeting, what=what)
