"""Clarifications and more material while a hearing runs: the same to everyone (supplement)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.uploads import MEGABYTE, Upload, check_upload
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.actions.dispatch import Enclosed, deliver_after_commit, queue, to_everyone
from indsats.hearings.models import Hearing, Occasion, Supplement
from indsats.organisation.models import User

LARGEST = 10  # megabytes: what mail servers take as an attachment


@dataclass(frozen=True, kw_only=True)
class Material:
    """What the parties should know, and perhaps a file; ``withheld_because`` keeps it to them."""

    text: str
    file: Upload | None = None
    withheld_because: str = ""


@deed
def supplement(*, hearing: Hearing, by: User, material: Material, at: datetime) -> Supplement:
    """Send a clarification or more material to all parties in the same way.

    Raises ValidationError for a hearing that is not under way, and on the field ``file`` for a
    file that is not what it says or too large for a mail.
    """
    rows = Hearing.objects.select_for_update(of=("self",)).select_related("matter")
    fresh = rows.get(pk=hearing.pk)
    refuse_closed(fresh.matter)
    if fresh.sent_at is None or fresh.withdrawn_at:
        raise ValidationError(_("Only a hearing that is under way can be supplemented."))
    if not material.text.strip():
        raise ValidationError({"text": _("Write what the parties should know.")})
    row = Supplement(
        hearing=fresh, number=fresh.supplements.count() + 1, text=material.text.strip(),
        is_public=not material.withheld_because, withheld_because=material.withheld_because,
        sent_by=by, sent_at=at,
    )  # fmt: skip
    _keep(row, material.file)
    row.save()
    told = to_everyone(
        fresh, Occasion.SUPPLEMENT, f"supplement:{row.number}",
        _("Supplement to the hearing: %(title)s"), _words(row), _enclosed(row),
    )  # fmt: skip
    deliver_after_commit(queue(told, at=at), by=by)
    record(
        by=by, act=Act.SENT, subject=fresh, what="supplement", number=row.number,
        name=row.name, sha256=row.sha256,
    )  # fmt: skip
    return row


@override(settings.LANGUAGE_CODE)
def _words(row: Supplement) -> str:
    """Say in the mail itself who else may read what it holds."""
    if row.is_public:
        public = reverse("hearings:public", args=[row.hearing.public_id])
        told = _("This also stands on the public page of the hearing: %(link)s")
        return f"{row.text}\n\n{told % {'link': settings.BASE_URL + public}}"
    told = _("Only the parties of the hearing may read this, not everybody. The reason: %(reason)s")
    return f"{row.text}\n\n{told % {'reason': row.withheld_because}}"


def _keep(row: Supplement, file: Upload | None) -> None:
    if file is None:
        return
    try:
        checked = check_upload(file)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    if checked.size > LARGEST * MEGABYTE:
        text = _(
            "The file goes out by mail and may be at most %(n)s MB. Make it smaller or split it."
        )
        raise ValidationError({"file": text % {"n": LARGEST}})
    row.name, row.sha256 = checked.name, checked.sha256
    row.file.save(f"{checked.sha256[:32]}.{checked.kind}", file, save=False)


def _enclosed(row: Supplement) -> Enclosed | None:
    return Enclosed(row.file.name or "", row.name, row.sha256) if row.file else None
