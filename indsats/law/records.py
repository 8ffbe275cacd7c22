"""Advice on borders between authorities, pledges, reviews and discarding (forvaltning af data)."""

from datetime import date

from indsats.law.deadlines import months_after
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice, Word

NONE = Word("ingen", "none")


@cites("authority-boundary")
def boundary_advice(unit: str, before: str, after: str) -> Advice | None:
    """Ask for a decision when a unit moves from one authority boundary to another."""
    if before == after:
        return None
    return advise("authority-boundary", unit=unit, before=before or NONE, after=after or NONE)


@cites("secrecy-pledge-partners")
def pledge_advice(signed: date | None) -> Advice | None:
    """Ask for the dated pledge of secrecy of someone who is not an employee."""
    return advise("secrecy-pledge-partners") if signed is None else None


@cites("access-review")
def review_advice(last: date, today: date) -> Advice | None:
    """Tell when access rights have not been reviewed for as long as the rule says."""
    due = months_after(last, RULES["access-review"].number("months"))
    return advise("access-review", last=last) if today > due else None


@cites("accessibility-statement")
def statement_advice(last: date, today: date) -> Advice | None:
    """Tell when the accessibility statement is more than a year old."""
    due = months_after(last, RULES["accessibility-statement"].number("months"))
    return advise("accessibility-statement", last=last) if today > due else None


@cites("discard-needs-authority", "discard-needs-council")
def discard_advice(*, authority: str, council: str) -> list[Advice]:
    """Name the conditions for discarding data that are not recorded; nothing means restrict."""
    wanting = {"discard-needs-authority": authority, "discard-needs-council": council}
    return [advise(key) for key, reference in wanting.items() if not reference.strip()]
