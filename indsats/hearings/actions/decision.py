"""From agenda to effect: send in hearing, decide, enter the change-set (beslutning)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, label, record
from indsats.audit.models import Act
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.models import Hearing, Matter, PartyRole
from indsats.hearings.queries.matter_state import (
    DECISION,
    HEARING,
    SENDING,
    decision_on,
    newest_hearing,
    newest_proposal,
    state_of,
    turns,
)
from indsats.hearings.queries.state import hearing_state
from indsats.hearings.rules.states import HearingState, MatterState
from indsats.meetings.actions.agenda import ItemDraft, Openness
from indsats.meetings.actions.attachments import attach_file
from indsats.meetings.actions.deciding import name_preview
from indsats.meetings.actions.treating import Turn, plan_treatments, put_on_agenda
from indsats.meetings.models import AgendaItem, Decision, Meeting, Result, Treatment, TreatmentRole
from indsats.organisation.actions.enter import enter
from indsats.organisation.models import ChangeSet, ChangeSetStatus, User
from indsats.organisation.queries.change_sets import Prepared
from indsats.organisation.queries.consultation import unheard

ROLES = {HEARING: TreatmentRole.SEND_IN_HEARING, DECISION: TreatmentRole.DECISION}
OVER = (HearingState.CLOSED, HearingState.ANSWERED)
TOO_EARLY = {
    HEARING: (MatterState.ANALYSIS, MatterState.DRAFT),
    DECISION: (
        MatterState.ANALYSIS, MatterState.DRAFT, MatterState.READY, MatterState.ON_AGENDA,
        MatterState.TO_HEARING, MatterState.PREPARED, MatterState.OPEN, MatterState.WITHDRAWN,
        MatterState.ANSWERED, MatterState.CLOSED,
    ),
}  # fmt: skip


def reasons_against_agenda(matter: Matter, question: str, at: datetime) -> list[str]:
    """Say why a question of a matter cannot be put on an agenda now."""
    found = decision_on(matter, question)
    if found is not None and found.decision is None:
        return [_("The matter is already on an agenda and awaits its decision.")]
    if state_of(matter, at) not in TOO_EARLY[question]:
        return []
    if question == HEARING:
        return [_("Mark the proposal as ready for the committee first.")]
    return [_("The replies must be assessed before the committee decides.")]


class Placing(NamedTuple):
    """What is put before which meeting: the question, the item's texts, and its openness."""

    question: str
    meeting: Meeting
    texts: Mapping[str, str]
    openness: Openness = Openness()


@deed
def place_before(*, matter: Matter, by: User, at: datetime, placing: Placing) -> AgendaItem:
    """Put the matter on a body's agenda for a question: send in hearing, or the decision.

    A question postponed or sent back earlier gets a new treatment after the old ones. Another
    body than the one that decides recommends, before the decision.
    """
    refuse_closed(matter)
    question, meeting, texts, openness = placing
    reasons = [*reasons_against_agenda(matter, question, at), *_out_of_turn(matter, placing)]
    if reasons:
        raise ValidationError(reasons)
    proposal = newest_proposal(matter)
    change_set = proposal.change_set if proposal else None
    draft = ItemDraft(
        title=matter.title, texts=texts, is_open=openness.is_open, closed_reason=openness.reason,
        matter_key=matter.key, matter_title=matter.title,
        preview_hash=change_set.preview_hash if change_set else "",
    )  # fmt: skip
    _retire(matter, question)
    order = _turns(matter, placing)
    planned = plan_treatments(matter_key=matter.key, question=question, turns=order, by=by)
    item = put_on_agenda(treatment=planned[-len(order)], meeting=meeting, by=by, draft=draft)
    if question == DECISION:
        _attach_memo(item, matter, by)
    return item


def _recommends(matter: Matter, placing: Placing) -> bool:
    return placing.question == DECISION and placing.meeting.body_id != matter.deciding_body_id


def _turns(matter: Matter, placing: Placing) -> list[Turn]:
    """Give the turn that is placed, and after a recommendation the one that still decides."""
    if not _recommends(matter, placing):
        return [Turn(placing.meeting.body, ROLES[placing.question], authoritative=True)]
    return [
        Turn(placing.meeting.body, TreatmentRole.RECOMMENDATION),
        Turn(matter.deciding_body, TreatmentRole.DECISION, authoritative=True),
    ]


def _out_of_turn(matter: Matter, placing: Placing) -> list[str]:
    """Say why a meeting comes out of turn: a body recommends once, and before the decision."""
    if placing.question != DECISION:
        return []
    waiting = [
        each for each in turns(matter)
        if each.turn.role == TreatmentRole.RECOMMENDATION and each.decision is None
    ]  # fmt: skip
    if _recommends(matter, placing):
        again = any(each.turn.body_id == placing.meeting.body_id for each in waiting)
        return [_("The body already has the matter on an agenda.")] if again else []
    later = any(each.item.meeting.starts_at >= placing.meeting.starts_at for each in waiting)
    return [_("A body that recommends treats the matter only after that meeting.")] if later else []


def _attach_memo(item: AgendaItem, matter: Matter, by: User) -> None:
    """Put the newest final memo with the item, so that those who decide can read it there."""
    hearing = newest_hearing(matter)
    memo = hearing.memos.filter(is_final=True).order_by("-number").first() if hearing else None
    if memo is None:
        return
    with override(settings.LANGUAGE_CODE):
        title = _("Hearing memo")
    with memo.file.open("rb") as kept:
        paper = ContentFile(kept.read(), name=f"{title}.pdf")
    attach_file(item=item, by=by, file=paper, title=title, openness=Openness())


def _retire(matter: Matter, question: str) -> None:
    """Let an earlier treatment stand as history: the new one decides."""
    Treatment.objects.filter(matter_key=matter.key, question=question).update(authoritative=False)


@deed
def note_sent_in_hearing(*, hearing: Hearing, by: User) -> Hearing:
    """Take over the day on which the committee decided to send the proposal in hearing."""
    found = decision_on(hearing.matter, HEARING)
    if found is None or found.decision is None or found.decision.result not in SENDING:
        raise ValidationError(_("The committee has not decided to send the proposal in hearing."))
    hearing.decided_on = found.decision.decided_on
    hearing.save(update_fields=["decided_on"])
    record(by=by, act=Act.CHANGED, subject=hearing, decided_on=hearing.decided_on)
    return hearing


def missing_consultation(matter: Matter, found: Prepared, at: datetime) -> list[str]:
    """Say which councils concerned were not consulted in a closed hearing, nor set aside.

    Guard 12 of a reorganisation: without a hearing, every council concerned needs a reason.
    """
    hearing = newest_hearing(matter)
    if hearing is None or hearing_state(hearing, at) not in OVER:
        return [_("The hearing is not over yet."), *unheard(found)] if hearing else unheard(found)
    consulted = set(
        hearing.parties.filter(role=PartyRole.CONSULTED).values_list("body__key", flat=True),
    )
    return unheard(found, asked=consulted)


@deed
def name_decided_preview(*, matter: Matter, by: User) -> Decision:
    """Let an amended decision name the preview of the change-set as it was frozen since."""
    found, proposal = decision_on(matter, DECISION), newest_proposal(matter)
    change_set = proposal.change_set if proposal else None
    if found is None or found.decision is None or not found.awaits_preview:
        raise ValidationError(_("No decision waits for a new preview."))
    if change_set is None or change_set.status != ChangeSetStatus.FROZEN:
        raise ValidationError(_("Change the change-set to what was decided, and freeze it first."))
    return name_preview(decision=found.decision, by=by, preview_hash=change_set.preview_hash)


@deed
def put_into_effect(*, matter: Matter, by: User, at: datetime) -> ChangeSet:
    """Enter the adopted change-set: each operation holds from its own day, by itself.

    The decision must be an adoption that names the preview; raises ValidationError otherwise,
    and when the hearing is not over, a council was left out without a reason, a notice runs
    past the effect, or the organisation has changed underneath.
    """
    proposal = newest_proposal(matter)
    change_set = proposal.change_set if proposal else None
    found = decision_on(matter, DECISION)
    if change_set is None:
        raise ValidationError(_("The matter has no change-set to enter."))
    if found is None or found.decision is None:
        raise ValidationError(_("The matter has not been decided yet."))
    if found.awaits_preview:
        text = _("The decision still lacks the preview of the change as decided.")
        raise ValidationError(text, code="other_preview")
    decision = found.decision
    if decision.result not in {Result.ADOPTED, Result.AMENDED}:
        raise ValidationError(_("The proposal was not adopted, so there is nothing to enter."))
    entered = enter(
        by=by,
        change_set=change_set,
        decided_on=decision.decided_on,
        reference=label(decision),
        preview_hash=decision.preview_hash,
        guard=lambda prepared: missing_consultation(matter, prepared, at),
    )
    record(by=by, act=Act.DECIDED, subject=matter, change_set=entered.key, decision=decision)
    return entered
