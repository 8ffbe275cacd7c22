"""Sending: one row per party and milestone first, the mail after; a failure is tried again.

Mail goes by SMTP. What is to be printed is laid in the outbox as PDF: a cover with the words and
the reply link, and the document beside it.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.pdf import to_pdf
from indsats.base.storage import force
from indsats.base.uploads import Kind
from indsats.hearings.models import Channel, Dispatch, Hearing, HearingParty, Occasion, ReplyLink
from indsats.hearings.queries.letter import cover
from indsats.hearings.rules.links import reply_address, token_hash
from indsats.organisation.models import User

LINK_LIVES = timedelta(days=365)
CLAIM_LASTS = timedelta(minutes=10)


class Enclosed(NamedTuple):
    """A file that is kept already and goes along: where, what it is called, its fingerprint."""

    path: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Sending:
    """What is sent to one party: why, under which milestone, and the words."""

    party: HearingParty
    occasion: Occasion
    milestone: str
    subject: str
    text: str
    pdf: bytes = b""
    with_link: bool = False
    enclosed: Enclosed | None = None

    @property
    def sha256(self) -> str:
        """Give the fingerprint of what is sent: the file, or else the words."""
        if self.enclosed:
            return self.enclosed.sha256
        return hashlib.sha256(self.pdf or self.text.encode()).hexdigest()


def to_everyone(
    hearing: Hearing, occasion: Occasion, milestone: str, subject: str, text: str,
    enclosed: Enclosed | None = None,
) -> list[Sending]:  # fmt: skip
    """Write the same to every party, those who are only informed as well."""
    said = subject % {"title": hearing.letter_heading}
    return [
        Sending(party, occasion, milestone, said, text, enclosed=enclosed)
        for party in hearing.parties.all()
    ]


def make_link(party: HearingParty, *, at: datetime, expires_at: datetime | None = None) -> str:
    """Make a fresh personal reply link for a party and give its address; old ones stop working."""
    token = secrets.token_urlsafe(32)
    party.links.filter(revoked_at__isnull=True).update(revoked_at=at)
    ReplyLink.objects.create(
        party=party,
        token_hash=token_hash(token),
        made_at=at,
        expires_at=expires_at or at + LINK_LIVES,
    )
    return settings.BASE_URL + reverse("hearings:reply_link", args=[token])


def queue(sendings: Iterable[Sending], *, at: datetime) -> list[Dispatch]:
    """Write down what is to be sent, once per party and milestone; belongs in a deed."""
    rows = []
    for sending in sendings:
        row, fresh = Dispatch.objects.get_or_create(
            party=sending.party,
            milestone=sending.milestone,
            defaults={
                "occasion": sending.occasion,
                "channel": sending.party.channel,
                "address": sending.party.address,
                "sha256": sending.sha256,
                "created_at": at,
                "subject": sending.subject,
                "text": sending.text,
                "with_link": sending.with_link,
                **_kept(sending),
            },
        )
        if fresh:
            if sending.pdf:
                row.document.save(
                    f"{sending.milestone}.pdf".replace(":", "-"), ContentFile(sending.pdf)
                )
            rows.append(row)
    return rows


def _kept(sending: Sending) -> dict[str, str]:
    """Let every party's row name the one file that is kept."""
    held = sending.enclosed
    return {"document": held.path, "document_name": held.name} if held else {}


def deliver_after_commit(rows: Sequence[Dispatch], *, by: User | str) -> None:
    """Send once the transaction stands, so that nobody gets a letter that was never decided."""
    keys = [row.pk for row in rows]
    transaction.on_commit(lambda: deliver(keys, by=by))


def deliver(keys: Iterable[int] | None = None, *, by: User | str = "system") -> int:
    """Send what waits (or the given rows), one by one. Give how many got through.

    The mail itself goes outside any transaction: a slow mail server never holds up a reply.
    """
    waiting = Dispatch.objects.filter(sent_at__isnull=True)
    if keys is not None:
        waiting = waiting.filter(pk__in=list(keys))
    return sum(_deliver_one(pk, by=by) for pk in list(waiting.values_list("pk", flat=True)))


def deliver_waiting(*, hearing: Hearing, by: User) -> int:
    """Try again what one hearing still has waiting. Give how many got through."""
    rows = Dispatch.objects.filter(party__hearing=hearing, sent_at__isnull=True)
    return deliver(list(rows.values_list("pk", flat=True)), by=by)


def _deliver_one(pk: int, *, by: User | str) -> int:
    claimed = _claim(pk)
    if claimed is None:
        return 0
    row, link = claimed
    failure = ""
    try:
        if row.channel == Channel.EMAIL:
            _mail(row, link)
        else:
            _lay_out(row, link)
    except (OSError, ValueError) as error:
        failure = str(error)[:300] or error.__class__.__name__
    return _finish(row, failure=failure, by=by)


@deed
def _claim(pk: int) -> tuple[Dispatch, str] | None:
    """Take a row for sending, unless it is sent or another run holds it; make its reply link."""
    now = timezone.now()
    row = (
        Dispatch.objects.select_for_update(of=("self",)).select_related("party__hearing").get(pk=pk)
    )
    if row.sent_at or (row.claimed_at and row.claimed_at > now - CLAIM_LASTS):
        return None
    row.claimed_at = now
    row.save(update_fields=["claimed_at"])
    return row, make_link(row.party, at=now) if row.with_link else ""


@deed
def _finish(row: Dispatch, *, failure: str, by: User | str) -> int:
    row.claimed_at, row.failure = None, failure
    row.sent_at = None if failure else timezone.now()
    row.save(update_fields=["claimed_at", "failure", "sent_at"])
    act = Act.REFUSED if failure else Act.SENT
    record(by=by, act=act, subject=row, reason=failure, occasion=row.occasion, to=row.party.name)
    return 0 if failure else 1


def _words(row: Dispatch, link: str) -> str:
    with override(settings.LANGUAGE_CODE):
        reply = _("Reply here, without logging in: %(link)s") % {"link": link}
    return f"{row.text}\n\n{reply}" if link else row.text


def _mail(row: Dispatch, link: str) -> None:
    message = EmailMessage(
        row.subject, _words(row, link), settings.DEFAULT_FROM_EMAIL, [row.address],
        reply_to=reply_address(row.party.hearing.reply_to),
    )  # fmt: skip
    if row.document:
        name, content_type = document_told(row)
        with row.document.open("rb") as stream:
            message.attach(name, stream.read(), content_type)
    message.send()


def document_told(row: Dispatch) -> tuple[str, str]:
    """Give the name and the type of what goes along; a letter is a PDF."""
    if not row.document_name:
        with override(settings.LANGUAGE_CODE):
            return f"{row.get_occasion_display()}.pdf", Kind.PDF.content_type
    return row.document_name, Kind(_ending(row.document.name or "")).content_type


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".")


def _lay_out(row: Dispatch, link: str) -> None:
    """Lay a sending where it is printed from; laid there again it is the same files."""
    folder = Path(settings.OUTBOX)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{row.pk:06d}-{slugify(row.party.name)}-{row.occasion}"
    papers = {f"{name}-0.pdf": to_pdf(cover(row, _words(row, link)))}
    if row.document:
        with row.document.open("rb") as stream:
            papers[f"{name}-1.{_ending(row.document.name or '')}"] = stream.read()
    for called, content in papers.items():
        (folder / called).write_bytes(content)
        force(folder / called)
    force(folder)


@deed
def reissue_link(*, party: HearingParty, by: User) -> str:
    """Make a new link for a party whose old one was lost; the old one stops working."""
    if party.hearing.sent_at is None:
        raise ValidationError(_("The letter has not been sent yet. Links are made on dispatch."))
    address = make_link(party, at=timezone.now())
    record(by=by, act=Act.CREATED, subject=party, what="reply link")
    return address


@deed
def revoke_links(*, party: HearingParty, by: User) -> int:
    """Stop every link of a party at once."""
    count = party.links.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    record(by=by, act=Act.REMOVED, subject=party, what="reply links", count=count)
    return count
