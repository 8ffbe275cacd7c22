"""Who sits in a body on a day, and how that has drifted since the letter was sent."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.hearings.models import HearingParty
from indsats.organisation.models import EngagementState, SeatRole, SeatState, User

Member = dict[str, str]


class Drift(NamedTuple):
    """What has changed in a body since the letter was sent."""

    joined: list[Member]
    left: list[Member]


def members_on(bodies: Collection[int], day: date) -> dict[int, list[Member]]:
    """Give the members of bodies on a day, vacant seats included: two queries."""
    seats = list(
        SeatState.objects.on(day)
        .filter(body__in=bodies)
        .select_related("seat", "holder_user", "holder_post")
        .order_by("body_id", "pk"),
    )
    posts = [row.holder_post_id for row in seats if row.holder_post_id]
    engaged = EngagementState.objects.on(day).filter(post__in=posts).select_related("user")
    holders: dict[int, User] = {row.post_id: row.user for row in engaged}
    found: dict[int, list[Member]] = {}
    for row in seats:
        holder = row.holder_user or holders.get(row.holder_post_id or 0)
        found.setdefault(row.body_id, []).append(
            {
                "seat": row.seat.key,
                "role": row.role,
                "name": holder.name if holder else "",
                "user": holder.username if holder else "",
            },
        )
    return found


def shown(member: Member) -> str:
    """Write a member for people: the name and role, or that the seat is vacant."""
    return f"{member['name'] or _('vacant')} ({SeatRole(member['role']).label})"


def drift(party: HearingParty, day: date) -> Drift:
    """Compare a party's members on a day with those frozen when the letter was sent."""
    return drift_from(party, members_on([party.body_id], day).get(party.body_id, []))


def drift_from(party: HearingParty, now: list[Member]) -> Drift:
    """Compare the members given with those frozen when the letter was sent."""
    before = {(each["seat"], each["user"]) for each in party.members}
    after = {(each["seat"], each["user"]) for each in now}
    return Drift(
        [each for each in now if (each["seat"], each["user"]) not in before],
        [each for each in party.members if (each["seat"], each["user"]) not in after],
    )
