"""What the preview page shows of one day: two charts, and all that differs, in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.organisation.models import Function
from indsats.organisation.queries.access_words import permission_words
from indsats.organisation.queries.change_set_page import Page
from indsats.organisation.queries.counts import Count
from indsats.organisation.queries.preview import (
    DutyLine,
    PersonLine,
    SeatLine,
    duty_lines,
    person_lines,
    seat_lines,
)
from indsats.organisation.queries.rights import EVERYTHING, OWN, Right, Shift, shifts
from indsats.organisation.queries.tree import Pair, pair, shown_day
from indsats.organisation.queries.wording import Namer
from indsats.organisation.rules.chart import Chart, layout
from indsats.organisation.rules.previews import DayPreview
from indsats.organisation.rules.projections import SMALL
from indsats.organisation.rules.rights import Place

MARGIN = timedelta(days=31)


@dataclass(frozen=True)
class RightLines:
    """Rights in words, those with the same reach together: where, and what."""

    lines: list[tuple[str, list[str]]]

    @property
    def count(self) -> int:
        """Count what may be done, once for each reach."""
        return sum(len(words) for _where, words in self.lines)


@dataclass(frozen=True)
class ShiftLine:
    """What someone may do that they may not now, and the other way round, in words."""

    name: str
    places_lost: list[str]
    places_gained: list[str]
    lost: RightLines
    gained: RightLines


@dataclass(frozen=True)
class Shown:
    """A preview on one day, in words, for a reader who may see names or not."""

    page: Page
    day: date
    everything: bool = False

    @cached_property
    def preview(self) -> DayPreview:
        """Give the day before and after."""
        return self.page.found.preview.on(self.day)

    @cached_property
    def pair(self) -> Pair:
        """Give the boxes of the two charts."""
        return pair(self.preview, everything=self.everything)

    @property
    def chart_before(self) -> Chart:
        """Lay out the chart without the change-set."""
        return layout(self.pair.before)

    @property
    def chart_after(self) -> Chart:
        """Lay out the chart with the change-set."""
        return layout(self.pair.after)

    @property
    def marks(self) -> list[dict[str, object]]:
        """Give the days on which something differs, for the slider."""
        return [{"day": day, "title": ""} for day in self.page.found.preview.breakpoints]

    @property
    def first(self) -> date:
        """Give the first day worth showing."""
        return min([*self.page.found.preview.breakpoints, self.day]) - MARGIN

    @property
    def last(self) -> date:
        """Give the last day worth showing."""
        return max([*self.page.found.preview.breakpoints, self.day]) + MARGIN

    @cached_property
    def people(self) -> list[PersonLine]:
        """Name those for whom something differs; nobody where names are not to be seen."""
        if not self.page.named:
            return []
        return person_lines(self.preview.people, self.page.namer, self.day)

    @cached_property
    def usernames(self) -> set[str]:
        """Give those whose situation or rights the page shows by name, for the trail."""
        if not self.page.named:
            return set()
        rights = {shift.user.username for shift in self._shifts}
        return {row.user for row in self.preview.people} | rights

    @property
    def affected(self) -> list[Count]:
        """Count the employees affected, once for the whole change-set: days could be subtracted."""
        return [count for count in self.page.counts if count.name.startswith("people_")]

    @property
    def seats(self) -> list[SeatLine]:
        """Say how each seat is filled before and after."""
        return seat_lines(self.preview.seats, self.page.namer, self.day)

    @property
    def duties(self) -> list[DutyLine]:
        """List the target-group responsibilities."""
        return duty_lines(self.preview, "responsibility", self.page.namer)

    @property
    def anchorings(self) -> list[DutyLine]:
        """List the political anchorings."""
        return duty_lines(self.preview, "anchoring", self.page.namer)

    @cached_property
    def _shifts(self) -> list[Shift]:
        found = self.page.found
        return shifts(found.picture, found.preview.after, self.day)

    @property
    def access(self) -> list[ShiftLine]:
        """Say who gains and who loses which rights, by name."""
        if not self.page.named:
            return []
        return [_shift_line(shift, self.page.namer, self.day) for shift in self._shifts]

    @property
    def access_day(self) -> date:
        """Give the day whose number of people is told: the first, whatever day is shown."""
        return shown_day(self.page.found.preview.breakpoints, self.page.today)

    @property
    def access_count(self) -> str:
        """Say how many people's rights differ, unless they are few enough to be pointed out."""
        found = self.page.found
        return _people(len(shifts(found.picture, found.preview.after, self.access_day)))


def shown(page: Page, asked: date | None, *, everything: bool = False) -> Shown:
    """Show the day asked for, else the first on which anything differs."""
    day = asked or shown_day(page.found.preview.breakpoints, page.today)
    return Shown(page, day, everything)


def _people(number: int) -> str:
    if number == 0:
        return _("nobody")
    if number < SMALL:
        return _("fewer than %(small)s people") % {"small": SMALL}
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _shift_line(shift: Shift, namer: Namer, day: date) -> ShiftLine:
    return ShiftLine(
        shift.user.name,
        [_place(place, namer, day) for place in shift.places_lost],
        [_place(place, namer, day) for place in shift.places_gained],
        _rights(shift.lost, namer, day),
        _rights(shift.gained, namer, day),
    )


def _place(place: Place, namer: Namer, day: date) -> str:
    parts = {"function": Function(place.function).label, "unit": namer.unit(place.unit, day)}
    return _("%(function)s in %(unit)s") % parts


def _rights(rights: tuple[Right, ...], namer: Namer, day: date) -> RightLines:
    """Write rights with the places they reach, those that reach equally far in one line."""
    where: dict[str, list[str]] = {}
    for right in rights:
        where.setdefault(permission_words(right.permission), []).append(_reach(right, namer, day))
    what: dict[str, list[str]] = {}
    for words, places in where.items():
        what.setdefault(", ".join(sorted(places)), []).append(words)
    return RightLines(sorted(what.items()))


def _reach(right: Right, namer: Namer, day: date) -> str:
    if right.unit == EVERYTHING:
        return _("everywhere")
    return _("about oneself") if right.unit == OWN else namer.unit(right.unit, day)
