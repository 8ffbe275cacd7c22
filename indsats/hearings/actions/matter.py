"""Matters: opened, filled in, made ready for the committee, assessed (sag)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.actions.closing import claim
from indsats.hearings.models import Matter, ProposalVersion
from indsats.hearings.queries.matter_state import (
    guard_facts,
    newest_hearing,
    state_of,
)
from indsats.hearings.queries.state import hearing_state
from indsats.hearings.queries.words import say
from indsats.hearings.rules.states import HearingState
from indsats.hearings.rules.transitions import may_mark_ready
from indsats.organisation.models import Unit, User
from indsats.organisation.rules.keys import free_key

OVER = (HearingState.CLOSED, HearingState.ANSWERED)
EDITABLE = (
    "title", "journal_number", "kle_code", "legal_basis", "budget", "competence", "deciding_body",
    "owner_unit", "case_worker",
)  # fmt: skip


@deed
def open_matter(
    *, by: User, title: str, deciding_body: Unit, owner_unit: Unit, **fields: Any
) -> Matter:
    """Open a matter with its first, empty proposal version (opret sag)."""
    taken = set(Matter.objects.values_list("key", flat=True))
    fields.setdefault("key", free_key(title, taken))
    matter = Matter(
        title=title.strip(), deciding_body=deciding_body, owner_unit=owner_unit,
        **{"case_worker": by, **fields},
    )  # fmt: skip
    matter.full_clean()
    matter.save()
    ProposalVersion.objects.create(matter=matter, number=1, title=matter.title)
    record(by=by, act=Act.CREATED, subject=matter, title=matter.title)
    return matter


@deed
def edit_matter(*, matter: Matter, by: User, version: int, fields: Mapping[str, Any]) -> Matter:
    """Save the facts of a matter as someone wrote them from a given version."""
    fresh = claim(matter, version)
    for name, content in fields.items():
        if name not in EDITABLE:
            raise ValueError(f"A matter has no {name} to edit")
        setattr(fresh, name, content)
    fresh.version += 1
    fresh.full_clean()
    fresh.save()
    record(by=by, act=Act.CHANGED, subject=fresh, fields=sorted(fields))
    return fresh


@deed
def mark_ready(*, matter: Matter, by: User, at: datetime) -> Matter:
    """Say that the proposal is ready for the committee; freezes the preview it stands on.

    Raises ValidationError with every reason why not.
    """
    fresh = claim(matter)
    facts = guard_facts(fresh)
    reasons = may_mark_ready(state_of(fresh, at), facts)
    if reasons:
        raise ValidationError([say(each) for each in reasons], code="guards")
    fresh.ready_at, fresh.ready_preview_hash = at, facts.preview_hash
    fresh.save(update_fields=["ready_at", "ready_preview_hash"])
    record(by=by, act=Act.CHANGED, subject=fresh, what="ready", preview_hash=facts.preview_hash)
    return fresh


@deed
def mark_assessed(*, matter: Matter, by: User, at: datetime) -> Matter:
    """Say that every remark has its verdict and answer; the committee may decide from here.

    The memo's own check of completeness comes before. Raises ValidationError while the hearing
    runs.
    """
    fresh = claim(matter)
    hearing = newest_hearing(fresh)
    if hearing is None or hearing_state(hearing, at) not in OVER:
        raise ValidationError(_("The hearing is not over yet."))
    fresh.assessed_at = at
    fresh.save(update_fields=["assessed_at"])
    record(by=by, act=Act.CHANGED, subject=fresh, what="assessed")
    return fresh
