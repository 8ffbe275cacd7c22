"""Advice on the period of a hearing and on its memo (høringsfrist, høringsnotat)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from indsats.law.calendar import days, is_working_day, quiet, quiet_word
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice, Word

DAY = timedelta(days=1)
WEEKEND = Word("en weekend", "a weekend")


def _poor(day: date) -> Word | None:
    """Say why a day is a poor deadline; None for a good one."""
    why = quiet_word(day)
    return why or (None if is_working_day(day) else WEEKEND)


@cites("hearing-length", "hearing-deadline-day")
def suggested_deadline(opens: date) -> date:
    """Propose the last day of a hearing: the usual length, then the first good day."""
    day = opens + timedelta(days=RULES["hearing-length"].number("days"))
    while _poor(day):
        day += DAY
    return day


@cites("hearing-short", "hearing-quiet-period")
def _length_advice(opens: date, deadline: date) -> list[Advice]:
    """Judge the number of days, first as they are, then without holidays and school breaks."""
    given = (deadline - opens).days
    if given < RULES["hearing-short"].number("days"):
        return [advise("hearing-short", given=given)]
    still = sum(quiet(day) is not None for day in days(opens + DAY, deadline + DAY))
    if given - still < RULES["hearing-quiet-period"].number("days"):
        return [advise("hearing-quiet-period", given=given, quiet=still)]
    return []


@cites("hearing-deadline-day", "hearing-quiet-weeks")
def _day_advice(deadline: date) -> list[Advice]:
    """Judge the deadline day itself, and name a better one."""
    why = _poor(deadline)
    if why is None:
        return []
    better = deadline
    while _poor(better):
        better += DAY
    return [advise("hearing-deadline-day", deadline=deadline, why=why, instead=better)]


def period_advice(opens: date, deadline: date) -> list[Advice]:
    """Judge a hearing period; the deadline is inclusive. Policy only: nothing here is law.

    Raise ValueError when the deadline comes before the opening.
    """
    if deadline < opens:
        raise ValueError("The deadline comes before the opening")
    return _length_advice(opens, deadline) + _day_advice(deadline)


class MemoPart(NamedTuple):
    """A part that a hearing memo holds, with the word a user knows."""

    key: str
    word: Word


MEMO_PARTS: tuple[MemoPart, ...] = (
    MemoPart("period", Word("høringsperiode", "period")),
    MemoPart("parties", Word("hørte parter", "who was asked")),
    MemoPart("count", Word("antal svar", "number of replies")),
    MemoPart("general", Word("generelle bemærkninger", "general remarks")),
    MemoPart("topics", Word("bemærkninger efter emne med svar", "remarks by topic with answers")),
    MemoPart("changes", Word("ændringer som følge af svarene", "changes because of the replies")),
    MemoPart("late", Word("håndtering af sene svar", "how late replies were treated")),
    MemoPart("list", Word("liste over svar", "list of replies")),
)


@cites("hearing-memo")
def memo_advice(present: Collection[str]) -> Advice | None:
    """Name the parts of a hearing memo that are missing, given the keys of those present."""
    missing = [part.word for part in MEMO_PARTS if part.key not in present]
    if not missing:
        return None
    danish, english = (", ".join(words) for words in zip(*missing, strict=True))
    return advise("hearing-memo", missing=Word(danish, english))
