"""Correcting what an observation says, so that what is about a person is really gone (rettelse).

The old words are kept nowhere: not in the text, its search words, the copies that collided or were
parked and are decided, nor in the trail, which says who, when, why by a fixed word, and of what
kind the pieces were. The phones fetch the corrected text at their next call.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.feed import tell_phones
from indsats.field.actions.indexing import index
from indsats.field.models import Conflict, CorrectedBecause, ParkedItem, PlaceObservation
from indsats.field.rules.taking_out import GONE, cleaned, taken_out
from indsats.organisation.models import User


@deed
def correct_text(
    *, by: User, observation: PlaceObservation, text: str, because: str, version: int, at: datetime
) -> None:
    """Give an observation other words; raises ChangedMeanwhileError where it is another by now."""
    if because not in CorrectedBecause.values:
        raise ValidationError({"because": _("Choose why it is corrected.")})
    row = PlaceObservation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if row.version != version:
        raise ChangedMeanwhileError(row.version)
    old, new = row.text, text.strip()
    if new == old:
        raise ValidationError({"text": _("Nothing has been changed.")})
    gone = taken_out(old, new)
    row.text = new
    row.version += 1
    row.save(update_fields=["text", "version"])
    index(row)
    _clean_copies(row, old, list(gone))
    tell_phones("observation", row.pk, row.unit_id, at)
    record(
        by=by, act=Act.CHANGED, subject=row, what="text_corrected", because=because,
        removed=sorted(set(gone.values())),
    )  # fmt: skip


def _clean_copies(row: PlaceObservation, old: str, gone: list[str]) -> None:
    """Take the old words out of what collided, and of parked entries that are decided on."""
    for clash in Conflict.objects.filter(record=row.pk, field="text"):
        clash.kept = cleaned(clash.kept, old, row.text, gone)
        clash.offered = cleaned(clash.offered, old, row.text, gone)
        clash.save(update_fields=["kept", "offered"])
    for parked in ParkedItem.objects.filter(record=row.pk, kind="observation"):
        was, said = (parked.body.get(part) or {} for part in ("was", "fields"))
        if was.get("text"):
            was["text"] = GONE  # so that it still collides when it is taken in
        # What nobody has decided on stays as the worker wrote it: a person reads it first.
        if parked.handled_at is not None and "text" in said:
            said["text"] = cleaned(said["text"], old, row.text, gone)
        parked.save(update_fields=["body"])
