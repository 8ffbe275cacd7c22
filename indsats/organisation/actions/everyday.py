"""One change at a time, behind simple forms; each is a change-set of its own, entered at once."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from indsats.audit.actions import deed
from indsats.base.periods import Span
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.enter import change_now
from indsats.organisation.actions.grant import lendable
from indsats.organisation.models import (
    ChangeSet,
    Engagement,
    EngagementState,
    LeadershipState,
    Post,
    PostState,
    Profile,
    Seat,
    SeatState,
    Unit,
    UnitState,
    User,
)
from indsats.organisation.rules.keys import free_key
from indsats.organisation.rules.operations import Operation, build


def _step(verb: str, kind: str, subject: str, first: date, **more: Any) -> Operation:
    return build(verb, first=first, number=1, kind=kind, subject=subject, **more)


def decides(by: User, today: date) -> bool:
    """Tell whether someone may enter any change, also one that gives wide rights."""
    return access.may(by, Permission.CHANGE_DECIDE, today)


def _wide(post: Post, day: date) -> bool:
    """Tell whether the post gives more from a day on than may be given in everyday changes."""
    later = Span(day)
    states = PostState.objects.touching(later).filter(post=post)
    return (
        states.exclude(function__in=lendable()).exists()
        or LeadershipState.objects.touching(later).filter(post=post).exists()
        or SeatState.objects.touching(later).filter(Q(holder_post=post)).exists()
    )


def _too_wide() -> ValidationError:
    return ValidationError(
        _(
            "This gives wide rights, so it must be decided. Prepare a change-set, or ask the "
            "secretariat."
        ),
        code="too_wide",
    )


@deed
def rename_unit(*, by: User, unit: Unit, name: str, day: date, reason: str) -> ChangeSet:
    """Give a unit or body another name from a day (ret navn)."""
    step = _step("set", "unit", unit.key, day, patch={"name": name})
    title = _("New name: %(name)s") % {"name": name}
    return change_now(by=by, operations=step, reason=reason, title=title, owner_unit=unit)


@deed
def move_unit(*, by: User, unit: Unit, parent: Unit, day: date, reason: str) -> ChangeSet:
    """Place a unit under another from a day (flyt enhed)."""
    step = _step("move", "unit", unit.key, day, patch={"parent": parent.key})
    state = UnitState.objects.filter(unit=unit).order_by("-valid_from").first()
    title = _("%(name)s is moved") % {"name": state.name if state else unit.key}
    return change_now(by=by, operations=step, reason=reason, title=title, owner_unit=unit)


@deed
def add_post(
    *, by: User, unit: Unit, title: str, day: date, reason: str, today: date, **contents: Any
) -> ChangeSet:
    """Make a new post from a day: ``function``, ``hours`` and ``profile`` (ny stilling)."""
    function, profile = contents["function"], contents.get("profile")
    if function not in lendable() and not decides(by, today):
        raise _too_wide()
    patch = {
        "title": title, "unit": unit.key, "function": function,
        "hours": str(contents.get("hours") or Decimal(37)),
        "profile": profile.key if isinstance(profile, Profile) else None,
    }  # fmt: skip
    key = free_key(title, set(Post.objects.values_list("key", flat=True)))
    step = _step("create", "post", key, day, patch=patch)
    words = _("New post: %(title)s") % {"title": title}
    return change_now(by=by, operations=step, reason=reason, title=words, owner_unit=unit)


@deed
def engage(
    *, by: User, post: Post, user: User, day: date, reason: str, today: date, **terms: Any
) -> ChangeSet:
    """Put someone in a post from a day: ``fraction``, ``kind`` and ``until`` (ansæt i stilling).

    Raises ValidationError for oneself, and for a post with wide rights, unless one may decide.
    """
    if not decides(by, today) and (user.pk == by.pk or _wide(post, day)):
        raise _too_wide()
    patch = {
        "user": user.username, "post": post.key, "fraction": str(terms.get("fraction") or 1),
        "kind": terms.get("kind") or "permanent",
    }  # fmt: skip
    key = free_key(f"{user.username} {post.key}", set(_engagement_keys()))
    step = _step("create", "engagement", key, day, until=terms.get("until"), patch=patch)
    words = _("%(name)s is engaged") % {"name": user.name}
    return change_now(
        by=by, operations=step, reason=reason, title=words, owner_unit=_unit(post, day)
    )


def _engagement_keys() -> list[str]:
    return list(Engagement.objects.values_list("key", flat=True))


def _unit(post: Post, day: date) -> Unit | None:
    state = PostState.objects.on(day).filter(post=post).select_related("unit").first()
    return state.unit if state else None


@deed
def end_engagement(*, by: User, engagement: Engagement, day: date, reason: str) -> ChangeSet:
    """End someone's engagement: from the day they are no longer in the post (afslut ansættelse).

    Whoever does so answers for the notice: the check for it is set aside with the reason.
    """
    state = EngagementState.objects.filter(engagement=engagement).order_by("-valid_from").first()
    step = _step("close", "engagement", engagement.key, day)
    words = _("%(name)s leaves a post") % {"name": state.user.name if state else engagement.key}
    unit = _unit(state.post, day) if state else None
    return change_now(
        by=by,
        operations=step,
        reason=reason,
        title=words,
        owner_unit=unit,
        waivers={"notice_required": reason},
    )


@deed
def fill_seat(
    *,
    by: User,
    seat: Seat,
    day: date,
    reason: str,
    post: Post | None = None,
    user: User | None = None,
) -> ChangeSet:
    """Let a post or a person hold a seat from a day, or nobody (sæt i udvalgsplads)."""
    if post and user:
        raise ValidationError(_("Choose a post or a person, not both."), code="both")
    patch = {
        "holder_post": post.key if post else None,
        "holder_user": user.username if user else None,
    }
    state = SeatState.objects.on(day).filter(seat=seat).select_related("body").first()
    step = _step("set", "seat", seat.key, day, patch=patch)
    body = state.body if state else None
    return change_now(
        by=by, operations=step, reason=reason, title=_("A seat is filled"), owner_unit=body
    )
