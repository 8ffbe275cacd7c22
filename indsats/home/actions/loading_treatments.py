"""Loading how bodies have treated a matter: meetings, items and decisions of the past."""

from collections.abc import Sequence
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


def load_treatments(matter: Matter, rows: Sequence[TreatmentRow], *, by: User) -> None:
    """Put treatments on meetings of their days, with their decisions; known questions stay."""
    for question in (HEARING, DECISION):
        turns = [row for row in rows if _question(row) == question]
        known = Treatment.objects.filter(matter_key=matter.key, question=question)
        if turns and not known.exists():
            _load(matter, question, turns, by)


def _question(row: TreatmentRow) -> str:
    return HEARING if row.role == ROLES[HEARING] else DECISION


def _load(matter: Matter, question: str, rows: Sequence[TreatmentRow], by: User) -> None:
    bodies = [Unit.objects.get(key=row.body) for row in rows]
    turns = [
        Turn(body, TreatmentRole(row.role), authoritative=row.authoritative)
        for body, row in zip(bodies, rows, strict=True)
    ]
    if not any(turn.authoritative for turn in turns):  # only recommended as yet
        turns.append(Turn(matter.deciding_body, ROLES[question], authoritative=True))
    planned = plan_treatments(matter_key=matter.key, question=question, turns=turns, by=by)
    for treatment, row in zip(planned, rows, strict=False):
        _treat(matter, treatment, row, by)


def _treat(matter: Matter, treatment: Treatment, row: TreatmentRow, by: User) -> None:
    meeting = _meeting(treatment.body, row, by)
    draft = ItemDraft(title=matter.title, matter_key=matter.key, matter_title=matter.title)
    item = put_on_agenda(treatment=treatment, meeting=meeting, by=by, draft=draft)
    if row.result:
        if meeting.opened_at is None:
            meeting = open_meeting(meeting=meeting, by=by, at=meeting.starts_at)
            item.refresh_from_db()
        referred = Unit.objects.get(key=row.referred_to) if row.referred_to else None
        verdict = Verdict(
            result=_result(TreatmentRole(row.role), row), text=row.text, decided_on=row.day,
            referred_to=referred,
        )  # fmt: skip
        decide(item=item, by=by, verdict=verdict)


def _result(role: TreatmentRole, row: TreatmentRow) -> Result:
    if role == TreatmentRole.SEND_IN_HEARING and row.result == Result.ADOPTED:
        return Result.SENT_IN_HEARING
    return Result(row.result)


def _meeting(body: Unit, row: TreatmentRow, by: User) -> Meeting:
    starts = datetime.combine(row.day, START, COPENHAGEN)
    known = Meeting.objects.filter(body=body, starts_at=starts, cancelled_at__isnull=True).first()
    return known or plan_meeting(by=by, body=body, slot=Slot(starts, starts + LASTS))
