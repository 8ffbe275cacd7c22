"""Lending someone a right for a while, and taking it back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.deadlines import months_after
from indsats.organisation.access import MATRIX, Permission, Reach
from indsats.organisation.models import POST_FUNCTIONS, Function, Grant, Unit, User

LONGEST_MONTHS = 6
HARMLESS = frozenset(  # wide, but they show no one who is met or helped
    {
        Permission.ORGANISATION_SEE,
        Permission.PEOPLE_SEE,
        Permission.PLACE_SEE,
        Permission.PLACE_WRITE,
        Permission.HOTSPOT_SEE,
        Permission.MEASURE_SEE,
    }
)


def lendable() -> list[Function]:
    """List the functions that may be lent: none that reaches everything or may lend on."""
    return [function for function in POST_FUNCTIONS if not _reaches_too_far(function)]


def _reaches_too_far(function: Function) -> bool:
    wide = any(
        row.get(function) is Reach.ALL
        for permission, row in MATRIX.items()
        if permission not in HARMLESS
    )
    return wide or function in MATRIX[Permission.GRANT_GIVE]


def _check(grant: Grant, by: User, day: date) -> None:
    """Refuse what may not be lent: raises ValidationError with what to do instead."""
    problems: dict[str, str] = {}
    if grant.user_id == by.pk:
        problems["user"] = _("You cannot give access to yourself. Ask your own leader.")
    elif not grant.user.is_active:
        problems["user"] = _("This user may not log in. Ask an administrator to open the user.")
    if grant.function not in lendable():
        problems["function"] = _("This function cannot be lent. Change the organisation instead.")
    if grant.valid_from < day:
        problems["valid_from"] = _("Access cannot be given back in time. Choose today or later.")
    if grant.valid_to and grant.valid_to > months_after(grant.valid_from, LONGEST_MONTHS):
        problems["valid_to"] = _(
            "Temporary access lasts six months at most. Choose an earlier end, or change the "
            "organisation if it is to last.",
        )
    if problems:
        raise ValidationError(problems)


@deed
def give_grant(
    *,
    by: User,
    day: date,
    user: User,
    unit: Unit,
    function: str,
    **span: date | str,
) -> Grant:
    """Lend a function in a unit for a while (giv midlertidig adgang).

    ``span`` is ``valid_from``, ``valid_to`` (the first day without it) and ``reason``.
    """
    grant = Grant(user=user, unit=unit, function=function, **span)
    grant.full_clean()
    _check(grant, by, day)
    grant.save()
    record(
        by=by,
        act=Act.CREATED,
        subject=grant,
        reason=grant.reason,
        person=user,
        unit=unit.key,
        function=function,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
    )
    return grant


@deed
def end_grant(*, by: User, grant: Grant, day: date, reason: str = "") -> None:
    """Take a lent right back at once; one that has not begun is removed (afslut adgang)."""
    if grant.valid_to and grant.valid_to <= day:
        raise ValidationError(_("This access has already ended."))
    facts = {"person": grant.user, "unit": grant.unit.key, "function": grant.function}
    if grant.valid_from >= day:
        record(by=by, act=Act.REMOVED, subject=grant, reason=reason, **facts)
        grant.delete()
        return
    record(
        by=by,
        act=Act.CHANGED,
        subject=grant,
        reason=reason,
        was_to=grant.valid_to,
        valid_to=day,
        **facts,
    )
    grant.valid_to = day
    grant.save(update_fields=["valid_to"])
