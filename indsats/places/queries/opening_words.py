"""Opening hours in words: every line of them, and whether it is open now (åbningstid)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.places.rules.hours_text import named_days
from indsats.places.rules.opening import MIDNIGHT, WEEK, Hours, Openness, at, clock


class OpenNow(NamedTuple):
    """Whether a place is open, in words and for the colour of a badge."""

    text: str
    look: str


def lines(hours: Sequence[Hours]) -> list[tuple[str, str]]:
    """Write opening hours as days and times: Mandag–torsdag, 14.00–22.00."""
    names = [str(WEEKDAYS[day]).capitalize() for day in range(WEEK)]
    return [
        (
            _("Every day")
            if len(each.days) == WEEK
            else named_days(each.days, names, "–").capitalize(),
            _("All day and night")
            if (each.start, each.end) == (0, MIDNIGHT)
            else f"{_clock(each.start)}–{_clock(each.end)}",
        )
        for each in hours
    ]


def _clock(minute: int) -> str:
    return clock(minute).replace(":", ".")


def open_now(hours: Sequence[Hours], moment: datetime) -> OpenNow | None:
    """Say whether a place is open, and until when; None where nothing is known."""
    now = at(hours, moment)
    if now.openness is Openness.UNKNOWN:
        return None
    look = "success" if now.openness is Openness.OPEN else ""
    words = _("Open now") if look else _("Closed now")
    if now.changes_at is None:
        return OpenNow(words, look)
    when = {"when": _when(now.changes_at, moment)}
    more = _("Open until %(when)s") if look else _("Closed, opens %(when)s")
    return OpenNow(more % when, look)


def _when(change: datetime, moment: datetime) -> str:
    """Write a moment within the week: the time alone, or with its weekday."""
    there, here = localtime(change), localtime(moment)
    time = date_format(there, "H.i")
    if there.date() == here.date() or there - here < timedelta(hours=12):
        return time
    return f"{date_format(there, 'l')} {time}"
