"""What became of a matter in the bodies: for rooms above, by the matter's key (udfald)."""

from datetime import date
from typing import NamedTuple

from indsats.meetings.models import AgendaItem, Decision, Meeting, Treatment
from indsats.meetings.rules.deciding import Result, TreatmentRole, outcome, requires_new_preview


class Outcome(NamedTuple):
    """Where a treatment stands; ``result`` is "" until the body has decided.

    ``result`` is in the words of a matter's way: adopted, amended, rejected, postponed,
    returned, new_hearing or noted. ``final`` tells that the minutes are locked.
    """

    treatment: Treatment
    item: AgendaItem | None
    meeting: Meeting | None
    decision: Decision | None
    result: str
    decided_on: date | None
    preview_hash: str
    needs_new_preview: bool
    final: bool


def _outcome(treatment: Treatment, decision: Decision | None) -> Outcome:
    item = treatment.item
    minutes = getattr(item.meeting, "minutes", None) if item else None
    result = Result(decision.result) if decision else None
    return Outcome(
        treatment=treatment,
        item=item,
        meeting=item.meeting if item else None,
        decision=decision,
        result=outcome(TreatmentRole(treatment.role), result) if result else "",
        decided_on=decision.decided_on if decision else None,
        preview_hash=decision.preview_hash if decision else "",
        needs_new_preview=bool(
            result and decision and requires_new_preview(result) and not decision.preview_hash
        ),
        final=bool(minutes and minutes.state == "locked"),
    )


def outcomes(matter_key: str) -> list[Outcome]:
    """List every treatment of a matter with what came of it, question by question, in order.

    For actions and states of the room that owns the matter; what a user may see of an item is
    for ``AgendaItem.objects.open_to`` to say.
    """
    rows = Treatment.objects.filter(matter_key=matter_key)
    treatments = list(rows.select_related("body", "item__meeting__minutes"))
    items = [row.item_id for row in treatments if row.item_id]
    found = Decision.objects.in_force().filter(item__in=items).select_related("item")
    decisions = {row.item_id: row for row in found}
    return [_outcome(row, decisions.get(row.item_id or 0)) for row in treatments]


def authoritative(matter_key: str, question: str) -> Outcome | None:
    """Give the treatment that decides a question of a matter; None when none is planned."""
    found = (
        each
        for each in outcomes(matter_key)
        if each.treatment.authoritative and each.treatment.question == question
    )
    return next(found, None)


def undecided_questions(matter_key: str) -> list[str]:
    """Name the questions of a matter that no body is set to decide; there should be none."""
    found = outcomes(matter_key)
    settled = {each.treatment.question for each in found if each.treatment.authoritative}
    return sorted({each.treatment.question for each in found} - settled)
