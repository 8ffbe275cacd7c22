"""Advice on agendas, chairs and effect; the standing orders set the days (dagsorden)."""

from collections.abc import Collection
from datetime import date

from indsats.law.calendar import working_days_before
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice


@cites("agenda-weekdays")
def agenda_due(meeting: date, weekdays: int | None = None) -> date:
    """Find the last day to send the agenda; a body's standing orders may set the number."""
    number = RULES["agenda-weekdays"].number("weekdays") if weekdays is None else weekdays
    return working_days_before(meeting, number)


@cites("material-weekdays")
def material_due(meeting: date, weekdays: int | None = None) -> date:
    """Find the last day to send the material; a body's standing orders may set the number."""
    number = RULES["material-weekdays"].number("weekdays") if weekdays is None else weekdays
    return working_days_before(meeting, number)


@cites("agenda-weekdays")
def agenda_advice(meeting: date, sent: date, weekdays: int | None = None) -> Advice | None:
    """Tell when an agenda is sent later than the standing orders ask for."""
    number = RULES["agenda-weekdays"].number("weekdays") if weekdays is None else weekdays
    due = agenda_due(meeting, number)
    return advise("agenda-weekdays", due=due, weekdays=number) if sent > due else None


@cites("material-weekdays")
def material_advice(meeting: date, sent: date, weekdays: int | None = None) -> Advice | None:
    """Tell when material is sent later than the standing orders ask for."""
    number = RULES["material-weekdays"].number("weekdays") if weekdays is None else weekdays
    due = material_due(meeting, number)
    return advise("material-weekdays", due=due, weekdays=number) if sent > due else None


@cites("chair-power")
def chair_advice(reason: str) -> Advice | None:
    """Ask why a chair decides alone: it cannot wait, or it gives no doubt."""
    return None if reason.strip() else advise("chair-power")


@cites("effect-after-notices")
def effect_advice(effect: date, notice_ends: Collection[date]) -> Advice | None:
    """Tell when a change takes effect before the last individual notice has run out.

    A notice runs up to and including its last day.
    """
    last = max(notice_ends, default=None)
    if last is None or effect > last:
        return None
    return advise("effect-after-notices", last=last, effect=effect)
