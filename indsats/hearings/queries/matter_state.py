"""How far matters have come, from their rows, treatments and change-sets; many at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch
from django.utils.timezone import localdate

from indsats.hearings.models import Hearing, HearingParty, Matter, ProposalVersion, Reply
from indsats.hearings.queries.state import hearing_facts
from indsats.hearings.rules import states
from indsats.hearings.rules.guards import GuardFacts
from indsats.law.deadlines import closes_at
from indsats.meetings.models import AgendaItem, Decision, Result, Treatment
from indsats.organisation.models import ChangeSet, ChangeSetStatus
from indsats.organisation.queries.change_sets import Prepared, prepared
from indsats.organisation.queries.wording import Namer, problem_text

HEARING, DECISION = "hearing", "decision"
RESULTS = {
    Result.SENT_IN_HEARING: states.Result.ADOPTED,
    Result.REFERRED: states.Result.RETURNED,
}
SENDING = frozenset({Result.SENT_IN_HEARING, Result.ADOPTED, Result.AMENDED})


class Treated(NamedTuple):
    """The authoritative treatment of a question: its item, and the decision in force on it."""

    turn: Treatment
    item: AgendaItem
    decision: Decision | None


def newest_proposal(matter: Matter) -> ProposalVersion | None:
    """Give the version being worked on; prefetch proposals for many."""
    return max(matter.proposals.all(), key=lambda row: row.number, default=None)


def newest_hearing(matter: Matter) -> Hearing | None:
    """Give the round being worked on; prefetch hearings for many."""
    return max(matter.hearings.all(), key=lambda row: row.iteration, default=None)


def treatments(matters: Iterable[Matter]) -> dict[tuple[str, str], Treated]:
    """Give the authoritative treatment per matter's key and question: two queries."""
    rows = (
        Treatment.objects.filter(
            matter_key__in=[matter.key for matter in matters],
            authoritative=True,
            item__isnull=False,
            item__withdrawn_at__isnull=True,
        )
        .select_related("item__meeting", "body")
        .order_by("order")
    )
    turns = [(row, row.item) for row in rows if row.item is not None]
    found = Decision.objects.filter(item__in=[item.pk for _, item in turns], authoritative=True)
    decisions = {row.item_id: row for row in found}
    return {
        (row.matter_key, row.question): Treated(row, item, decisions.get(item.pk))
        for row, item in turns
    }


def decision_on(matter: Matter, question: str) -> Treated | None:
    """Give the authoritative treatment of one question of a matter, if it is on an agenda."""
    return treatments([matter]).get((matter.key, question))


def _treatment(found: Treated | None) -> states.TreatmentFacts | None:
    if found is None:
        return None
    if found.decision is None:
        return states.TreatmentFacts(day=found.item.meeting.day)
    result = Result(found.decision.result)
    told = RESULTS.get(result) or states.Result(result.value)
    return states.TreatmentFacts(day=found.decision.decided_on, result=told)


def gather(matters: Iterable[Matter]) -> dict[int, states.MatterFacts]:
    """Gather what is known of the newest version and round of each matter, in ten queries."""
    keys = [matter.pk for matter in matters]
    replies = Reply.objects.only("party", "kind", "submitted_at")
    parties = HearingParty.objects.select_related("draft").prefetch_related(
        "dispatches", Prefetch("replies", replies)
    )
    proposals = ProposalVersion.objects.prefetch_related("items", "change_set__operations")
    full = list(
        Matter.objects.filter(pk__in=keys).prefetch_related(
            Prefetch("proposals", proposals),
            "hearings__deadlines",
            Prefetch("hearings__parties", parties),
        )
    )
    treated = treatments(full)
    return {matter.pk: _facts(matter, treated) for matter in full}


def _facts(
    matter: Matter, treated: Mapping[tuple[str, str], Treated]
) -> states.MatterFacts:  # fmt: skip
    proposal, hearing = newest_proposal(matter), newest_hearing(matter)
    change_set = proposal.change_set if proposal else None
    entered = change_set is not None and change_set.status == ChangeSetStatus.SCHEDULED
    sending = _treatment(treated.get((matter.key, HEARING)))
    return states.MatterFacts(
        drafted=bool(proposal and proposal.items.all()),
        ready_at=matter.ready_at,
        sending=sending,
        hearing=_round(hearing, sending),
        assessed_at=matter.assessed_at,
        published_at=hearing.memo_published_at if hearing else None,
        final=_treatment(treated.get((matter.key, DECISION))),
        scheduled_at=change_set.entered_at if change_set and entered else None,
        effect_days=sorted(_days(change_set)),
        closed_at=closes_at(matter.closed_on) if matter.closed_on else None,
    )


def _days(change_set: ChangeSet | None) -> set[date]:
    return {row.valid_from for row in change_set.operations.all()} if change_set else set()


def _round(
    hearing: Hearing | None, sending: states.TreatmentFacts | None
) -> states.HearingFacts:  # fmt: skip
    """Read the round; a letter written before the committee has met is not yet prepared."""
    facts = hearing_facts(hearing) if hearing else states.HearingFacts()
    return round_facts(hearing, facts, sending)


def round_facts(
    hearing: Hearing | None, facts: states.HearingFacts, sending: states.TreatmentFacts | None
) -> states.HearingFacts:
    """Take a round as prepared only once the committee has sent it in hearing."""
    if hearing is None:
        return facts
    decided = sending is not None and sending.result == states.Result.ADOPTED
    return facts if decided or hearing.decided_on else replace(facts, prepared_at=None)


def matter_facts(matter: Matter) -> states.MatterFacts:
    """Gather what is known of the newest version and round of one matter."""
    return gather([matter])[matter.pk]


def state_of(matter: Matter, at: datetime) -> states.MatterState:
    """Tell how far a matter has come at a moment."""
    return states.matter_state(matter_facts(matter), at)


def change_prepared(matter: Matter) -> Prepared | None:
    """Hold the matter's change-set against the organisation of today."""
    proposal = newest_proposal(matter)
    if proposal is None or proposal.change_set is None:
        return None
    return prepared(proposal.change_set, today=localdate(), strict=False)


def guard_facts(matter: Matter) -> GuardFacts:
    """Gather what the guards ask about before the committee."""
    proposal, found = newest_proposal(matter), change_prepared(matter)
    items = list(proposal.items.all()) if proposal else []
    annexes = list(proposal.annexes.all()) if proposal else []
    hearing = newest_hearing(matter)
    return GuardFacts(
        legal_basis=matter.legal_basis,
        items=len(items),
        unclassified_items=[item.title for item in items if not item.kind],
        preview_errors=_errors(found),
        preview_hash=found.preview.hash if found else "",
        annexes_missing=[row.title for row in annexes if not row.attached],
        parties=hearing.parties.count() if hearing else 0,
        today=localdate(),
    )


def _errors(found: Prepared | None) -> list[str]:
    if found is None:
        return []
    namer = Namer(found.preview.after)
    return [problem_text(each, namer) for each in found.hindrances]
