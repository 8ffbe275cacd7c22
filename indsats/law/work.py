"""Advice on accidents at work (arbejdsulykker)."""

from datetime import date, timedelta

from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice


@cites("accident-report-days")
def report_by(first_absence: date) -> date:
    """Give the last day to report an accident at work: 14 days after the first of absence."""
    return first_absence + timedelta(days=RULES["accident-report-days"].number("days"))


@cites("accident-report-days")
def report_advice(first_absence: date | None, reported: date | None) -> Advice | None:
    """Tell by when an accident with absence must be reported, until it has been."""
    if first_absence is None or reported is not None:
        return None
    return advise("accident-report-days", first=first_absence, last=report_by(first_absence))
