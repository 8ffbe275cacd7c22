"""Write decisions, votes, differing opinions, and what the chair decided alone (beslutninger)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.refusals import need_standing, need_unapproved, need_writing
from indsats.meetings.models import (
    AgendaItem,
    ChairDecision,
    Decision,
    DissentingStatement,
    Ground,
    MeetingAttendee,
    Result,
    StatementKind,
    Vote,
    VoteChoice,
)
from indsats.meetings.models.kinds import WITHOUT_VOTE
from indsats.meetings.queries.seats import chair_name
from indsats.meetings.rules import deciding as rules
from indsats.organisation.models import Unit, User


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a body decided; ``preview_hash`` is needed when a previewed change was amended."""

    result: Result
    text: str
    preview_hash: str = ""
    decided_on: date | None = None
    referred_to: Unit | None = None


def _preview(item: AgendaItem, verdict: Verdict) -> str:
    result = rules.Result(verdict.result)
    try:
        return rules.decision_preview(result, item.preview_hash, verdict.preview_hash.strip())
    except ValueError as error:
        text = _(
            "The decision changes the proposal, so the preview put before the meeting no longer "
            "fits. Make a new preview, and name that one."
        )
        raise ValidationError({"preview_hash": text}) from error


def _check(item: AgendaItem, verdict: Verdict) -> None:
    need_writing(item.meeting)
    need_standing(item)
    if not verdict.text.strip():
        raise ValidationError({"text": _("Write what was decided.")})
    if verdict.result == Result.REFERRED and verdict.referred_to is None:
        raise ValidationError({"referred_to": _("Choose the body the item is referred to.")})


def _check_votes(item: AgendaItem, votes: Mapping[int, VoteChoice]) -> None:
    there = item.meeting.attendees.there().members()
    may = set(there.values_list("pk", flat=True))
    may -= set(item.recusals.values_list("attendee_id", flat=True))
    if set(votes) - may:
        text = _("Only members who were there, and were not recused, can vote.")
        raise ValidationError({"votes": text})


@deed
def decide(
    *, item: AgendaItem, by: User, verdict: Verdict, votes: Mapping[int, VoteChoice] | None = None
) -> Decision:
    """Write what was decided on an item; an earlier decision stays behind as no longer in force."""
    item = AgendaItem.objects.select_for_update().select_related("meeting").get(pk=item.pk)
    votes = votes or {}
    _check(item, verdict)
    _check_votes(item, votes)
    preview = _preview(item, verdict)
    Decision.objects.in_force().filter(item=item).update(authoritative=False)
    counted = rules.tally(rules.Choice(choice) for choice in votes.values())
    decision = Decision.objects.create(
        item=item,
        result=verdict.result,
        text=verdict.text.strip(),
        decided_on=verdict.decided_on or item.meeting.day,
        preview_hash=preview,
        referred_to=verdict.referred_to if verdict.result == Result.REFERRED else None,
        entered_by=by,
        **(counted._asdict() if votes else {}),
    )
    Vote.objects.bulk_create(
        Vote(decision=decision, attendee_id=seat, choice=choice) for seat, choice in votes.items()
    )
    record(
        by=by,
        act=Act.DECIDED,
        subject=item,
        decision=decision,
        result=decision.result,
        preview_hash=preview,
    )
    return decision


@deed
def name_preview(*, decision: Decision, by: User, preview_hash: str) -> Decision:
    """Name the new preview an amended decision stands on, once it is made."""
    need_unapproved(decision.item.meeting)
    verdict = Verdict(result=Result(decision.result), text=decision.text, preview_hash=preview_hash)
    decision.preview_hash = _preview(decision.item, verdict)
    decision.save(update_fields=["preview_hash"])
    record(by=by, act=Act.CHANGED, subject=decision, preview_hash=decision.preview_hash)
    return decision


@deed
def write_discussion(*, item: AgendaItem, by: User, text: str) -> None:
    """Write what the minutes say of the talk on an item."""
    item = AgendaItem.objects.select_for_update().select_related("meeting").get(pk=item.pk)
    if text == item.discussion:
        need_unapproved(item.meeting)
        return
    need_writing(item.meeting)
    item.discussion = text
    item.save(update_fields=["discussion", "changed_at"])
    record(by=by, act=Act.CHANGED, subject=item, fields=["discussion"])


@deed
def decide_and_tell(
    *,
    item: AgendaItem,
    by: User,
    verdict: Verdict,
    votes: Mapping[int, VoteChoice],
    discussion: str,
) -> Decision:
    """Write the talk and the decision in one go, so that neither stands without the other."""
    write_discussion(item=item, by=by, text=discussion)
    return decide(item=item, by=by, verdict=verdict, votes=votes)


@deed
def dissent(
    *, item: AgendaItem, attendee: MeetingAttendee, by: User, kind: StatementKind, text: str
) -> DissentingStatement:
    """Add a differing opinion to a decision, in the member's own words."""
    need_writing(item.meeting)
    need_standing(item)
    if attendee.meeting_id != item.meeting_id or not attendee.was_there:
        raise ValidationError({"attendee": _("Only those who were there can state an opinion.")})
    if attendee.role in WITHOUT_VOTE:
        raise ValidationError({"attendee": _("Only members can state an opinion.")})
    if not text.strip():
        raise ValidationError({"text": _("Write the opinion.")})
    row = DissentingStatement.objects.create(
        item=item, attendee=attendee, kind=kind, text=text.strip(), entered_by=by
    )
    record(by=by, act=Act.CREATED, subject=row, item=item, kind=kind)
    return row


@deed
def withdraw_statement(*, statement: DissentingStatement, by: User, reason: str) -> None:
    """Take a differing opinion out again while the minutes are not approved."""
    need_writing(statement.item.meeting)
    record(by=by, act=Act.REMOVED, subject=statement, reason=reason, text=statement.text)
    statement.delete()


@dataclass(frozen=True, kw_only=True)
class Alone:
    """What a chair decided alone, on which ground, and why."""

    title: str
    text: str
    ground: Ground
    reason: str
    decided_on: date
    is_open: bool = True
    closed_reason: str = ""


@deed
def decide_as_chair(*, body: Unit, by: User, alone: Alone) -> ChairDecision:
    """Write down what the chair decided alone; the next agenda shows it to the body."""
    if not alone.reason.strip():
        text = _("Write why the matter cannot wait or gives no doubt.")
        raise ValidationError({"reason": text})
    if not alone.is_open and not alone.closed_reason.strip():
        raise ValidationError({"closed_reason": _("Write why the item is closed.")})
    chair = chair_name(body, alone.decided_on)
    if not chair:
        raise ValidationError(_("The body has no chair on that day."))
    row = ChairDecision.objects.create(
        body=body,
        title=alone.title.strip(),
        text=alone.text.strip(),
        ground=alone.ground,
        reason=alone.reason.strip(),
        is_open=alone.is_open,
        closed_reason="" if alone.is_open else alone.closed_reason.strip(),
        chair_name=chair,
        decided_on=alone.decided_on,
        entered_by=by,
    )
    record(by=by, act=Act.DECIDED, subject=row, body=body, ground=row.ground)
    return row
