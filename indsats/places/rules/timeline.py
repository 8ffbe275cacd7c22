"""What holds when: changing from a day, correcting, closing, and which area a place lies in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

from indsats.base.periods import Span
from indsats.places.rules.borders import Border, Point
from indsats.places.rules.kinds import FINEST_FIRST
from indsats.places.rules.opening import Hours
from indsats.places.rules.refusals import Refused
from indsats.places.rules.refusals import gettext_noop as _

F = TypeVar("F")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is said of a place for a while; ``unit`` is a key."""

    name: str
    kind: str
    point: Point
    owner: str = ""
    unit: str = ""
    address: str = ""
    hours: tuple[Hours, ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Slice(Generic[F]):
    """What holds for the days of a span; of a place also the area (by key) it then lies in."""

    span: Span
    facts: F
    area: str = ""


PlaceSlice = Slice[Facts]


class AreaFacts(NamedTuple):
    """What is said of an area for a while; ``geometry`` is GeoJSON."""

    name: str
    kind: str
    geometry: dict[str, Any]
    households: int | None = None
    source: str = ""


@dataclass(frozen=True)
class AreaSlice:
    """An area's border for the days of a span."""

    key: str
    kind: str
    span: Span
    border: Border


def changed(slices: Sequence[Slice[F]], day: date, facts: F) -> list[Slice[F]]:
    """Let other facts hold from a day, until the next change already known.

    What was closed before the day is opened again by it.
    """
    before = [_ended(each, day) for each in slices if each.span.first < day]
    after = [each for each in slices if each.span.first > day]
    held = next((each for each in slices if each.span.covers(day)), None)
    until = held.span.until if held else after[0].span.first if after else None
    return sound([*before, Slice(Span(day, until), facts), *after])


def corrected(slices: Sequence[Slice[F]], first: date, right: Slice[F]) -> list[Slice[F]]:
    """Put right what the slice from a day says, because it never was so; others stay as they are.

    Raises Refused where the corrected days meet those of another slice.
    """
    if not any(each.span.first == first for each in slices):
        raise Refused(_("This entry is no longer there. Load the page again."))
    others = [each for each in slices if each.span.first != first]
    return sound([*others, right])


def closed(slices: Sequence[Slice[F]], day: date) -> list[Slice[F]]:
    """Let the place be out of use from a day.

    Raises Refused when it is not in use then, or when something is known to change later.
    """
    if not any(each.span.covers(day) for each in slices):
        raise Refused(_("The place is not in use on that day."), field="day")
    later = [each for each in slices if each.span.first > day]
    if later:
        text = _("A change from %(day)s is already registered. Correct it first, or close later.")
        raise Refused(text, field="day", day=later[0].span.first)
    kept = [_ended(each, day) for each in slices if each.span.first < day]
    if not kept:
        raise Refused(_("A place cannot end the day it begins."), field="day")
    return kept


def _ended(piece: Slice[F], day: date) -> Slice[F]:
    return replace(piece, span=Span(piece.span.first, day)) if piece.span.end > day else piece


def sound(slices: Iterable[Slice[F]]) -> list[Slice[F]]:
    """Put slices in the order of days; raise Refused for an empty span or days covered twice."""
    found = sorted(slices, key=lambda each: each.span.first)
    for each in found:
        if each.span.is_empty:
            raise Refused(_("The last day must come after the first."), field="until")
    for one, other in pairwise(found):
        if one.span.overlaps(other.span):
            text = _("The days overlap with what is registered from %(first)s.")
            raise Refused(text, field="first", first=other.span.first)
    return found


def finest(point: Point, areas: Iterable[AreaSlice]) -> str:
    """Name the area a point lies in: the finest division there is; empty outside them all."""
    holding = [area for area in areas if area.border.holds(point)]
    if not holding:
        return ""
    return min(holding, key=lambda area: (FINEST_FIRST.index(area.kind), area.key)).key


def laid(slices: Iterable[PlaceSlice], areas: Sequence[AreaSlice]) -> list[PlaceSlice]:
    """Give every slice its area, cut where a border changed the answer, and join equal ones."""
    cut: list[PlaceSlice] = []
    for piece in sorted(slices, key=lambda each: each.span.first):
        near = [area for area in areas if area.border.box.holds(piece.facts.point)]
        cut += _divided(piece, near)
    return joined(cut)


def plain(slices: Iterable[Slice[F]]) -> list[Slice[F]]:
    """Leave the areas out and join what differed only by them: what people have written."""
    return joined(replace(each, area="") for each in slices)


def _divided(piece: PlaceSlice, areas: Sequence[AreaSlice]) -> list[PlaceSlice]:
    days = {day for area in areas for day in area.span if day is not None}
    turns = sorted(day for day in days if piece.span.first < day < piece.span.end)
    starts = [piece.span.first, *turns]
    ends: list[date | None] = [*turns, piece.span.until]
    return [
        Slice(Span(start, end), piece.facts, finest(piece.facts.point, _on(areas, start)))
        for start, end in zip(starts, ends, strict=True)
    ]


def _on(areas: Iterable[AreaSlice], day: date) -> list[AreaSlice]:
    return [area for area in areas if area.span.covers(day)]


def joined(slices: Iterable[Slice[F]]) -> list[Slice[F]]:
    """Join slices that meet and say the same."""
    found: list[Slice[F]] = []
    for piece in slices:
        last = found[-1] if found else None
        if last is not None and last.span.meets(piece.span) and _alike(last, piece):
            found[-1] = replace(last, span=Span(last.span.first, piece.span.until))
        else:
            found.append(piece)
    return found


def _alike(one: Slice[F], other: Slice[F]) -> bool:
    return (one.facts, one.area) == (other.facts, other.area)
