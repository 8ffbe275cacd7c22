"""Who is there for which young people: ages and areas without gap or overlap, on all days.

What a gap and an overlap are stands in ``age_bands``, which the page of target groups reads too.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indsats.organisation.rules.age_bands import (
    NO_LIMIT,
    Cover,
    Duty,
    ages_text,
    covers,
    plain,
    within,
)
from indsats.organisation.rules.findings import Check, Finding, Spans, daily, values_of
from indsats.organisation.rules.messages import EVERYWHERE
from indsats.organisation.rules.problems import Label
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens, differing, timeline
from indsats.organisation.rules.values import Subject

Ages = tuple[int, int]
Cell = tuple[str, int, int]


def duties(lens: Lens, group: str) -> list[Duty]:
    """Give the responsibilities for a target group, in plain form, on the lens's day."""
    return [
        Duty(values["unit"], values["group"], values["area"], *_ages(values), key)
        for spelling in lens.picture.held("responsibility", "group")
        if plain(spelling) == group
        for key, values in lens.holding("responsibility", "group", spelling)
    ]


def _ages(values: Mapping[str, Any]) -> Ages:
    end = values["age_to"]
    return values["age_from"], NO_LIMIT if end is None else end


def _spelled(area: str) -> str:
    return area or Label(EVERYWHERE)


def _covered(lens: Lens, group: str) -> Iterator[Finding]:
    for cover in covers(duties(lens, group)):
        yield from _overlaps(cover)
        yield from _gaps(cover)


def _overlaps(cover: Cover) -> Iterator[Finding]:
    for one, other, first, until in cover.overlaps():
        wide = not (one.area or other.area)
        yield Finding(
            "ages_overlap", Subject("responsibility", other.key),
            (("first", Subject("unit", one.unit)), ("second", Subject("unit", other.unit)),
             *_what(other, first, until, "" if wide else cover.area)),
        )  # fmt: skip


def _what(duty: Duty, first: int, until: int, area: str) -> tuple[tuple[str, str], ...]:
    ages = ages_text(first, until)
    return ("group", duty.group), ("ages", ages), ("area", _spelled(area))


def _gaps(cover: Cover) -> Iterator[Finding]:
    for reached, first, until in cover.gaps():
        subject = Subject("responsibility", reached.key)
        yield Finding("ages_gap", subject, _what(reached, first, until, cover.area))
    if cover.ends_at_18:
        reached = cover.reached
        subject = Subject("responsibility", reached.key)
        yield Finding(
            "ages_end_at_18", subject, (("group", reached.group), ("area", _spelled(cover.area)))
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
        found = duties(lens, group)
        return frozenset(
            (place, *ages)
            for place in places
            for ages in _joined([(duty.first, duty.until) for duty in within(found, place)])
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
