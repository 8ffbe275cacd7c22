"""Tables of meetings, agendas, decisions and minutes."""

from indsats.meetings.models.agenda import (
    BLOCKS,
    AgendaAttachment,
    AgendaItem,
    ItemRevision,
    Recusal,
)
from indsats.meetings.models.decision import (
    ChairDecision,
    Decision,
    DissentingStatement,
    Treatment,
    Vote,
)
from indsats.meetings.models.kinds import (
    THERE,
    Ground,
    MinutesState,
    Presence,
    Result,
    StatementKind,
    TreatmentRole,
    VoteChoice,
)
from indsats.meetings.models.meeting import (
    AgendaIssue,
    CalendarFeed,
    Meeting,
    MeetingAttendee,
)
from indsats.meetings.models.minutes import (
    Addendum,
    FollowUp,
    Minutes,
    MinutesApproval,
    MinutesComment,
)

__all__ = [
    "BLOCKS",
    "THERE",
    "Addendum",
    "AgendaAttachment",
    "AgendaIssue",
    "AgendaItem",
    "CalendarFeed",
    "ChairDecision",
    "Decision",
    "DissentingStatement",
    "FollowUp",
    "Ground",
    "ItemRevision",
    "Meeting",
    "MeetingAttendee",
    "Minutes",
    "MinutesApproval",
    "MinutesComment",
    "MinutesState",
    "Presence",
    "Recusal",
    "Result",
    "StatementKind",
    "Treatment",
    "TreatmentRole",
    "Vote",
    "VoteChoice",
]
