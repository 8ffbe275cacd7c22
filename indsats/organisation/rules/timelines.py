"""What a question about one day answers over all days.

A `Lens` reads a picture on one day and notices until when everything it read stays the same.
`timeline` asks again on just those days, so every answer is exact at *all* breakpoints, and only
as much is read as the answer rests on.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from indsats.base.periods import FOREVER, Span
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Values

T = TypeVar("T")
ALWAYS = Span(date.min)
Pieces = list[tuple[Span, T]]


def between(first: date, end: date) -> Span:
    """Make a span from two days, where the last day there is means an open end."""
    return Span(first, None if end == FOREVER else end)


class Lens:
    """A picture seen on one day; `until` is the first later day on which it may look different."""

    def __init__(self, picture: Picture, day: date) -> None:
        self.picture = picture
        self.day = day
        self.until = FOREVER

    def at(self, kind: str, key: str | None) -> Values | None:
        """Give what holds of a subject, or None where it is not in force or no key is given."""
        found: Values | None = None
        for piece in self.picture.slices(kind, key) if key else ():
            if piece.span.first > self.day:
                self.until = min(self.until, piece.span.first)
                break
            if piece.span.covers(self.day):
                self.until = min(self.until, piece.span.end)
                found = piece.values
        return found

    def holding(self, kind: str, field: str, value: Any) -> Iterator[tuple[str, Values]]:
        """Give every subject of a kind whose field holds a value, in the order of keys."""
        for key in self.picture.holders(kind, field, value):
            values = self.at(kind, key)
            if values is not None and values[field] == value:
                yield key, values


def timeline(picture: Picture, reading: Callable[[Lens], T], within: Span = ALWAYS) -> Pieces[T]:
    """Give the answers to a reading over a span, as pieces that meet; equal neighbours join."""
    pieces: Pieces[T] = []
    day = within.first
    while day < within.end:
        lens = Lens(picture, day)
        answer = reading(lens)
        end = min(lens.until, within.end)
        pieces.append((between(day, end), answer))
        day = end
    return joined(pieces)


def joined(pieces: Iterable[tuple[Span, T]]) -> Pieces[T]:
    """Join neighbouring pieces with equal answers."""
    found: Pieces[T] = []
    for span, answer in pieces:
        if found and found[-1][0].meets(span) and found[-1][1] == answer:
            found[-1] = (Span(found[-1][0].first, span.until), answer)
        else:
            found.append((span, answer))
    return found


class Difference(NamedTuple):
    """Days on which something was one way and is another; None is *not there*."""

    span: Span
    before: Any
    after: Any


def differing(before: Pieces[Any], after: Pieces[Any]) -> list[Difference]:
    """Give the days on which two timelines differ, with both answers; equal neighbours join."""
    olds, news = ([span.first for span, _ in pieces] for pieces in (before, after))
    pairs = [
        (between(first, end), (_at(before, olds, first), _at(after, news, first)))
        for first, end in _elementary([*before, *after])
    ]
    return [Difference(span, *pair) for span, pair in joined(pairs) if pair[0] != pair[1]]


def _elementary(pieces: Pieces[Any]) -> list[tuple[date, date]]:
    days = sorted({day for span, _ in pieces for day in (span.first, span.end)})
    return list(pairwise(days))


def _at(pieces: Pieces[Any], firsts: list[date], day: date) -> Any:
    place = bisect_right(firsts, day) - 1
    if place < 0 or not pieces[place][0].covers(day):
        return None
    return pieces[place][1]


def without(span: Span, taken: Iterable[Span]) -> list[Span]:
    """Give what is left of a span when others are taken away."""
    left: list[Span] = []
    first = span.first
    for other in sorted(taken, key=lambda other: other.first):
        if first < other.first < span.end:
            left.append(Span(first, other.first))
        first = max(first, other.end)
    if first < span.end:
        left.append(between(first, span.end))
    return left
