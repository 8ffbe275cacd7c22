"""When a reply is public, what stands in the way, and when the public copy goes (offentlighed)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from indsats.base.periods import Span
from indsats.hearings.rules.redaction import Cover, merge
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _
from indsats.law.deadlines import months_after
from indsats.law.publishing import Detail, Found, personal_details, published_until
from indsats.law.registry import cites

DAY = timedelta(days=1)


class Earliest(StrEnum):
    """From when a hearing's replies may be public; values are those a hearing stores."""

    NEVER = "never"
    ON_REVIEW = "on_review"
    AFTER_DEADLINE = "after_deadline"
    WITH_MEMO = "with_memo"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A hearing's rule for publishing; ``hold_days`` leaves time to read each reply first."""

    earliest: Earliest = Earliest.WITH_MEMO
    hold_days: int = 0
    keep_months: int | None = None


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The days the policy counts from; None is "not yet"."""

    received_on: date | None = None
    reviewed_on: date | None = None
    deadline: date | None = None
    memo_on: date | None = None
    decided_on: date | None = None


def earliest_day(policy: Policy, dates: Dates) -> date | None:
    """Find the first day a reply may be public; None while that is not known, or never.

    No reply is public before the day a named person has read it.
    """
    start = {
        Earliest.NEVER: None,
        Earliest.ON_REVIEW: dates.reviewed_on,
        Earliest.AFTER_DEADLINE: dates.deadline + DAY if dates.deadline else None,
        Earliest.WITH_MEMO: dates.memo_on,
    }[policy.earliest]
    if start is None or dates.received_on is None or dates.reviewed_on is None:
        return None
    held = dates.received_on + timedelta(days=policy.hold_days)
    return max(start, held, dates.reviewed_on)


@cites("publish-until")
def delete_day(policy: Policy, decided_on: date) -> date:
    """Find the first day on which the public copy is gone; the record copy stays."""
    if policy.keep_months is None:
        return published_until(decided_on)
    return months_after(decided_on, policy.keep_months)


def public_span(policy: Policy, dates: Dates) -> Span | None:
    """Give the days a reply is public, open-ended until decided; None when it is not to be."""
    first = earliest_day(policy, dates)
    if first is None:
        return None
    until = delete_day(policy, dates.decided_on) if dates.decided_on else None
    span = Span(first, until)
    return None if span.is_empty else span


def unhidden_details(text: str, covers: Iterable[Cover]) -> list[Found]:
    """Find personal details in a reply that no cover hides in full."""
    closed = merge(text, covers)
    return [
        found
        for found in personal_details(text)
        if not any(cover.start <= found.start and found.end <= cover.end for cover in closed)
    ]


_SAYING = {
    Detail.CPR: _("The text seems to hold a personal number (CPR). Cover it first."),
    Detail.EMAIL: _("The text holds an e-mail address. Cover it first."),
    Detail.PHONE: _("The text holds a telephone number. Cover it first."),
}


@cites("cpr-never-published", "publish-no-contact-details", "publish-reviewer")
def may_publish(text: str, covers: Iterable[Cover], *, reviewer: str) -> list[Message]:
    """Give the reasons why a reply may not be published: open details, or nobody has read it."""
    kinds = dict.fromkeys(found.kind for found in unhidden_details(text, covers))
    found = [message(_SAYING[kind]) for kind in kinds]
    if not reviewer.strip():
        found.append(message(_("Someone must read the reply before it is published.")))
    return found
