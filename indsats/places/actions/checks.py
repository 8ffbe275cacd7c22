"""A safety check: the institution's link, the request by it, and the answer (Tryghedskig)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.deadlines import danish_day, months_after
from indsats.organisation.models import Unit, User
from indsats.places.actions.hotspots import HotspotFacts, open_hotspot
from indsats.places.actions.measures import MeasureFacts, order_measure
from indsats.places.models import CheckLink, Place, SafetyCheck
from indsats.places.rules.tokens import token_hash

HOLDS = 12  # months
AGAIN = timedelta(hours=1)  # opening the page again within this is the same visit


class MadeLink(NamedTuple):
    """A new link and its secret, which is shown this once."""

    link: CheckLink
    token: str


@deed
def make_link(*, by: User, place: Place, unit: Unit, at: datetime) -> MadeLink:
    """Give an institution a link to ask for safety checks by; an earlier one is closed."""
    for old in CheckLink.objects.filter(place=place, unit=unit, revoked_at__isnull=True):
        revoke_link(by=by, link=old, at=at)
    token = secrets.token_urlsafe(24)
    link = CheckLink.objects.create(
        place=place, unit=unit, token_hash=token_hash(token), made_by=by, made_at=at,
        expires_on=months_after(danish_day(at), HOLDS),
    )  # fmt: skip
    record(by=by, act=Act.CREATED, subject=link, place=place.key, expires_on=link.expires_on)
    return MadeLink(link, token)


@deed
def revoke_link(*, by: User, link: CheckLink, at: datetime) -> None:
    """Close a link; what was asked by it stays (luk link)."""
    now = CheckLink.objects.select_for_update().get(pk=link.pk)
    if now.revoked_at is None:
        now.revoked_at = at
        now.save(update_fields=["revoked_at"])
        record(by=by, act=Act.CHANGED, subject=now, revoked=True)


def note_link_used(*, link: CheckLink, at: datetime) -> None:
    """Write down that a link was opened, once per visit."""
    if link.last_used_at is None or at - link.last_used_at > AGAIN:
        _note(link, at)


@deed
def _note(link: CheckLink, at: datetime) -> None:
    link.last_used_at = at
    link.save(update_fields=["last_used_at"])
    record(by=f"places.checklink:{link.pk}", act=Act.SEEN, subject=link)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a school or day care asks to have looked at; no names."""

    spot: str
    concerns: tuple[str, ...]
    noticed: str
    text: str


@deed
def ask_for_check(*, link: CheckLink, asked: Asked, request_key: str, at: datetime) -> SafetyCheck:
    """Take in a request; sent twice, it is one (bed om et tryghedskig)."""
    again = SafetyCheck.objects.filter(request_key=request_key, link=link).first()
    if again is not None:
        return again
    check = SafetyCheck.objects.create(
        link=link, unit=link.unit, spot=asked.spot, concerns=list(asked.concerns),
        noticed=asked.noticed, text=asked.text, sent_at=at, request_key=request_key,
    )  # fmt: skip
    record(
        by=f"places.checklink:{link.pk}", act=Act.SUBMITTED, subject=check, concerns=asked.concerns
    )
    return check


def _open(check: SafetyCheck) -> SafetyCheck:
    now = SafetyCheck.objects.select_for_update().select_related("unit").get(pk=check.pk)
    if now.answered_at:
        raise ValidationError(_("The safety check has been answered."))
    return now


@deed
def take_up_check(*, by: User, check: SafetyCheck, at: datetime) -> SafetyCheck:
    """Tell the one who asked that somebody is looking at it (tag op)."""
    now = _open(check)
    if now.taken_at is None:
        now.taken_at = at
        now.save(update_fields=["taken_at"])
        record(by=by, act=Act.CHANGED, subject=now, taken_up=True)
    return now


@deed
def answer_check(
    *,
    by: User,
    check: SafetyCheck,
    answer: str,
    at: datetime,
    measure: MeasureFacts | None = None,
    hotspot: HotspotFacts | None = None,
) -> SafetyCheck:
    """Answer a request: by a measure, a hotspot, or with words alone (besvar)."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write an answer to the one who asked.")})
    now = _open(check)
    if measure:
        now.measure = order_measure(by=by, orderer=now.unit, facts=measure, at=at)
    if hotspot:
        now.hotspot = open_hotspot(by=by, unit=now.unit, facts=hotspot, at=at)
    now.answer, now.answered_at = answer.strip(), at
    now.taken_at = now.taken_at or at
    now.save()
    became = {"measure": now.measure, "hotspot": now.hotspot}
    record(by=by, act=Act.DECIDED, subject=now, reason=answer, **became)
    return now
