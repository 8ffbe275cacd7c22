"""A person settles a collision: one value, the other, or words of their own (afgørelse)."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.field.actions.feed import tell_phones
from indsats.field.actions.writing import rewrite
from indsats.field.models import Conflict, Contact, KnownYouth
from indsats.field.queries.wire import RECORDS
from indsats.field.rules import values
from indsats.field.rules.forms import newest
from indsats.field.rules.values import Wrong
from indsats.organisation.models import User

KEPT, OFFERED, WRITTEN = "kept", "offered", "written"
CHOICES: Final = (KEPT, OFFERED, WRITTEN)


def record_of(conflict: Conflict) -> Any:
    """Find the record two wrote in; None where it has been removed."""
    model = KnownYouth if conflict.kind == "known" else RECORDS[conflict.kind]
    return model._default_manager.filter(pk=conflict.record).first()


@deed
def settle(
    *, by: User, conflict: Conflict, chosen: str, version: int, at: datetime, text: str = ""
) -> None:
    """Settle a collision; ``version`` is that of the record when it was shown.

    Raises ChangedMeanwhileError where the record has been written since, and ValidationError where
    somebody else has settled it. The value that is not chosen stays in the collision.
    """
    row = Conflict.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if row.settled_at is not None:
        raise ValidationError(_("%(name)s has settled it meanwhile.") % {"name": row.settled_by})
    if chosen not in CHOICES:
        raise ValidationError({"chosen": _("Choose one of the values.")})
    if row.kind == "known":
        _settle_code(row, chosen, at)
    elif chosen != KEPT:
        _write(row, text if chosen == WRITTEN else row.offered, version, at)
    row.settled_at, row.settled_by, row.chosen = at, by, chosen
    row.save(update_fields=["settled_at", "settled_by", "chosen"])
    record(
        by=by, act=Act.DECIDED, subject=row, what="collision_settled", chosen=chosen,
        field=row.field, record=row.record, kind=row.kind,
    )  # fmt: skip


def _write(row: Conflict, raw: Any, version: int, at: datetime) -> None:
    """Write the chosen value into the record."""
    model = RECORDS[row.kind]
    record_ = model._default_manager.select_for_update().filter(pk=row.record).first()
    if record_ is None:
        raise ValidationError(_("What it is about has been removed."))
    if record_.version != version:
        raise ChangedMeanwhileError(record_.version)
    form = newest(row.kind)
    value = values.parse(form.fields[row.field], raw)
    if isinstance(value, Wrong):
        raise ValidationError({"text": value.say(_)})
    rewrite(record_, form, {row.field: value})
    tell_phones(row.kind, record_.pk, record_.unit_id, at)


def _settle_code(row: Conflict, chosen: str, at: datetime) -> None:
    """Hold that one code is two young people, or put both into one where it is the same."""
    second = KnownYouth.objects.filter(pk=row.record).first()
    if chosen == WRITTEN:
        raise ValidationError({"chosen": _("Choose one of the values.")})
    if chosen == KEPT or second is None:
        return
    first = KnownYouth.objects.filter(unit=second.unit_id, code=row.offered).first()
    if first is None:
        raise ValidationError(_("What it is about has been removed."))
    Contact.objects.filter(known=second).update(known=first)
    first.last_contact_on = max(first.last_contact_on, second.last_contact_on)
    first.save(update_fields=["last_contact_on"])
    second.delete()
    for pk in (first.pk, row.record):
        tell_phones("known", pk, first.unit_id, at)
