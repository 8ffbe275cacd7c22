"""Submitting: exactly once, with an original that never changes and a receipt (høringssvar)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import (
    Hearing,
    HearingParty,
    MinorityStatement,
    Received,
    Reply,
    ReplyFile,
    ReplyKind,
)
from indsats.hearings.queries.originals import original_hash
from indsats.hearings.queries.state import hearing_facts
from indsats.hearings.rules.states import HearingState, hearing_state
from indsats.organisation.models import User

PUBLIC_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BY_HAND = (Received.MAIL, Received.PAPER)


class Minority(NamedTuple):
    """What a part of the body says beside the reply."""

    side: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Sender:
    """On whose behalf a reply is sent, by whom, and with which mandate."""

    name: str
    submitted_by: str
    mandate: str = ""
    represents: str = ""
    actor: User | str = "system"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """The words of a reply and what goes with them."""

    kind: ReplyKind = ReplyKind.REMARKS
    text: str = ""
    minorities: Sequence[Minority] = ()
    files: Sequence[ReplyFile] = field(default=())
    may_publish: bool = True
    received: Received = Received.LOGIN


def new_request_key() -> str:
    """Give a key that tells one press of the button from another."""
    return secrets.token_urlsafe(24)


def _refuse(hearing: Hearing, submission: Submission, at: datetime) -> bool:
    """Refuse what cannot be a reply to this hearing now; tell whether it is late."""
    if (
        submission.kind == ReplyKind.REMARKS
        and not submission.text.strip()
        and not submission.files
    ):
        raise ValidationError({"text": _("Write your reply, or choose “No comments”.")})
    state = hearing_state(hearing_facts(hearing, with_parties=False), at)
    if state is HearingState.WITHDRAWN:
        raise ValidationError(_("The hearing has been withdrawn, so no reply is needed."))
    if state in {HearingState.DRAFT, HearingState.PREPARED}:
        raise ValidationError(_("The hearing has not begun yet."))
    return state is HearingState.CLOSED


def _numbers(hearing: Hearing, at: datetime) -> dict[str, object]:
    """Give the next number, the receipt and a public number that says nothing of the order."""
    last = Reply.objects.filter(hearing=hearing).aggregate(last=Max("sequence"))["last"] or 0
    taken = set(Reply.objects.filter(hearing=hearing).values_list("public_number", flat=True))
    public = ""
    while not public or public in taken:
        public = "".join(secrets.choice(PUBLIC_LETTERS) for _each in range(6))
    return {
        "sequence": last + 1,
        "receipt": f"{at:%Y}-{hearing.pk:03d}-{last + 1:05d}",
        "public_number": public,
    }


def known_reply(request_key: str, hearing: Hearing, party: HearingParty | None) -> Reply | None:
    """Find the reply that this press of the button has already made, if it has."""
    known = Reply.objects.filter(request_key=request_key).first()
    if known and (known.hearing_id, known.party_id) != (hearing.pk, party.pk if party else None):
        raise ValidationError(_("The page is out of date. Open it again, and send once more."))
    return known


@deed
def submit(
    *,
    hearing: Hearing,
    party: HearingParty | None,
    sender: Sender,
    submission: Submission,
    request_key: str,
    at: datetime,
) -> Reply:
    """Take in a reply and give it back with its receipt.

    The same ``request_key`` gives the same reply again, however often it is sent. A reply after
    the deadline is taken in and marked late; a party's newer reply takes the place of its older
    ones, which stay. Raises ValidationError, with what was written untouched, for anything that
    is no reply to this hearing.
    """
    known = known_reply(request_key, hearing, party)
    if known is not None:
        return known
    late = _refuse(hearing, submission, at)
    reply = Reply(
        hearing=hearing,
        party=party,
        request_key=request_key,
        sender_name=sender.name,
        submitted_by=sender.submitted_by,
        mandate=sender.mandate,
        represents=sender.represents,
        kind=submission.kind,
        text="" if submission.kind == ReplyKind.NO_COMMENTS else submission.text,
        submitted_at=at,
        registered_at=timezone.now(),
        received=submission.received,
        late=late,
        may_publish=submission.may_publish,
        **_numbers(hearing, at),
    )
    reply.save()
    MinorityStatement.objects.bulk_create(
        MinorityStatement(reply=reply, side=each.side, text=each.text)
        for each in submission.minorities
    )
    for row in submission.files:
        row.reply, row.draft = reply, None
        row.save(update_fields=["reply", "draft"])
    reply.seal(original_hash(reply))
    if party is not None:
        _supersede(reply, party)
    record(
        by=sender.actor, act=Act.SUBMITTED, subject=reply, receipt=reply.receipt,
        sha256=reply.sha256, received=reply.received, late=late, mandate=sender.mandate,
    )  # fmt: skip
    return reply


def _supersede(reply: Reply, party: HearingParty) -> None:
    """Let the reply that came last count; one registered afterwards may be the older."""
    others = Reply.objects.filter(party=party, superseded_by__isnull=True).exclude(pk=reply.pk)
    newer = others.filter(submitted_at__gt=reply.submitted_at).order_by("submitted_at").last()
    if newer is None:
        others.update(superseded_by=reply)
        return
    reply.superseded_by = newer
    reply.save(update_fields=["superseded_by"])
