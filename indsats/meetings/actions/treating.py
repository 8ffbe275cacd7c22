"""The order in which bodies treat a question of a matter (behandlinger)."""

from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.meetings.actions.agenda import ItemDraft, add_item
from indsats.meetings.models import AgendaItem, Meeting, Treatment, TreatmentRole
from indsats.organisation.models import Unit, User


class Turn(NamedTuple):
    """One body's turn; exactly one turn of a question decides it."""

    body: Unit
    role: TreatmentRole
    authoritative: bool = False


@deed
def plan_treatments(
    *, matter_key: str, question: str, turns: Sequence[Turn], by: User
) -> list[Treatment]:
    """Set the order in which bodies treat a question; turns already on an agenda are kept.

    Raise ValidationError unless exactly one turn, kept or new, is authoritative.
    """
    rows = Treatment.objects.select_for_update().filter(matter_key=matter_key, question=question)
    kept = list(rows.filter(item__isnull=False).order_by("order"))
    deciding = sum(row.authoritative for row in kept) + sum(turn.authoritative for turn in turns)
    if deciding != 1:
        text = _("Exactly one body must decide the item. There are %(count)s.")
        raise ValidationError(text % {"count": deciding})
    if any(turn.authoritative and turn.role == TreatmentRole.INFORMATION for turn in turns):
        raise ValidationError(_("A body that is only told cannot decide."))
    rows.filter(item__isnull=True).delete()
    first = kept[-1].order + 1 if kept else 1
    made = Treatment.objects.bulk_create(
        Treatment(matter_key=matter_key, question=question, order=order, **turn._asdict())
        for order, turn in enumerate(turns, start=first)
    )
    record(
        by=by,
        act=Act.CHANGED,
        subject=f"matter:{matter_key}",
        question=question,
        turns=[[turn.body, turn.role, turn.authoritative] for turn in turns],
    )
    return [*kept, *made]


@deed
def place_treatment(*, treatment: Treatment, item: AgendaItem, by: User) -> Treatment:
    """Tie a treatment to the item on which the body treats it."""
    if item.meeting.body_id != treatment.body_id:
        raise ValidationError(_("That meeting belongs to another body."))
    if item.matter_key != treatment.matter_key:
        raise ValidationError(_("That item is about another matter."))
    treatment.item = item
    treatment.save(update_fields=["item"])
    record(by=by, act=Act.CHANGED, subject=treatment, item=item)
    return treatment


@deed
def put_on_agenda(
    *, treatment: Treatment, meeting: Meeting, by: User, draft: ItemDraft
) -> AgendaItem:
    """Add the item for a treatment to a meeting of its body, and tie the two together."""
    if meeting.body_id != treatment.body_id:
        raise ValidationError(_("That meeting belongs to another body."))
    item = add_item(meeting=meeting, by=by, draft=draft)
    place_treatment(treatment=treatment, item=item, by=by)
    return item
