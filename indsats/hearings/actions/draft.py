"""A body's reply while it is written: shared, versioned, released, then submitted (udkast)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions.receipts import send_receipt
from indsats.hearings.actions.reply import Minority, Sender, Submission, known_reply, submit
from indsats.hearings.models import (
    DraftVersion,
    HearingParty,
    MinorityStatement,
    PartyRole,
    Received,
    Reply,
    ReplyDraft,
    ReplyKind,
)
from indsats.hearings.queries.mandate import mandate_words, seats_of
from indsats.hearings.queries.words import say
from indsats.hearings.rules import mandate
from indsats.hearings.rules.words import Message
from indsats.law.deadlines import danish_day
from indsats.organisation.models import User

Rule = Callable[[str, Iterable[mandate.SeatHeld], str, date], list[Message]]
OFTEN = timedelta(minutes=5)  # one writer's saves closer than this count as one version


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What someone wrote, from which version of the draft."""

    version: int
    kind: ReplyKind = ReplyKind.REMARKS
    text: str = ""


def _allowed(rule: Rule, party: HearingParty, user: User, day: date) -> None:
    reasons = rule(user.username, seats_of(party.body_id, day), party.body.key, day)
    if reasons:
        raise ValidationError([say(each) for each in reasons], code="mandate")


def draft_of(party: HearingParty) -> ReplyDraft:
    """Lock the body's draft, beginning it when there is none; belongs in a deed."""
    ReplyDraft.objects.get_or_create(party=party)
    return ReplyDraft.objects.select_for_update(of=("self",)).get(party=party)


def take_back(draft: ReplyDraft) -> None:
    """Take a release back: what was released is no longer what would be sent."""
    if draft.released_at is not None:
        draft.released_by = draft.released_at = None
        draft.save(update_fields=["released_by", "released_at"])


def _claim(party: HearingParty, version: int) -> ReplyDraft:
    draft = draft_of(party)
    if draft.version != version:
        raise ChangedMeanwhileError(draft.version)
    return draft


def _keep(draft: ReplyDraft, by: str) -> None:
    """Keep what the draft said, but not each save of somebody who goes on writing."""
    last = draft.versions.first()
    if draft.version == 1 and not draft.text:
        return
    if last and draft.changed_by == by and timezone.now() - last.at < OFTEN:
        return
    DraftVersion.objects.create(
        draft=draft, number=draft.version, text=draft.text, by=draft.changed_by or by,
        at=timezone.now(),
    )  # fmt: skip


@deed
def write_draft(*, party: HearingParty, by: User, day: date, writing: Writing) -> ReplyDraft:
    """Save the shared draft; what it said before is kept, and a release is taken back.

    Raises ChangedMeanwhileError when someone else has written since this one was shown.
    """
    _allowed(mandate.may_draft, party, by, day)
    draft = _claim(party, writing.version)
    if draft.text != writing.text:
        _keep(draft, by.username)
    draft.kind, draft.text = writing.kind, writing.text
    draft.version, draft.changed_by = draft.version + 1, by.username
    draft.released_by = draft.released_at = None
    draft.save()
    record(by=by, act=Act.CHANGED, subject=draft, version=draft.version)
    return draft


@deed
def write_as_link(*, party: HearingParty, writing: Writing, link: int) -> ReplyDraft:
    """Save the draft of a party that writes by its reply link, without logging in."""
    draft = _claim(party, writing.version)
    if (draft.text, draft.kind) == (writing.text, writing.kind):
        return draft
    _keep(draft, f"link:{link}")
    draft.kind, draft.text = writing.kind, writing.text
    draft.version, draft.changed_by = draft.version + 1, f"link:{link}"
    draft.save()
    record(by=f"link:{link}", act=Act.CHANGED, subject=draft, version=draft.version)
    return draft


@deed
def set_minority(*, party: HearingParty, by: User, day: date, side: str, text: str) -> None:
    """Write a side's own statement beside the draft; an empty text takes it away."""
    _allowed(mandate.may_draft, party, by, day)
    draft = draft_of(party)
    side = side.strip()
    if not side:
        raise ValidationError({"side": _("Say whose statement it is.")})
    draft.minorities.filter(side=side).delete()
    if text.strip():
        MinorityStatement.objects.create(draft=draft, side=side, text=text)
    take_back(draft)
    record(by=by, act=Act.CHANGED, subject=draft, minority=side)


@deed
def release(*, party: HearingParty, by: User, day: date, version: int) -> ReplyDraft:
    """Release the draft as the body's own, ready to be submitted (frigiv)."""
    _allowed(mandate.may_release, party, by, day)
    draft = _claim(party, version)
    draft.released_by, draft.released_at = by, timezone.now()
    draft.save(update_fields=["released_by", "released_at"])
    record(by=by, act=Act.CHANGED, subject=draft, what="released", version=version)
    return draft


@deed
def send_back(*, party: HearingParty, by: User, day: date, reason: str) -> ReplyDraft:
    """Send a released draft back to the members with a reason."""
    _allowed(mandate.may_release, party, by, day)
    if not reason.strip():
        raise ValidationError({"reason": _("Write what the members should look at.")})
    draft = draft_of(party)
    take_back(draft)
    record(by=by, act=Act.CHANGED, subject=draft, what="sent back", reason=reason.strip())
    return draft


@deed
def submit_draft(*, party: HearingParty, by: User, at: datetime, request_key: str) -> Reply:
    """Submit the released draft in the body's name; the mandate is that of this very day."""
    known = known_reply(request_key, party.hearing, party)
    if known is not None:
        return known
    day = danish_day(at)
    _allowed(mandate.may_submit, party, by, day)
    draft = draft_of(party)
    if draft.released_at is None:
        raise ValidationError(
            _("Release the draft first, so that the members know the final text.")
        )
    sender = Sender(
        name=party.name,
        submitted_by=by.name,
        mandate=mandate_words(party, by, day),
        actor=by,
    )
    return _sent(draft, sender, request_key, at, Received.LOGIN)


@deed
def send_by_link(
    *, party: HearingParty, link: int, name: str, writing: Writing, at: datetime, request_key: str
) -> Reply:
    """Save and send the reply of a party that writes by its link; the sender gives a name.

    The same press of the button gives the same reply again, whatever became of the draft since.
    """
    known = known_reply(request_key, party.hearing, party) if request_key else None
    if known is not None:
        return known
    if not request_key:
        raise ValidationError(_("The page is out of date. Open it again, and send once more."))
    if not name.strip():
        raise ValidationError({"name": _("Write your name, so that we know who sent the reply.")})
    draft = write_as_link(party=party, writing=writing, link=link)
    sender = Sender(
        name=party.name, submitted_by=name.strip(), mandate=_("by the party's own reply link"),
        actor=f"link:{link}",
    )  # fmt: skip
    return _sent(draft, sender, request_key, at, Received.LINK)


def _sent(
    draft: ReplyDraft,
    sender: Sender,
    request_key: str,
    at: datetime,
    received: Received,
) -> Reply:
    if draft.party.role == PartyRole.INFORMED and not draft.party.may_comment:
        raise ValidationError(_("You are informed of the hearing; no reply is asked of you."))
    submission = Submission(
        kind=ReplyKind(draft.kind),
        text=draft.text,
        minorities=[Minority(each.side, each.text) for each in draft.minorities.all()],
        files=list(draft.files.all()),
        received=received,
    )
    reply = submit(
        hearing=draft.party.hearing, party=draft.party, sender=sender, submission=submission,
        request_key=request_key, at=at,
    )  # fmt: skip
    take_back(draft)
    send_receipt(reply)
    return reply
