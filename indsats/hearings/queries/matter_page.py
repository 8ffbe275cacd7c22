"""All that the page of one matter shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.hearings.models import Hearing, Matter, ProposalVersion
from indsats.hearings.queries.matter_state import (
    DECISION,
    HEARING,
    Treated,
    change_prepared,
    deciding,
    facts_from,
    guards_from,
    turns,
)
from indsats.hearings.queries.road import Event, hearing_words, road
from indsats.hearings.queries.state import hearing_state, parties_told
from indsats.hearings.queries.units import names
from indsats.hearings.queries.words import say
from indsats.hearings.rules.guards import GuardFacts
from indsats.hearings.rules.states import MatterState, matter_state
from indsats.hearings.rules.transitions import may_mark_ready
from indsats.meetings.models import TreatmentRole
from indsats.organisation.queries.counts import Count
from indsats.organisation.queries.preview import counts


@dataclass(frozen=True)
class MatterPage:
    """A matter as it stands at a moment."""

    state: MatterState
    road: list[Event]
    missing: list[str]
    facts: list[tuple[str, str]]
    proposal: ProposalVersion | None
    proposals: list[ProposalVersion]
    hearing: Hearing | None
    rounds: list[tuple[Hearing, str]]
    treated: list[tuple[str, Treated]]
    counts: list[Count]
    awaits_preview: bool
    undecided: bool
    followed: bool = False


def matter_page(matter: Matter, at: datetime) -> MatterPage:
    """Read a matter with all that belongs to it."""
    proposals, rounds = _proposals(matter), _rounds(matter)
    proposal, hearing = next(iter(proposals), None), next(iter(rounds), None)
    treated, found = turns(matter), change_prepared(proposal)
    facts = facts_from(matter, proposal, hearing, deciding(treated))
    state, final = matter_state(facts, at), deciding(treated).get(DECISION)
    early = state in {MatterState.ANALYSIS, MatterState.DRAFT}
    guards = guards_from(matter, proposal, hearing, found) if early else None
    told = hearing_words()
    return MatterPage(
        state=state,
        road=road(facts, at),
        missing=_missing(matter, proposal, guards) if guards else [],
        facts=_facts(matter),
        proposal=proposal,
        proposals=proposals,
        hearing=hearing,
        rounds=[(row, told[hearing_state(row, at)]) for row in rounds],
        treated=_told(matter, treated),
        counts=counts(found) if found else [],
        awaits_preview=final is not None and final.awaits_preview,
        undecided=final is not None and final.decision is None,
    )


def _told(matter: Matter, found: Sequence[Treated]) -> list[tuple[str, Treated]]:
    """Say of each treatment what the body was asked, and which body where another decides."""
    asked = (HEARING, DECISION)
    found = sorted(found, key=lambda each: asked.index(each.turn.question))
    others = [row.turn.body_id for row in found if row.turn.body_id != matter.deciding_body_id]
    named = names(others, localdate()) if others else {}
    words = {
        TreatmentRole.SEND_IN_HEARING: _("Send in hearing"),
        TreatmentRole.DECISION: _("Decision"),
        TreatmentRole.RECOMMENDATION: _("Recommendation"),
        TreatmentRole.INFORMATION: _("Is told"),
    }
    told = (
        (words[TreatmentRole(row.turn.role)], named.get(row.turn.body_id), row) for row in found
    )
    return [(f"{word}, {name}" if name else word, row) for word, name, row in told]


def _proposals(matter: Matter) -> list[ProposalVersion]:
    rows = matter.proposals.select_related("change_set").order_by("-number")
    return list(rows.prefetch_related("items", "annexes"))


def _rounds(matter: Matter) -> list[Hearing]:
    rows = matter.hearings.order_by("-iteration")
    return list(rows.prefetch_related("deadlines", Prefetch("parties", parties_told())))


def _missing(matter: Matter, proposal: ProposalVersion | None, guards: GuardFacts) -> list[str]:
    """Say what stands in the way of the committee, while that is the next step."""
    found = [say(each) for each in may_mark_ready(MatterState.DRAFT, guards)]
    if proposal and not proposal.frozen_at:
        found.insert(0, _("Freeze the proposal, so that what is heard and decided stays the same."))
    if not matter.legal_basis.strip():
        found.append(_("State on what legal basis the body decides."))
    return list(dict.fromkeys(found))


def _facts(matter: Matter) -> list[tuple[str, str]]:
    named = names([matter.deciding_body_id, matter.owner_unit_id], localdate())
    return [
        (_("Decided by"), named.get(matter.deciding_body_id, "")),
        (_("Prepared by"), named.get(matter.owner_unit_id, "")),
        (_("Case worker"), matter.case_worker.name),
        (_("Case number"), matter.journal_number),
        (_("KLE number"), matter.kle_code),
        (_("Legal basis"), matter.legal_basis),
        (_("Competence to decide"), matter.competence),
        (_("Economy"), matter.budget),
    ]
