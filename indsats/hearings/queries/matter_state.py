"""How far one matter has come, from its rows, treatments and change-set, for its own pages.

`glance` reads the same of many matters for a list; a test holds the two equal.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.timezone import localdate

from indsats.hearings.models import Hearing, Matter, ProposalVersion
from indsats.hearings.queries.state import hearing_facts
from indsats.hearings.rules import states
from indsats.hearings.rules.guards import GuardFacts
from indsats.law.deadlines import starts_at
from indsats.meetings.models import AgendaItem, Decision, Result, Treatment
from indsats.meetings.rules import deciding as rules
from indsats.meetings.rules.deciding import awaits_preview
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
    """A treatment of a question on an agenda: its item, and the decision in force on it."""

    turn: Treatment
    item: AgendaItem
    decision: Decision | None

    @property
    def awaits_preview(self) -> bool:
        """Tell whether the change was decided with changes nobody has previewed yet."""
        held = self.decision
        return held is not None and awaits_preview(
            rules.Result(held.result), self.item.preview_hash, held.preview_hash
        )


def newest_proposal(matter: Matter) -> ProposalVersion | None:
    """Give the version being worked on, with its change-set."""
    rows = matter.proposals.select_related("change_set")
    return rows.order_by("-number").first()


def newest_hearing(matter: Matter) -> Hearing | None:
    """Give the round being worked on."""
    return matter.hearings.order_by("-iteration").first()


def turns(matter: Matter) -> list[Treated]:
    """Give every treatment of a matter that stands on an agenda, in order: two queries."""
    rows = Treatment.objects.filter(
        matter_key=matter.key, item__isnull=False, item__withdrawn_at__isnull=True
    )
    rows = rows.select_related("item__meeting", "body").order_by("order")
    placed = [(row, row.item) for row in rows if row.item is not None]
    found = Decision.objects.in_force().filter(item__in=[item.pk for _, item in placed])
    decisions = {row.item_id: row for row in found}
    return [Treated(row, item, decisions.get(item.pk)) for row, item in placed]


def deciding(found: Iterable[Treated]) -> dict[str, Treated]:
    """Keep the authoritative treatment of each question."""
    return {each.turn.question: each for each in found if each.turn.authoritative}


def treatments(matter: Matter) -> dict[str, Treated]:
    """Give the authoritative treatment of each question of a matter: two queries."""
    return deciding(turns(matter))


def decision_on(matter: Matter, question: str) -> Treated | None:
    """Give the authoritative treatment of one question of a matter, if it is on an agenda."""
    return treatments(matter).get(question)


def day_decided(matter: Matter, question: str, results: Collection[Result]) -> date | None:
    """Give the day a question of a matter was decided in one of these ways: one query."""
    turns = Treatment.objects.filter(matter_key=matter.key, question=question, authoritative=True)
    items = turns.filter(item__isnull=False, item__withdrawn_at__isnull=True).values("item")
    found = Decision.objects.in_force().filter(item__in=items, result__in=results)
    return found.values_list("decided_on", flat=True).first()


def _treatment(found: Treated | None) -> states.TreatmentFacts | None:
    if found is None:
        return None
    if found.decision is None:
        return states.TreatmentFacts(day=found.item.meeting.day)
    result = Result(found.decision.result)
    told = RESULTS.get(result) or states.Result(result.value)
    return states.TreatmentFacts(day=found.decision.decided_on, result=told)


def gather(matter: Matter) -> states.MatterFacts:
    """Gather what is known of a matter with its newest version and round, its row read anew."""
    matter = Matter.objects.get(pk=matter.pk)
    return facts_from(matter, newest_proposal(matter), newest_hearing(matter), treatments(matter))


def facts_from(
    matter: Matter,
    proposal: ProposalVersion | None,
    hearing: Hearing | None,
    treated: Mapping[str, Treated],
) -> states.MatterFacts:
    """Put together what a page has read already."""
    change_set = proposal.change_set if proposal else None
    entered = change_set is not None and change_set.status == ChangeSetStatus.SCHEDULED
    sending = _treatment(treated.get(HEARING))
    return states.MatterFacts(
        drafted=bool(proposal and proposal.items.all()),
        ready_at=matter.ready_at,
        sending=sending,
        hearing=_round(hearing, sending),
        assessed_at=matter.assessed_at,
        published_at=hearing.memo_published_at if hearing else None,
        final=_treatment(treated.get(DECISION)),
        scheduled_at=change_set.entered_at if change_set and entered else None,
        effect_days=sorted(_days(change_set)),
        followed_up_at=matter.evaluated_at,
        closed_at=starts_at(matter.closed_on) if matter.closed_on else None,
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


def state_of(matter: Matter, at: datetime) -> states.MatterState:
    """Tell how far a matter has come at a moment."""
    return states.matter_state(gather(matter), at)


def change_prepared(proposal: ProposalVersion | None) -> Prepared | None:
    """Hold the change-set of a version against the organisation of today."""
    if proposal is None or proposal.change_set is None:
        return None
    return prepared(proposal.change_set, today=localdate(), strict=False)


def guard_facts(matter: Matter) -> GuardFacts:
    """Gather what the guards ask about before the committee."""
    proposal = newest_proposal(matter)
    return guards_from(matter, proposal, newest_hearing(matter), change_prepared(proposal))


def guards_from(
    matter: Matter,
    proposal: ProposalVersion | None,
    hearing: Hearing | None,
    found: Prepared | None,
) -> GuardFacts:
    """Put together what a page has read already."""
    items = list(proposal.items.all()) if proposal else []
    annexes = list(proposal.annexes.all()) if proposal else []
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
