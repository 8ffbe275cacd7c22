"""Replies that came by mail or on paper, registered by hand (registrering)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.audit.actions import deed
from indsats.base.uploads import Upload
from indsats.hearings.actions.receipts import send_receipt
from indsats.hearings.actions.reply import Sender, Submission, submit
from indsats.hearings.actions.reply_file import stored
from indsats.hearings.models import Hearing, HearingParty, Received, Reply, ReplyFile, ReplyKind
from indsats.organisation.models import User


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A reply as it lies on the secretary's table."""

    party: HearingParty | None = None
    sender: str = ""
    represents: str = ""
    kind: ReplyKind = ReplyKind.REMARKS
    text: str = ""
    received: Received = Received.MAIL
    received_at: datetime
    scan: Upload | None = None


@deed
def register(*, hearing: Hearing, by: User, letter: Letter, request_key: str) -> Reply:
    """Take in a reply that came outside the system, at the moment it was received."""
    if letter.received_at > timezone.now():
        raise ValidationError({"day": _("The reply cannot have come in the future.")})
    name = letter.party.name if letter.party else letter.sender.strip()
    if not name:
        raise ValidationError({"sender": _("Write who sent the reply, or choose the party.")})
    if hearing.sent_at and letter.received_at < hearing.sent_at:
        raise ValidationError({"day": _("The reply cannot have come before the letter was sent.")})
    files: list[ReplyFile] = []
    if letter.scan:
        try:
            files.append(stored(letter.scan))
        except ValidationError as error:
            raise ValidationError({"scan": error}) from error
        files[0].save()
    reply = submit(
        hearing=hearing, party=letter.party, request_key=request_key, at=letter.received_at,
        sender=Sender(
            name=name, submitted_by=letter.sender.strip() or name, represents=letter.represents,
            mandate=_("registered by %(name)s") % {"name": by.name}, actor=by,
        ),
        submission=Submission(
            kind=letter.kind, text=letter.text, files=files, received=letter.received
        ),
    )  # fmt: skip
    send_receipt(reply)
    return reply


@deed
def register_many(
    *, hearing: Hearing, by: User, letters: Sequence[Letter], request_key: str
) -> list[Reply]:
    """Take in many replies at once: all of them or none; the same key never doubles them."""
    return [
        register(hearing=hearing, by=by, letter=letter, request_key=f"{request_key}:{number}")
        for number, letter in enumerate(letters, 1)
    ]
