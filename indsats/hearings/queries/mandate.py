"""Who may act for a body on a day: the seats in force, as the rules of mandate read them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.hearings.models import HearingParty
from indsats.hearings.rules.mandate import SeatHeld, roles_on
from indsats.organisation.models import EngagementState, SeatRole, SeatState, User


def seats_of(body: int, day: date) -> list[SeatHeld]:
    """Give a body's seats in force on a day, with who holds each, by post or by name."""
    rows = list(
        SeatState.objects.on(day)
        .filter(body=body)
        .select_related("seat", "body", "holder_user", "substitute_for"),
    )
    posts = [row.holder_post_id for row in rows if row.holder_post_id]
    engaged = EngagementState.objects.on(day).filter(post__in=posts).select_related("user")
    holders = {row.post_id: row.user.username for row in engaged}
    return [
        SeatHeld(
            seat=row.seat.key,
            body=row.body.key,
            role=row.role,
            span=row.span,
            person=row.holder_user.username
            if row.holder_user
            else holders.get(row.holder_post_id or 0),
            substitute_for=row.substitute_for.key if row.substitute_for else "",
        )
        for row in rows
    ]


def mandate_words(party: HearingParty, user: User, day: date) -> str:
    """Write down by what right someone acted for the body that day, for the record."""
    roles = roles_on(user.username, seats_of(party.body_id, day), party.body.key, day)
    named = ", ".join(sorted(str(SeatRole(role).label) for role in roles))
    return _("%(roles)s of %(body)s on %(day)s") % {
        "roles": named, "body": party.name, "day": date_format(day, "DATE_FORMAT"),
    }  # fmt: skip
