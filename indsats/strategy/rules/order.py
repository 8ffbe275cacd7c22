"""How far an order has come, and what stands in its way (indsatsordrens tilstand og kontrol)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from indsats.law.publishing import Detail, personal_details
from indsats.strategy.rules.evenings import evenings
from indsats.strategy.rules.terms import Terms

MOST_PURPOSES = 5
LONGEST_DAYS = 366
LONGEST_EVENING = timedelta(hours=12)


class State(StrEnum):
    """The states of an order; the value is a stable key, not a text."""

    DRAFT = "draft"
    ORDERED = "ordered"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the state is read off; ``until`` is the first day after the order."""

    ordered_at: datetime | None
    withdrawn_at: datetime | None
    until: date | None


def state(facts: Facts, today: date) -> State:
    """Derive the state of an order on a day."""
    if facts.withdrawn_at:
        return State.WITHDRAWN
    if not facts.ordered_at:
        return State.DRAFT
    ended = facts.until is not None and facts.until <= today
    return State.ENDED if ended else State.ORDERED


class Problem(StrEnum):
    """What is wrong with an order; the value is a stable key, not a text."""

    NO_TITLE = "no_title"
    DAYS_TURNED = "days_turned"
    TOO_MANY_DAYS = "too_many_days"
    SAME_HOURS = "same_hours"
    TOO_MANY_HOURS = "too_many_hours"
    NOBODY = "nobody"
    STAFF_TURNED = "staff_turned"
    COST_TURNED = "cost_turned"
    TOO_MANY_PURPOSES = "too_many_purposes"
    PERSONAL_NUMBER = "personal_number"
    NO_WEEKDAY = "no_weekday"
    NO_EVENING = "no_evening"
    NO_PLACE = "no_place"
    NO_PURPOSE = "no_purpose"
    ALL_PAST = "all_past"


def _has_cpr(terms: Terms) -> bool:
    found = (each for text in terms.texts for each in personal_details(text))
    return any(each.kind is Detail.CPR for each in found)


def _too_long(terms: Terms) -> bool:
    day = terms.first
    length = datetime.combine(day, terms.to_time) - datetime.combine(day, terms.from_time)
    return length % timedelta(days=1) > LONGEST_EVENING


def faults(terms: Terms) -> list[Problem]:
    """Name what cannot stand even in a draft."""
    days = (terms.last - terms.first).days
    found = {
        Problem.NO_TITLE: not terms.title.strip(),
        Problem.DAYS_TURNED: days < 0,
        Problem.TOO_MANY_DAYS: days >= LONGEST_DAYS,
        Problem.SAME_HOURS: terms.from_time == terms.to_time,
        Problem.TOO_MANY_HOURS: _too_long(terms),
        Problem.NOBODY: terms.staff_min < 1,
        Problem.STAFF_TURNED: terms.staff_max < terms.staff_min,
        Problem.COST_TURNED: terms.cost_to is not None and terms.cost_to < (terms.cost_from or 0),
        Problem.TOO_MANY_PURPOSES: len(terms.purposes) > MOST_PURPOSES,
        Problem.PERSONAL_NUMBER: _has_cpr(terms),
    }
    return [problem for problem, holds in found.items() if holds]


def hindrances(terms: Terms, now: datetime) -> list[Problem]:
    """Name what stands in the way of issuing an order: its faults, and what it lacks."""
    wrong = faults(terms)
    coming = [] if wrong else evenings(terms)
    found = {
        Problem.NO_WEEKDAY: not terms.weekdays,
        Problem.NO_EVENING: not wrong and bool(terms.weekdays) and not coming,
        Problem.NO_PLACE: not terms.places,
        Problem.NO_PURPOSE: not terms.purposes,
        Problem.ALL_PAST: bool(coming) and coming[-1].ends <= now,
    }
    return wrong + [problem for problem, holds in found.items() if holds]
