"""One round of hearing: prepared, sent, extended, withdrawn, repeated (høring)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.actions.dispatch import Sending, deliver_after_commit, queue, to_everyone
from indsats.hearings.models import (
    Channel,
    Hearing,
    HearingParty,
    Occasion,
    PartyRole,
    ProposalVersion,
)
from indsats.hearings.queries.letter import letter_pdf, letter_words
from indsats.hearings.queries.letter_draft import draft_letter
from indsats.hearings.queries.members import members_on
from indsats.hearings.queries.readiness import reasons_against_dispatch
from indsats.law.deadlines import danish_day
from indsats.organisation.models import Unit, User

LETTER_FIELDS = (
    "letter_date", "letter_heading", "letter_text", "object_word", "reply_to", "contact",
    "signatory", "signatory_title", "effect_text", "publication", "published_until",
    "planned_send_on", "kind",
)  # fmt: skip


LONGEST_TITLE = 280  # leaves room for the round in a heading of 300 characters
KEPT = (
    "object_word", "reply_to", "contact", "signatory", "signatory_title", "publication", "kind",
    "decided_on",
)  # fmt: skip


@dataclass(frozen=True)
class PartyDraft:
    """A party as the secretary enters it."""

    body: Unit
    name: str
    role: PartyRole
    may_comment: bool = True
    contact: str = ""
    address: str = ""
    channel: Channel = Channel.EMAIL


@deed
def prepare(*, proposal: ProposalVersion, by: User, **letter: Any) -> Hearing:
    """Begin a round of hearing on a proposal version (forbered høring)."""
    refuse_closed(proposal.matter)
    earlier = proposal.matter.hearings.order_by("-iteration").first()
    if earlier and earlier.sent_at is None:
        raise ValidationError(_("A hearing is already being prepared. Go on with that one."))
    iteration = earlier.iteration + 1 if earlier else 1
    hearing = Hearing(
        matter=proposal.matter,
        proposal=proposal,
        iteration=iteration,
        public_id=secrets.token_urlsafe(9),
        **{"letter_heading": _heading(proposal.title, iteration), **letter},
    )
    hearing.full_clean()
    hearing.save()
    record(by=by, act=Act.CREATED, subject=hearing, iteration=hearing.iteration)
    return hearing


@override(settings.LANGUAGE_CODE)
def _heading(title: str, iteration: int) -> str:
    """Call the hearing by its proposal; from the second round on, by the round as well."""
    if iteration == 1:
        return title
    return Truncator(title).chars(LONGEST_TITLE) + _(" (round %(n)s)") % {"n": iteration}


@deed
def begin(*, proposal: ProposalVersion | None, by: User) -> Hearing:
    """Begin a round on a frozen version, with a first wording of the letter to write on from.

    A new round keeps the list of the last one; its replies stay with the version they were about.
    """
    if proposal is None or proposal.frozen_at is None:
        raise ValidationError(_("Freeze the proposal first, so that all parties read the same."))
    last = proposal.matter.hearings.order_by("-iteration").first()
    kept = {name: getattr(last, name) for name in KEPT} if last else {}
    with override(settings.LANGUAGE_CODE):
        word = _("the proposal")
    hearing = prepare(proposal=proposal, by=by, **{"object_word": word, **kept})
    for party in last.parties.all() if last else ():
        draft = PartyDraft(
            party.body, party.name, PartyRole(party.role), party.may_comment, party.contact,
            party.address, Channel(party.channel),
        )  # fmt: skip
        set_party(hearing=hearing, by=by, party=draft)
    return reword(hearing=hearing, by=by)


@deed
def reword(*, hearing: Hearing, by: User) -> Hearing:
    """Write the letter anew from what is known now; what was written there is replaced."""
    fresh = unsent(hearing)
    with override(settings.LANGUAGE_CODE):
        words = {"letter_text": draft_letter(fresh)}
    return edit_letter(hearing=fresh, by=by, version=fresh.version, fields=words)


def unsent(hearing: Hearing) -> Hearing:
    """Lock a hearing that is still being prepared; refuse one whose letter has been sent."""
    fresh = (
        Hearing.objects.select_for_update(of=("self",))
        .select_related("matter", "proposal")
        .get(pk=hearing.pk)
    )
    refuse_closed(fresh.matter)
    if fresh.sent_at:
        raise ValidationError(_("The letter has been sent and cannot be changed any more."))
    return fresh


@deed
def edit_letter(*, hearing: Hearing, by: User, version: int, fields: Mapping[str, Any]) -> Hearing:
    """Save the letter and its facts as someone wrote them from a given version."""
    fresh = unsent(hearing)
    if fresh.version != version:
        raise ChangedMeanwhileError(fresh.version)
    for name, content in fields.items():
        if name not in LETTER_FIELDS:
            raise ValueError(f"A letter has no {name}")
        setattr(fresh, name, content)
    fresh.version += 1
    fresh.full_clean()
    fresh.save()
    record(by=by, act=Act.CHANGED, subject=fresh, fields=sorted(fields))
    return fresh


@deed
def set_party(*, hearing: Hearing, by: User, party: PartyDraft) -> HearingParty:
    """Add a body to the list, or change how it is asked."""
    fresh = unsent(hearing)
    row, new = HearingParty.objects.update_or_create(
        hearing=fresh,
        body=party.body,
        defaults={
            "name": party.name, "role": party.role, "may_comment": party.may_comment,
            "contact": party.contact, "address": party.address, "channel": party.channel,
        },
        create_defaults={
            "name": party.name, "role": party.role, "may_comment": party.may_comment,
            "contact": party.contact, "address": party.address, "channel": party.channel,
            "order": fresh.parties.count() + 1,
        },
    )  # fmt: skip
    record(
        by=by, act=Act.CREATED if new else Act.CHANGED, subject=row, name=row.name, role=row.role
    )
    return row


@deed
def remove_party(*, party: HearingParty, by: User) -> None:
    """Take a body off the list before the letter is sent."""
    unsent(party.hearing)
    record(by=by, act=Act.REMOVED, subject=party, name=party.name)
    party.delete()


@deed
def answer_finding(*, hearing: Hearing, by: User, key: str, answer: str) -> Hearing:
    """Answer a question of the letter check with a reason; an empty answer takes it back."""
    fresh = unsent(hearing)
    answers = {**fresh.check_answers, key: answer.strip()}
    fresh.check_answers = {name: text for name, text in answers.items() if text}
    fresh.save(update_fields=["check_answers"])
    record(by=by, act=Act.CHANGED, subject=fresh, finding=key, answer=answer.strip())
    return fresh


@deed
def dispatch(*, hearing: Hearing, by: User, at: datetime) -> Hearing:
    """Send the letter to every party: freeze members, write down each sending, then mail.

    Raises ValidationError with every reason, and sends nothing, when the letter check or a
    missing fact stops it. A second dispatcher is told that the letter has been sent.
    """
    fresh = unsent(hearing)
    reasons = reasons_against_dispatch(fresh, at)
    if reasons:
        raise ValidationError(reasons, code="stopped")
    parties = list(fresh.parties.all())
    _freeze_members(parties, danish_day(at))
    fresh.letter_date = fresh.letter_date or danish_day(at)
    fresh.sent_at = at
    pdf, digest = letter_pdf(fresh, parties)
    fresh.sent_hash = digest
    fresh.save()
    rows = queue(_letters(fresh, parties, pdf), at=at)
    deliver_after_commit(rows, by=by)
    record(
        by=by, act=Act.SENT, subject=fresh, hash=digest,
        parties=[f"{party.name} ({party.role})" for party in parties],
    )  # fmt: skip
    return fresh


def _freeze_members(parties: Sequence[HearingParty], day: date) -> None:
    members = members_on([party.body_id for party in parties], day)
    for party in parties:
        party.members = members.get(party.body_id, [])
    HearingParty.objects.bulk_update(parties, ["members"])


@override(settings.LANGUAGE_CODE)
def _letters(hearing: Hearing, parties: Sequence[HearingParty], pdf: bytes) -> list[Sending]:
    return [
        Sending(
            party=party,
            occasion=Occasion.LETTER,
            milestone="letter",
            subject=_("Hearing: %(title)s") % {"title": hearing.letter_heading},
            text=letter_words(hearing, party),
            pdf=pdf,
            with_link=party.role == PartyRole.CONSULTED or party.may_comment,
        )
        for party in parties
    ]


@deed
def withdraw(*, hearing: Hearing, by: User, reason: str, at: datetime) -> Hearing:
    """Withdraw a hearing that is under way, and tell every party why."""
    fresh = (
        Hearing.objects.select_for_update(of=("self",)).select_related("matter").get(pk=hearing.pk)
    )
    refuse_closed(fresh.matter)
    if fresh.sent_at is None or fresh.withdrawn_at:
        raise ValidationError(_("Only a hearing that has been sent can be withdrawn."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why. All parties can read the reason.")})
    fresh.withdrawn_at, fresh.withdrawn_because = at, reason.strip()
    fresh.save(update_fields=["withdrawn_at", "withdrawn_because"])
    told = to_everyone(
        fresh, Occasion.WITHDRAWAL, "withdrawal", _("Hearing withdrawn: %(title)s"), reason.strip()
    )
    deliver_after_commit(queue(told, at=at), by=by)
    record(by=by, act=Act.CHANGED, subject=fresh, reason=reason.strip(), what="withdrawn")
    return fresh
