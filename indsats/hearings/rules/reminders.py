"""Reminders that catch up: wanted, due, already sent, to send now (rykker)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from indsats.hearings.rules.deadline import Deadline


class Milestone(NamedTuple):
    """A reminder some days before the deadline (negative: after), dropped ``lasts`` days on."""

    name: str
    days_before: int
    lasts: int


MILESTONES: tuple[Milestone, ...] = (
    Milestone("week_before", 7, 7),
    Milestone("day_before", 1, 2),
    Milestone("no_answer", -1, 14),
)


class Wanted(NamedTuple):
    """One reminder to one party: its unique key is (party, milestone)."""

    party: str
    milestone: str
    due_on: date
    lapses_on: date


class Sending(NamedTuple):
    """A reminder to send now, and the missed milestones it makes up for; log them all as sent."""

    party: str
    milestone: str
    covers: tuple[str, ...]


def milestone_key(deadline: Deadline, milestone: Milestone) -> str:
    """Name a milestone of one deadline, so that an extension earns its own reminders."""
    return f"{deadline.iteration}.{deadline.number}:{milestone.name}"


def wanted(
    parties: Iterable[str],
    deadline: Deadline,
    milestones: Iterable[Milestone] = MILESTONES,
) -> set[Wanted]:
    """Compute all reminders the parties that have not answered should get for a deadline."""
    steps = tuple(milestones)
    return {
        Wanted(party, milestone_key(deadline, step), due, due + timedelta(days=step.lasts))
        for party in parties
        for step in steps
        for due in (deadline.day - timedelta(days=step.days_before),)
    }


def due(reminders: Iterable[Wanted], today: date) -> list[Wanted]:
    """Keep the reminders whose time has come and not yet run out, oldest first."""
    now = [each for each in reminders if each.due_on <= today < each.lapses_on]
    return sorted(now, key=lambda each: (each.party, each.due_on, each.milestone))


def to_send(
    reminders: Iterable[Wanted],
    today: date,
    sent: Collection[tuple[str, str]],
) -> list[Sending]:
    """Decide what to send on a day: wanted, due, not sent; several to one party become one.

    A later milestone already sent makes an earlier one superfluous. Running twice on a day, or
    not at all for a week, does no harm as long as what is sent is logged with what it covers.
    """
    by_party: dict[str, list[Wanted]] = {}
    for each in due(reminders, today):
        by_party.setdefault(each.party, []).append(each)
    sendings = []
    for party, waiting in by_party.items():
        latest = waiting[-1]
        if (party, latest.milestone) not in sent:
            missed = tuple(
                each.milestone for each in waiting[:-1] if (party, each.milestone) not in sent
            )
            sendings.append(Sending(party, latest.milestone, missed))
    return sendings
