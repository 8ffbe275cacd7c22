"""A party says that it will not reply; it may still change its mind (afslår at svare)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.actions.closing import refuse_closed
from indsats.hearings.models import HearingParty
from indsats.hearings.queries.mandate import seats_of
from indsats.hearings.queries.words import say
from indsats.hearings.rules.mandate import may_submit
from indsats.law.deadlines import danish_day
from indsats.organisation.models import User


@deed
def decline_as_body(*, party: HearingParty, by: User, reason: str, at: datetime) -> HearingParty:
    """Say for one's body that it will not reply; whoever may send its reply may say so."""
    day = danish_day(at)
    reasons = may_submit(by.username, seats_of(party.body_id, day), party.body.key, day)
    if reasons:
        raise ValidationError([say(each) for each in reasons], code="mandate")
    return decline(party=party, by=by, reason=reason, at=at)


@deed
def decline(*, party: HearingParty, by: User | str, reason: str, at: datetime) -> HearingParty:
    """Note that a party will not reply: no more reminders; a later reply counts all the same."""
    fresh = (
        HearingParty.objects.select_for_update(of=("self",))
        .select_related("hearing__matter")
        .get(pk=party.pk)
    )
    refuse_closed(fresh.hearing.matter)
    if fresh.hearing.sent_at is None or fresh.hearing.withdrawn_at:
        raise ValidationError(_("The hearing is not under way, so no answer is waited for."))
    if fresh.replies.exists():
        raise ValidationError(_("A reply has been sent already. It stays."))
    if fresh.declined_at:
        return fresh
    fresh.declined_at, fresh.declined_because = at, reason.strip()[:300]
    fresh.save(update_fields=["declined_at", "declined_because"])
    record(by=by, act=Act.CHANGED, subject=fresh, what="declined", reason=fresh.declined_because)
    return fresh
