"""Write down what a week or a month is thought to mean (vurdering)."""

from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.publishing import Detail, personal_details
from indsats.organisation.models import Unit, User
from indsats.strategy.models import AssessedPeriod, Assessment


class Assessed(NamedTuple):
    """What is assessed: whose period, which kind, and its first day."""

    unit: Unit
    period: AssessedPeriod
    first: date


class Words(NamedTuple):
    """The text of an assessment, and the version it was written on top of; 0 is a new one."""

    text: str
    version: int = 0


def _check(period: AssessedPeriod, text: str) -> None:
    if not text and period is not AssessedPeriod.WEEK:
        raise ValidationError({"text": _("Write what you think it means.")})
    if any(each.kind is Detail.CPR for each in personal_details(text)):
        told = _("The text seems to hold a personal number (CPR). Write about places, not persons.")
        raise ValidationError({"text": told})


@deed
def assess(*, by: User, about: Assessed, words: Words, at: datetime) -> Assessment:
    """Save a unit's words on a period, unless somebody else has changed them meanwhile."""
    text = words.text.strip()
    _check(about.period, text)
    rows = Assessment.objects.select_for_update().filter(**about._asdict())
    row = rows.first() or Assessment(**about._asdict(), version=0)
    if row.version != words.version:
        told = _("Somebody else has written meanwhile: “%s”. Bring the two together, and save.")
        raise ValidationError({"text": told % row.text})
    before = row.text
    row.text, row.written_by, row.written_at, row.version = text, by, at, row.version + 1
    row.save()
    act = Act.CHANGED if words.version else Act.CREATED
    record(by=by, act=act, subject=row, before=before, after=text, first=about.first)
    return row
