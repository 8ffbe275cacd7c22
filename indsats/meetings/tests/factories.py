"""A committee with three members, a secretary, an outsider, and a meeting with a secret item."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.actions.agenda import ItemDraft, Openness, add_item, publish_agenda
from indsats.meetings.actions.attachments import attach_file
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.following import add_follow_up
from indsats.meetings.actions.holding import end_meeting, open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.meetings.models import Result
from indsats.organisation.models import Function, SeatRole, UnitKind
from indsats.organisation.tests import factories as f

NOW = datetime(2026, 11, 2, 9, tzinfo=COPENHAGEN)
SECRET = "Pavillonen"  # noqa: S105 -- a house, not a password
# Words that only closed things hold: none may ever reach somebody without the right.
SECRETS = ("Pavillonen", "Kontrakten", "mellemværende", "Afskedige", "Aftrædelse")


def at(day, hour=17, minutes=0):
    return datetime(day.year, day.month, day.day, hour, minutes, tzinfo=COPENHAGEN)


def slot(day, hour=17, place="Byrådssalen", title=""):
    return Slot(at(day, hour), at(day, hour + 2), place, title)


def make_body(name="Økonomi- og Planudvalget", kind=UnitKind.COMMITTEE):
    """Make a body with a chair, a member, a substitute for the member, and an empty seat."""
    body = f.make_unit(name, kind=kind)
    chair, member, stand_in = (f.make_user(n) for n in ("Formand", "Medlem", "Suppleant"))
    f.seat(body, user=chair, role=SeatRole.CHAIR)
    seat = f.seat(body, user=member)
    f.seat(body)
    reserve = f.seat(body, user=stand_in)
    reserve.states.update(substitute_for=seat)
    return SimpleNamespace(unit=body, chair=chair, member=member, stand_in=stand_in, seat=seat)


def make_secretary():
    return f.make_worker(f.make_unit("Sekretariatet"), name="Sekretær", function=Function.SECRETARY)


def make_meeting(body, by, day=None, **fields):
    return plan_meeting(
        by=by, body=body, slot=slot(day or localdate() + timedelta(days=7), **fields)
    )


def closed_draft(**fields):
    return ItemDraft(
        **{
            "title": f"Salg af {SECRET}",
            "is_open": False,
            "closed_reason": "Kontrakten er fortrolig",
            "public_title": "Salg af fast ejendom",
            "texts": {"presentation": "Et mellemværende"},
            **fields,
        }
    )


def pdf_file(name="bilag.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n")


def make_agenda(body, by, *, day=None, publish=True):
    """Make a meeting with an open item, a closed item, and a closed attachment on the open one."""
    meeting = make_meeting(body, by, day)
    texts = {
        "presentation": "Analysen er færdig.",
        "recommendation": "at forslaget sendes i høring",
    }
    draft = ItemDraft(
        title="Ændret organisering", texts=texts, matter_key="sag-1", preview_hash="a" * 64
    )
    opened = add_item(meeting=meeting, by=by, draft=draft)
    closed = add_item(meeting=meeting, by=by, draft=closed_draft())
    attach_file(item=opened, by=by, file=pdf_file(), title="Analyse", openness=Openness())
    secret = Openness(is_open=False, reason="Personsag")
    attach_file(item=opened, by=by, file=pdf_file(), title="Afskedigelser", openness=secret)
    attach_file(item=closed, by=by, file=pdf_file(), title="Aftrædelse", openness=Openness())
    if publish:
        publish_agenda(meeting=meeting, by=by, at=NOW)
        meeting.refresh_from_db()
    return SimpleNamespace(meeting=meeting, open=opened, closed=closed)


def hold(agenda, by, *, decided=True):
    """Open the meeting, decide both items, end it."""
    meeting = open_meeting(meeting=agenda.meeting, by=by, at=agenda.meeting.starts_at)
    for item in (agenda.open, agenda.closed) if decided else ():
        text = "Tiltrådt" if item.is_open else f"{SECRET} sælges"
        decide(item=item, by=by, verdict=Verdict(result=Result.ADOPTED, text=text))
    minutes = end_meeting(meeting=meeting, by=by, at=meeting.ends_at)
    agenda.meeting.refresh_from_db()
    return minutes


def make_task(agenda, by, unit=None):
    """Give a unit something to do after the open item."""
    unit = unit or f.make_unit("Den operative indsats")
    due = agenda.meeting.day + timedelta(days=30)
    return add_follow_up(item=agenda.open, by=by, what="Evaluering", due=due, responsible=unit)


OUT_OF_TIME = date(2020, 6, 1)
