"""Who sits in a body on a day, and how that has drifted since the letter was sent."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from indsats.hearings.models import HearingParty
from indsats.organisation.models import EngagementState, SeatRole, SeatState

Member = dict[str, str]


class Drift(NamedTuple):
    """What has changed in a body since the letter was sent."""

    joined: list[Member]
    left: list[Member]


def members_on(bodies: Collection[int], day: date) -> dict[int, list[Member]]:
    """Give the members of bodies on a day, vacant seats included: one query."""
    held = EngagementState.objects.on(day).filter(post=OuterRef("holder_post")).order_by("-pk")
    seats = SeatState.objects.on(day).filter(body__in=bodies).order_by("body_id", "pk")
    named = seats.annotate(
        name=Coalesce("holder_user__name", held.values("user__name")[:1], Value("")),
        user=Coalesce("holder_user__username", held.values("user__username")[:1], Value("")),
    )
    found: dict[int, list[Member]] = {}
    for body, *about in named.values_list("body_id", "seat__key", "role", "name", "user"):
        member = dict(zip(("seat", "role", "name", "user"), about, strict=True))
        found.setdefault(body, []).append(member)
    return found


def shown(member: Member) -> str:
    """Write a member for people: the name and role, or that the seat is vacant."""
    name = member["name"] or _("vacant")
    return f"{name} ({SeatRole(member['role']).label})"


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
