"""All that the page of one matter shows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.hearings.models import Hearing, Matter, ProposalVersion
from indsats.hearings.queries.matter_state import (
    DECISION,
    HEARING,
    Treated,
    gather,
    guard_facts,
    newest_hearing,
    newest_proposal,
    treatments,
)
from indsats.hearings.queries.road import Event, hearing_words, road
from indsats.hearings.queries.state import hearing_state
from indsats.hearings.queries.units import names
from indsats.hearings.queries.words import say
from indsats.hearings.rules.states import MatterState, matter_state
from indsats.hearings.rules.transitions import may_mark_ready
from indsats.organisation.queries.change_sets import prepared
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
    followed: bool = False


def matter_page(matter: Matter, at: datetime) -> MatterPage:
    """Read a matter with all that belongs to it."""
    facts = gather([matter])[matter.pk]
    state, proposal = matter_state(facts, at), newest_proposal(matter)
    found = treatments([matter])
    words = {HEARING: _("Send in hearing"), DECISION: _("Decision")}
    told = hearing_words()
    return MatterPage(
        state=state,
        road=road(facts, at),
        missing=_missing(matter, state),
        facts=_facts(matter),
        proposal=proposal,
        proposals=sorted(matter.proposals.all(), key=lambda row: -row.number),
        hearing=newest_hearing(matter),
        rounds=[
            (row, told[hearing_state(row, at)])
            for row in matter.hearings.order_by("-iteration").prefetch_related("deadlines")
        ],
        treated=[(words[q], found[matter.key, q]) for q in words if (matter.key, q) in found],
        counts=_counts(proposal),
    )


def _missing(matter: Matter, state: MatterState) -> list[str]:
    """Say what stands in the way of the committee, while that is the next step."""
    if state not in {MatterState.ANALYSIS, MatterState.DRAFT}:
        return []
    found = [say(each) for each in may_mark_ready(MatterState.DRAFT, guard_facts(matter))]
    proposal = newest_proposal(matter)
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


def _counts(proposal: ProposalVersion | None) -> list[Count]:
    if proposal is None or proposal.change_set is None:
        return []
    return counts(prepared(proposal.change_set, today=localdate(), strict=False))
