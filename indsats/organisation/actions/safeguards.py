"""What lets a change-set on in spite of a check: reasoned waivers and registered notices."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.actions.change_sets import UNDECIDED, claim, told
from indsats.organisation.models import ChangeSet, Engagement, NoticePeriod, User, Waiver
from indsats.organisation.rules.messages import MESSAGES
from indsats.organisation.rules.parties import NOT_CONSULTED


@deed
def waive(
    *,
    by: User,
    change_set: ChangeSet,
    code: str,
    subject: str,
    reason: str,
    version: int | None = None,
) -> Waiver:
    """Set one check aside by name and with a reason; it stays visible in the preview.

    Raises ValidationError without a reason, or for a check nobody may set aside.
    """
    fresh = claim(change_set, version, UNDECIDED)
    if code != NOT_CONSULTED and not (code in MESSAGES and MESSAGES[code].waivable):
        raise ValidationError(_("This check cannot be set aside. Mend what it points at."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the check is set aside.")})
    waiver = Waiver.objects.create(
        change_set=fresh, code=code, subject=subject, reason=reason.strip(), by=by
    )
    record(
        by=by, act=Act.CHANGED, subject=fresh, reason=reason, what="waived", code=code,
        about=subject, version=fresh.version,
    )  # fmt: skip
    return waiver


@deed
def register_notice(
    *,
    by: User,
    change_set: ChangeSet,
    engagement: Engagement,
    given_on: date,
    ends_on: date,
    version: int | None = None,
) -> NoticePeriod:
    """Register from which day an employee's terms may change (varsel); replaces an earlier one."""
    if ends_on < given_on:
        raise ValidationError({"ends_on": _("The notice cannot end before it is given.")})
    fresh = claim(change_set, version, UNDECIDED)
    notice, _new = NoticePeriod.objects.update_or_create(
        change_set=fresh,
        engagement=engagement,
        defaults={"given_on": given_on, "ends_on": ends_on},
    )
    told(fresh, by, Act.CHANGED, "notice", engagement=engagement.key, ends_on=ends_on)
    return notice
