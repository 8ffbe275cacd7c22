"""Deadlines: set once by the letter, extended with a reason, always told to everyone."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.actions.dispatch import Sending, deliver_after_commit, queue
from indsats.hearings.models import DeadlineVersion, Hearing, Occasion
from indsats.hearings.queries.state import deadlines
from indsats.hearings.queries.words import say
from indsats.hearings.rules.deadline import reasons_against_extension
from indsats.organisation.models import User


@deed
def set_deadline(*, hearing: Hearing, last_day: date, by: User, at: datetime) -> DeadlineVersion:
    """Set the last day for replies while the letter is still being prepared."""
    if hearing.sent_at:
        raise ValidationError(_("The letter has been sent. Extend the deadline instead."))
    hearing.deadlines.all().delete()
    row = DeadlineVersion.objects.create(hearing=hearing, last_day=last_day, set_by=by, set_at=at)
    record(by=by, act=Act.CHANGED, subject=hearing, last_day=last_day)
    return row


@deed
def extend(
    *,
    hearing: Hearing,
    last_day: date,
    reason: str,
    by: User,
    at: datetime,
) -> DeadlineVersion:
    """Give everyone longer, with a reason; the old deadline stays on record and all are told."""
    refuse_closed(hearing.matter)
    if hearing.sent_at is None:
        raise ValidationError(_("The letter has not been sent yet. Change the deadline in it."))
    if hearing.withdrawn_at:
        raise ValidationError(_("The hearing has been withdrawn."))
    against = reasons_against_extension(deadlines(hearing), last_day, at, reason)
    if against:
        raise ValidationError([say(message) for message in against])
    row = DeadlineVersion.objects.create(
        hearing=hearing,
        last_day=last_day,
        reason=reason,
        set_by=by,
        set_at=at,
    )
    number = hearing.deadlines.count()
    deliver_after_commit(queue(_notices(row, number), at=at), by=by)
    record(by=by, act=Act.CHANGED, subject=hearing, reason=reason, last_day=last_day)
    return row


@override(settings.LANGUAGE_CODE)
def _notices(deadline: DeadlineVersion, number: int) -> list[Sending]:
    hearing = deadline.hearing
    subject = _("Extended deadline: %(title)s") % {"title": hearing.matter.title}
    text = _("The deadline for replies is now %(day)s. Reason: %(reason)s") % {
        "day": date_format(deadline.last_day, "DATE_FORMAT"),
        "reason": deadline.reason,
    }
    return [
        Sending(party, Occasion.EXTENSION, f"extension:{number}", subject, text)
        for party in hearing.parties.all()
    ]
