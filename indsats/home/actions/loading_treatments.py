"""Loading how bodies have treated a matter: meetings, items and decisions of the past."""

from datetime import datetime, time, timedelta

from indsats.hearings.actions.decision import ROLES
from indsats.hearings.models import Matter
from indsats.hearings.queries.matter_state import DECISION, HEARING
from indsats.home.rules.files.rows import TreatmentRow
from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.actions.agenda import ItemDraft
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.meetings.actions.treating import Turn, plan_treatments, put_on_agenda
from indsats.meetings.models import Meeting, Result, Treatment, TreatmentRole
from indsats.organisation.models import Unit, User

START, LASTS = time(17), timedelta(hours=2)


def load_treatment(matter: Matter, row: TreatmentRow, *, by: User) -> None:
    """Put a treatment on a meeting of that day, and write its decision where there is one."""
    body = Unit.objects.get(key=row.body)
    role = TreatmentRole(row.role)
    question = HEARING if role == ROLES[HEARING] else DECISION
    if Treatment.objects.filter(matter_key=matter.key, question=question, body=body).exists():
        return
    meeting = _meeting(body, row, by)
    turns = [Turn(body, role, authoritative=row.authoritative)]
    planned = plan_treatments(matter_key=matter.key, question=question, turns=turns, by=by)
    draft = ItemDraft(title=matter.title, matter_key=matter.key, matter_title=matter.title)
    item = put_on_agenda(treatment=planned[-1], meeting=meeting, by=by, draft=draft)
    if row.result:
        if meeting.opened_at is None:
            meeting = open_meeting(meeting=meeting, by=by, at=meeting.starts_at)
            item.refresh_from_db()
        verdict = Verdict(result=_result(role, row), text=row.text, decided_on=row.day)
        decide(item=item, by=by, verdict=verdict)


def _result(role: TreatmentRole, row: TreatmentRow) -> Result:
    if role == TreatmentRole.SEND_IN_HEARING and row.result == Result.ADOPTED:
        return Result.SENT_IN_HEARING
    return Result(row.result)


def _meeting(body: Unit, row: TreatmentRow, by: User) -> Meeting:
    starts = datetime.combine(row.day, START, COPENHAGEN)
    known = Meeting.objects.filter(body=body, starts_at=starts, cancelled_at__isnull=True).first()
    return known or plan_meeting(by=by, body=body, slot=Slot(starts, starts + LASTS))
