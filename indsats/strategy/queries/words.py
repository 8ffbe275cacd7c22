"""An order in the words people use: "uge 43-49", "fredag og lørdag", "22.00-02.00"."""

from collections.abc import Sequence
from datetime import time

from django.utils.dates import WEEKDAYS as NAMES
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.strategy.rules.terms import Terms
from indsats.strategy.rules.weeks import Weeks, weeks_of

WEEKDAYS: list[tuple[int, str | Promise]] = [(day + 1, name) for day, name in NAMES.items()]


def joined(parts: Sequence[str]) -> str:
    """Write a list as people say it: a, b and c."""
    if len(parts) < 2:  # noqa: PLR2004 -- one needs no "and"
        return "".join(parts)
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def weekdays(numbers: Sequence[int]) -> str:
    """Name weekdays; all seven are every day."""
    if len(set(numbers)) == len(WEEKDAYS):
        return _("every day")
    return joined([str(name) for number, name in WEEKDAYS if number in numbers])


def clock(value: time) -> str:
    """Write a time of day in the Danish way."""
    return f"{value:%H.%M}"


def hours(terms: Terms) -> str:
    """Write from when to when."""
    return f"{clock(terms.from_time)}–{clock(terms.to_time)}"


def period(terms: Terms) -> str:
    """Write the days of an order: as weeks where it is whole weeks, else as days."""
    spanned = weeks_of(terms.days)
    if spanned:
        return in_weeks(spanned)
    first, last = (date_format(day, "j. F Y") for day in (terms.first, terms.last))
    return first if first == last else f"{first} – {last}"


def in_weeks(spanned: Weeks) -> str:
    """Write weeks with their year, or both years where they differ."""
    parts = spanned._asdict()
    if spanned.first_year != spanned.last_year:
        return _("week %(first)s, %(first_year)s – week %(last)s, %(last_year)s") % parts
    if spanned.first == spanned.last:
        return _("week %(first)s, %(first_year)s") % parts
    return _("weeks %(first)s–%(last)s, %(first_year)s") % parts


def staff(terms: Terms) -> str:
    """Write how many are ordered."""
    low, high = terms.staff_min, terms.staff_max
    if low == high:
        return ngettext("%(n)s member of staff", "%(n)s members of staff", high) % {"n": high}
    return _("%(low)s–%(high)s members of staff") % {"low": low, "high": high}


def cost(terms: Terms) -> str:
    """Write the extra cost; empty where none is written."""
    low, high = terms.cost_from, terms.cost_to
    known = [kroner(each) for each in (low, high) if each is not None]
    if not known:
        return ""
    return _("DKK %s") % "–".join(dict.fromkeys(known))


def kroner(amount: int) -> str:
    """Write whole kroner with the language's thousands mark."""
    return number_format(amount, force_grouping=True)
