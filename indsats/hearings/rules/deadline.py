"""Which deadline is in force, how it was extended, and who must still be told (frist)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _
from indsats.law.deadlines import closes_at, danish_day
from indsats.law.deadlines import days_left as days_until


class Deadline(NamedTuple):
    """One fixing of the last day, inclusive; later ones replace but never erase earlier ones."""

    number: int
    day: date
    set_at: datetime
    reason: str = ""
    iteration: int = 1


class Notice(NamedTuple):
    """A party that must be told about a deadline."""

    party: str
    number: int


def in_force(history: Iterable[Deadline], at: datetime) -> Deadline | None:
    """Find the deadline that holds at a moment: the last one set by then, or None.

    Deadlines set at the very same moment are told apart by their number.
    """
    known = [deadline for deadline in history if deadline.set_at <= at]
    return max(known, key=lambda deadline: (deadline.set_at, deadline.number), default=None)


def closing(history: Iterable[Deadline], at: datetime) -> datetime | None:
    """Give the instant, in UTC, at which the deadline in force at a moment is over."""
    deadline = in_force(history, at)
    return closes_at(deadline.day) if deadline else None


def is_open(history: Iterable[Deadline], at: datetime) -> bool:
    """Tell whether a moment lies before the end of the deadline in force then."""
    instant = closing(history, at)
    return instant is not None and at < instant


def days_left(history: Iterable[Deadline], at: datetime) -> int | None:
    """Count the days to the last day: 0 on the day itself; None when over or not set."""
    deadline = in_force(history, at)
    if deadline is None or at >= closes_at(deadline.day):
        return None
    return days_until(deadline.day, danish_day(at))


def extensions(history: Sequence[Deadline]) -> list[tuple[Deadline, Deadline]]:
    """Pair each deadline with the one that replaced it within the same round, oldest first."""
    ordered = sorted(history, key=lambda deadline: (deadline.set_at, deadline.number))
    pairs = pairwise(ordered)
    return [(old, new) for old, new in pairs if old.iteration == new.iteration]


def notices_owed(
    history: Sequence[Deadline],
    parties: Iterable[str],
    told: Iterable[tuple[str, int]],
    at: datetime,
) -> list[Notice]:
    """List the parties not yet told of the deadline in force, in the order given.

    A party told of a later number than the one in force owes nothing; the first number is told
    by the letter itself, so it is only owed where the letter did not go.
    """
    deadline = in_force(history, at)
    if deadline is None:
        return []
    done = {party for party, number in told if number >= deadline.number}
    return [Notice(party, deadline.number) for party in parties if party not in done]


def reasons_against_extension(
    history: Sequence[Deadline],
    new_day: date,
    at: datetime,
    reason: str,
) -> list[Message]:
    """Say what stands in the way of a new last day: it must be later, not past, and explained."""
    current = in_force(history, at)
    if current is None:
        return [message(_("There is no deadline to extend yet."))]
    found = []
    if new_day <= current.day:
        found.append(
            message(
                _("The new deadline must be later than %(day)s: a promised one stands."),
                day=current.day,
            ),
        )
    if closes_at(new_day) <= at:
        found.append(message(_("The new deadline has already passed. Choose a later day.")))
    if not reason.strip():
        found.append(message(_("Write why the deadline is extended. All parties are told.")))
    return found
