"""A small made-up matter with its hearing, parties and replies for tests."""

from datetime import date, datetime, timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from indsats.hearings.models import (
    DeadlineVersion,
    Dispatch,
    Hearing,
    HearingParty,
    ItemKind,
    Matter,
    MemoVersion,
    MinorityStatement,
    Occasion,
    PartyRole,
    ProposalItem,
    ProposalVersion,
    PublicationPolicy,
    Received,
    Reply,
    ReplyFile,
    Supplement,
)
from indsats.hearings.queries.originals import original_hash
from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    Result,
    Treatment,
    TreatmentRole,
)
from indsats.organisation.models import Function, UnitKind
from indsats.organisation.tests import factories as org

_number = count(1)
DEADLINE = date(2023, 10, 30)


def danish(year, month, day, hour=12, minute=0, second=0):
    """Give a moment by the Danish clock."""
    return datetime(year, month, day, hour, minute, second, tzinfo=COPENHAGEN)


SENT = danish(2023, 9, 26)


def make_secretary():
    return org.make_worker(
        org.make_unit("Sekretariatet"),
        name="Sekretær",
        function=Function.SECRETARY,
    )


def make_matter(**fields):
    number = next(_number)
    fields = {
        "key": f"sag-{number}",
        "title": f"Ændret organisering {number}",
        "opened_on": date(2023, 8, 1),
        "legal_basis": "Kommunalfuldmagten",
        **fields,
    }
    if "deciding_body" not in fields:
        fields["deciding_body"] = org.make_unit("Økonomi- og Planudvalget", kind=UnitKind.COMMITTEE)
    if "owner_unit" not in fields:
        fields["owner_unit"] = org.make_unit(
            "Center for Børn og Forebyggelse", kind=UnitKind.CENTRE
        )
    if "case_worker" not in fields:
        fields["case_worker"] = make_secretary()
    return Matter.objects.create(**fields)


def make_proposal(matter=None, *, number=1, items=("Ny enhed", "Ny målgruppe"), **fields):
    matter = matter or make_matter()
    proposal = ProposalVersion.objects.create(
        matter=matter,
        number=number,
        title=matter.title,
        basis="En analyse",
        **fields,
    )
    for order, title in enumerate(items, 1):
        ProposalItem.objects.create(
            proposal=proposal,
            number=str(order),
            order=order,
            kind=ItemKind.ORGANISATION,
            title=title,
        )
    return proposal


def make_hearing(proposal=None, *, dispatched=True, deadline=DEADLINE, sent_at=SENT, **fields):
    """Make a hearing; dispatched ones are open until the end of the deadline day."""
    proposal = proposal or make_proposal()
    fields = {
        "public_id": f"hoering-{next(_number)}",
        "reply_to": "hoering@example.dk",
        "letter_heading": proposal.title,
        "letter_text": "Forslaget sendes hermed i høring.",
        "object_word": "forslaget",
        "publication": PublicationPolicy.AFTER_DEADLINE,
        **fields,
    }
    hearing = Hearing.objects.create(
        matter=proposal.matter,
        proposal=proposal,
        sent_at=sent_at if dispatched else None,
        **fields,
    )
    if deadline:
        DeadlineVersion.objects.create(
            hearing=hearing,
            last_day=deadline,
            set_by=proposal.matter.case_worker,
            set_at=sent_at - timedelta(days=1),
        )
    return hearing


def make_supplement(hearing, *, content=b"Vagtplan", **fields):
    """Put a supplement with a file in place, as if it had been sent."""
    fields = {"text": "Vagtplanen mangler i brevet.", "name": "vagtplan.txt", **fields}
    row = Supplement(
        hearing=hearing, number=hearing.supplements.count() + 1, sent_at=timezone.now(),
        sent_by=hearing.matter.case_worker, sha256="0" * 64, **fields,
    )  # fmt: skip
    row.file.save("vagtplan.txt", ContentFile(content), save=True)
    return row


def make_memo(hearing, *, number=1, at=None):
    """Keep a final memo, as if it had been made."""
    memo = MemoVersion(
        hearing=hearing, number=number, sha256="0" * 64, made_by=hearing.matter.case_worker,
        made_at=at or timezone.now(), is_final=True,
    )  # fmt: skip
    memo.file.save("notat.pdf", ContentFile(b"%PDF-notat"), save=False)
    memo.docx.save("notat.docx", ContentFile(b"Hej"), save=True)
    return memo


def make_decision(matter, result=Result.ADOPTED, *, on=date(2023, 11, 20), is_open=True):
    """Let the deciding body end the matter on a day."""
    starts = danish(on.year, on.month, on.day, 17)
    number, by = next(_number), matter.case_worker
    meeting = Meeting.objects.create(
        body=matter.deciding_body, starts_at=starts, ends_at=starts + timedelta(hours=2),
        created_by=by,
    )  # fmt: skip
    reason = "" if is_open else "Kontrakten er fortrolig"
    item = AgendaItem.objects.create(
        meeting=meeting, number=1, title=matter.title, is_open=is_open, closed_reason=reason,
        changed_by=by,
    )  # fmt: skip
    asked = {"matter_key": matter.key, "question": "decision"}
    Treatment.objects.filter(**asked).update(authoritative=False)
    Treatment.objects.create(
        **asked, order=number, body=matter.deciding_body, item=item, authoritative=True,
        role=TreatmentRole.DECISION,
    )  # fmt: skip
    return Decision.objects.create(
        item=item, result=result, text="Indstillingen blev tiltrådt.", decided_on=on, entered_by=by
    )


def make_party(hearing=None, *, name="LokalMED", role=PartyRole.CONSULTED, body=None, **fields):
    hearing = hearing or make_hearing()
    body = body or org.make_unit(name, kind=UnitKind.WORKS_COUNCIL, email="med@example.dk")
    fields = {"address": f"part{next(_number)}@example.dk", **fields}
    party = HearingParty.objects.create(hearing=hearing, body=body, name=name, role=role, **fields)
    if hearing.sent_at:
        Dispatch.objects.create(
            party=party,
            occasion=Occasion.LETTER,
            milestone="letter",
            channel=party.channel,
            address=party.address,
            sha256="0" * 64,
            created_at=hearing.sent_at,
            sent_at=hearing.sent_at,
        )
    return party


def make_reply(
    party=None, *, hearing=None, text="Vi bakker op om forslaget.", at=None, minorities=(),
    files=(), **fields,
):  # fmt: skip
    """Put a submitted reply in place, sealed; tests of submitting use the action."""
    hearing = hearing or (party.hearing if party else make_hearing())
    number = next(_number)
    at = at or danish(2023, 10, 12)
    sequence = hearing.replies.count() + 1
    fields = {
        "sender_name": party.name if party else f"Borger {number}",
        "submitted_by": "Formand",
        "received": Received.LOGIN,
        "sequence": sequence,
        "public_number": f"S{sequence:04}",
        "request_key": f"anmodning-{number}",
        "receipt": f"K{number:08}",
        **fields,
    }
    reply = Reply.objects.create(
        hearing=hearing,
        party=party,
        text=text,
        submitted_at=at,
        registered_at=timezone.now(),
        **fields,
    )
    for side, said in minorities:
        MinorityStatement.objects.create(reply=reply, side=side, text=said)
    for each in files:
        ReplyFile.objects.create(reply=reply, **each)
    reply.seal(original_hash(reply))
    return reply
