"""The situation picture in words: what categories, periods and hidden numbers are called."""

from collections.abc import Iterator
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indsats.base.charts import Row, Words, bars, columns
from indsats.field.models import Behaviour, Fault, Mood
from indsats.field.queries.picture import INCIDENT, PictureFacts
from indsats.field.queries.week_charts import PLAIN
from indsats.field.queries.week_lines import number
from indsats.field.rules.hiding import Cell
from indsats.field.rules.picture import Line, Period
from indsats.law.registry import advise

NOT_PERSONS: Final = gettext_lazy(
    "Counts of what was seen at places: situations and surroundings, never individuals."
)
EFFORT: Final = gettext_lazy(
    "More tours see more. Look at the number of tours before you compare. Small numbers swing. "
    "A dash: nobody was out."
)
NOBODY_OUT: Final = "–"
MOODS: dict[str, str | Promise] = {
    Mood.LOUD.value: gettext_lazy("Loud mood"),
    Mood.TENSE.value: gettext_lazy("Tense mood"),
    Mood.CONFLICT.value: gettext_lazy("Conflict"),
}


def category_name(code: str) -> str:
    """Name a category; observations whatever they are of have no code."""
    if code == INCIDENT:
        return _("Incidents")
    if not code:
        return _("Observations in all")
    known = {**dict(Behaviour.choices), **dict(Fault.choices), **MOODS}
    return str(known[code])


def period_name(period: Period) -> str:
    """Name a period: October 2026, or September to December 2026."""
    if period.length == 1:
        return date_format(period.first, "F Y")
    first = date_format(period.first, "F")
    return _("%(first)s to %(last)s") % {
        "first": first,
        "last": date_format(period.last.first, "F Y"),
    }


def area_name(facts: PictureFacts, key: str) -> str:
    """Name an area; what lies in none is said to be elsewhere."""
    return facts.areas.get(key) or _("Outside the areas")


def shown(cell: Cell) -> str:
    """Write a number, or that it is hidden."""
    return _("hidden") if cell.shown is None else number(cell.shown)


def practice(facts: PictureFacts) -> str:
    """Tell why numbers are hidden: a practice, not a law; nothing to the team itself."""
    if not facts.k:
        return ""
    return advise("small-cells").text((get_language() or "da")[:2])


def comparison(facts: PictureFacts, area: str | None) -> list[tuple[str, list[str]]]:
    """Write each category now, before and a year before, for one area or for all.

    Where nobody was out there is no number: a dash is not a nought.
    """
    return [
        (category_name(line.category), [
            NOBODY_OUT if not tours and cell.shown == 0 else shown(cell)
            for tours, cell in zip(facts.tours, line.at(area), strict=True)
        ])
        for line in (*facts.lines, facts.observations)
    ]  # fmt: skip


def by_area(facts: PictureFacts) -> list[tuple[str, list[str]]]:
    """Write each category by area and in all."""
    return [
        (category_name(line.category), list(_across(facts, line)))
        for line in (*facts.lines, facts.observations)
    ]


def _across(facts: PictureFacts, line: Line) -> Iterator[str]:
    for key in facts.areas:
        yield shown(line.now.cells[key])
    yield shown(line.now.total)


def categories_chart(facts: PictureFacts, area: str | None, width: int) -> SafeString:
    """Draw the categories now, the most frequent first."""
    cells = [(category_name(line.category), line.at(area)[0]) for line in facts.lines]
    ranked = sorted(cells, key=lambda each: (each[1].shown is None, -(each[1].shown or 0)))
    rows = [Row(name, (cell.shown,)) for name, cell in ranked if cell.value]
    words = Words(_("How often each category was seen"), _("hidden"))
    return bars(words, [PLAIN], rows, width=width)


def months_chart(facts: PictureFacts, width: int) -> SafeString:
    """Draw the observations of thirteen months."""
    rows = [Row(date_format(month.first, "b")[:3], (cell.shown,)) for month, cell in facts.months]
    return columns(Words(_("Observations month by month"), "–"), [PLAIN], rows, width=width)
