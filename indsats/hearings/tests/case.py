"""The letter's case put in place through the room's own deeds; every person is made up."""

from datetime import date
from types import SimpleNamespace

from indsats.audit.actions import deed
from indsats.hearings.actions import deadline, decision, hearing, matter, proposal
from indsats.hearings.models import ItemKind, PartyRole, PublicationPolicy
from indsats.hearings.tests.factories import DEADLINE, danish
from indsats.meetings.actions.agenda import publish_agenda
from indsats.meetings.actions.deciding import Verdict, decide
from indsats.meetings.actions.holding import open_meeting
from indsats.meetings.actions.planning import Slot, plan_meeting
from indsats.organisation.actions import change_sets
from indsats.organisation.actions.operations import add_all
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import Unit, UnitKind
from indsats.organisation.queries.picture import read
from indsats.organisation.rules import Picture
from indsats.organisation.tests import factories as org
from indsats.organisation.tests import letter

ITEMS = (
    (ItemKind.STAFF_TERMS, "Den operative indsats"),
    (ItemKind.ORGANISATION, "Forankring i Ishøj Ungdom"),
    (ItemKind.TARGET_GROUP, "Målgruppen er alle unge"),
    (ItemKind.STEERING, "Strategisk styregruppe"),
    (ItemKind.POLITICAL_ANCHORING, "Politisk forankring"),
)
BODY = (
    "Økonomi- og Planudvalget sender forslaget i høring.\n"
    "Forslaget sendes i høring i LokalMED Center for Børn og Forebyggelse, "
    "LokalMED Ishøj Ungdom og bestyrelsen.\n"
    "Vestegnens Politi orienteres med henblik på eventuelle bemærkninger."
)
DRAFTED = danish(2023, 9, 1)
MET = danish(2023, 9, 25, 17)
SENT = danish(2023, 9, 26, 9)
DECIDED = danish(2023, 11, 20, 17)
WHEN = {"hearing": MET, "decision": DECIDED}


def unit(key):
    return Unit.objects.get(key=key)


def make_municipality():
    """Write the letter's organisation and give its people by username."""
    people = letter.make_people()
    with deed:
        write(Picture({}), letter.picture(), Writing(by=people["sanne"]))
    return people


def make_change_set(by):
    change_set = change_sets.draft(by=by, title="Den operative indsats", key="operative")
    with deed:
        add_all(change_set=change_set, steps=tuple(letter.operations()), picture=read())
    return change_set


def make_case():
    """Draft the matter, its proposal and the hearing, up to the committee's first meeting."""
    people = make_municipality()
    by = people["sanne"]
    sag = matter.open_matter(
        by=by,
        key="operative-indsats",
        title="Ændret organisering",
        opened_on=date(2023, 8, 1),
        deciding_body=unit("oepu"),
        owner_unit=unit("cbf"),
        legal_basis="Kommunalfuldmagten",
        journal_number="2023-1234",
        budget="Inden for rammen",
    )
    draft = sag.proposals.get()
    proposal.edit_proposal(
        proposal=draft,
        by=by,
        title=sag.title,
        basis="En analyse",
        text="Forslaget",
        change_set=make_change_set(by),
    )
    for number, (kind, title) in enumerate(ITEMS, 1):
        proposal.set_item(proposal=draft, by=by, number=str(number), kind=kind, title=title)
    draft = proposal.freeze(proposal=draft, by=by, at=DRAFTED)
    row = hearing.prepare(
        proposal=draft,
        by=by,
        letter_text=BODY,
        reply_to="hoering@example.dk",
        object_word="forslaget",
        publication=PublicationPolicy.AFTER_DEADLINE,
    )
    deadline.set_deadline(hearing=row, last_day=DEADLINE, by=by, at=DRAFTED)
    board = org.make_unit("Bestyrelsen for Ungdomsskolen", kind=UnitKind.BOARD)
    police = org.make_unit("Vestegnens Politi", kind=UnitKind.EXTERNAL_PARTY)
    for body, name, role in (
        (unit("med-cbf"), "LokalMED Center for Børn og Forebyggelse", PartyRole.CONSULTED),
        (unit("med-iu"), "LokalMED Ishøj Ungdom", PartyRole.CONSULTED),
        (board, "Bestyrelsen for Ungdomsskolen", PartyRole.CONSULTED),
        (police, "Vestegnens Politi", PartyRole.INFORMED),
    ):
        party = hearing.PartyDraft(body, name, role, address=f"{body.key}@example.dk")
        hearing.set_party(hearing=row, by=by, party=party)
    row.refresh_from_db()
    return SimpleNamespace(matter=sag, proposal=draft, hearing=row, by=by, people=people)


def put(case, question, *, meeting=None):
    """Put a question on the committee's agenda, without deciding it."""
    starts = WHEN[question]
    slot = Slot(starts, starts.replace(hour=19), "Rådhuset")
    meeting = meeting or plan_meeting(by=case.by, body=case.matter.deciding_body, slot=slot)
    placing = decision.Placing(question, meeting, {"presentation": "Sagen"})
    return decision.place_before(
        matter=case.matter, by=case.by, at=starts.replace(hour=9), placing=placing
    )


def treat(case, question, result, **verdict):
    """Put a question before the committee and write what it decided."""
    item = put(case, question)
    publish_agenda(meeting=item.meeting, by=case.by, at=item.meeting.starts_at.replace(hour=10))
    item.meeting.refresh_from_db()
    open_meeting(meeting=item.meeting, by=case.by, at=item.meeting.starts_at)
    return decide(item=item, by=case.by, verdict=Verdict(result=result, text="Tiltrådt", **verdict))
