"""Who is there for which young people: ages and areas without gap or overlap, on all days.

A responsibility without an area covers the whole municipality. Ages are half-open in whole
years. Responsibilities for the same target group are held against each other; the name of the
group is compared without regard to capitals.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from indsats.organisation.rules.findings import Check, Finding, Spans, daily, values_of
from indsats.organisation.rules.messages import EVERYWHERE
from indsats.organisation.rules.problems import Label
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens, differing, timeline
from indsats.organisation.rules.values import Subject

ADULT = 18
NO_LIMIT = 1000
Ages = tuple[int, int]
Cell = tuple[str, int, int]


class Row(NamedTuple):
    """One responsibility on one day, ready to be compared."""

    key: str
    unit: str
    group: str
    area: str
    ages: Ages


def plain(text: str) -> str:
    """Bring a name to the form in which two spellings of it are the same."""
    return " ".join(text.casefold().split())


def ages_text(first: int, until: int) -> str:
    """Write a half-open span of ages as people do: 0–17, or 18+ without an end."""
    if until >= NO_LIMIT:
        return f"{first}+"
    return str(first) if until == first + 1 else f"{first}–{until - 1}"


def rows(lens: Lens, group: str) -> list[Row]:
    """Give the responsibilities for a target group on the lens's day, youngest first."""
    found = [
        Row(key, values["unit"], values["group"], values["area"], _ages(values))
        for spelling in lens.picture.held("responsibility", "group")
        if plain(spelling) == group
        for key, values in lens.holding("responsibility", "group", spelling)
    ]
    return sorted(found, key=lambda row: (row.ages, row.key))


def _ages(values: Mapping[str, Any]) -> Ages:
    end = values["age_to"]
    return values["age_from"], NO_LIMIT if end is None else end


def areas(found: Iterable[Row]) -> list[str]:
    """Give the areas to look at; "" is all of the municipality that is not named."""
    named = {plain(row.area): row.area for row in found}
    return [named[key] for key in sorted(named)]


def _within(found: Iterable[Row], area: str) -> list[Row]:
    return [row for row in found if not row.area or plain(row.area) == plain(area)]


def _spelled(area: str) -> str:
    return area or Label(EVERYWHERE)


def _covered(lens: Lens, group: str) -> Iterator[Finding]:
    found = rows(lens, group)
    for area in areas(found):
        here = _within(found, area)
        yield from _overlaps(here, area)
        yield from _gaps(here, area)


def _overlaps(here: list[Row], area: str) -> Iterator[Finding]:
    for one, other in combinations(here, 2):
        first, until = max(one.ages[0], other.ages[0]), min(one.ages[1], other.ages[1])
        if first < until:
            wide = not (one.area or other.area)
            yield Finding(
                "ages_overlap", Subject("responsibility", other.key),
                (("first", Subject("unit", one.unit)), ("second", Subject("unit", other.unit)),
                 *_what(other, first, until, "" if wide else area)),
            )  # fmt: skip


def _what(row: Row, first: int, until: int, area: str) -> tuple[tuple[str, str], ...]:
    ages = ages_text(first, until)
    return ("group", row.group), ("ages", ages), ("area", _spelled(area))


def _gaps(here: list[Row], area: str) -> Iterator[Finding]:
    lowest, reached = here[0].ages[0], here[0]
    for row in here[1:]:
        if row.ages[0] > reached.ages[1]:
            subject = Subject("responsibility", reached.key)
            what = _what(reached, reached.ages[1], row.ages[0], area)
            yield Finding("ages_gap", subject, what)
        reached = max(reached, row, key=lambda row: row.ages[1])
    if ADULT in {lowest, reached.ages[1]}:
        subject = Subject("responsibility", reached.key)
        yield Finding(
            "ages_end_at_18", subject, (("group", reached.group), ("area", _spelled(area)))
        )


def groups_of(picture: Picture, subject: Subject) -> Iterable[str]:
    """Give the target groups a subject has been responsible for, in plain form."""
    if subject.kind != "responsibility":
        return ()
    return {plain(group) for group in values_of(picture, subject, "group")}


def lost(before: Picture, after: Picture, group: str) -> Spans:
    """Find young people who have a responsible unit before and none after, on which days.

    A hole between ages that stay covered is left out: the coverage check tells of it.
    """
    both = [
        piece.values["area"]
        for picture in (before, after)
        for spelling in picture.held("responsibility", "group")
        if plain(spelling) == group
        for key in picture.holders("responsibility", "group", spelling)
        for piece in picture.slices("responsibility", key)
    ]
    places = sorted({plain(area) for area in both} | {""})

    def cells(lens: Lens) -> frozenset[Cell]:
        found = rows(lens, group)
        return frozenset(
            (place, *ages)
            for place in places
            for ages in _joined([row.ages for row in _within(found, place)])
        )

    found: Spans = {}
    for span, old, new in differing(timeline(before, cells), timeline(after, cells)):
        for place, first, until in _minus(old, new):
            if not _amid(new, place, first, until):
                what = ("ages", ages_text(first, until)), ("area", _spelled(place))
                subject = Subject("responsibility", group)
                finding = Finding("ages_lost", subject, (*what, ("group", group)))
                found.setdefault(finding, []).append(span)
    return found


def _amid(cells: Iterable[Cell], place: str, first: int, until: int) -> bool:
    """Tell whether ages have others on both sides: then they are reported as a gap."""
    here = [cell for cell in cells if cell[0] == place]
    return any(end <= first for _, _, end in here) and any(start >= until for _, start, _ in here)


def _joined(ages: Iterable[Ages]) -> list[Ages]:
    found: list[Ages] = []
    for first, until in sorted(ages):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((first, until))
    return found


def _minus(old: Iterable[Cell], new: Iterable[Cell]) -> Iterator[Cell]:
    """Take the new cells from the old ones, area by area."""
    for place, first, until in sorted(old):
        for _, start, end in sorted(cell for cell in new if cell[0] == place):
            if first < start:
                yield place, first, min(start, until)
            first = max(first, end)  # noqa: PLW2901 -- what is left of the cell shrinks
        if first < until:
            yield place, first, until


CHECKS: tuple[Check, ...] = (Check(groups_of, daily(_covered)),)
