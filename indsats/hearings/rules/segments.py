"""Cutting a reply into segments by marking text: side by side, never on top of each other."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _

BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")


class Segment(NamedTuple):
    """Characters ``[start, end)`` of an unchanging reply that are weighed together."""

    start: int
    end: int


class SegmentError(ValueError):
    """A cut that cannot be made; ``reason`` says why in words for the user."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def trimmed(text: str, segment: Segment) -> Segment:
    """Keep a marking inside the text and leave blank edges out."""
    start, end = max(0, min(segment.start, len(text))), max(0, min(segment.end, len(text)))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Segment(start, max(start, end))


def cut(text: str, existing: Iterable[Segment], marked: Segment) -> tuple[Segment, ...]:
    """Add a marked segment and give all of them in order.

    Raise SegmentError for an empty marking and for one that touches text already assigned.
    """
    new, present = trimmed(text, marked), tuple(existing)
    if new.start == new.end:
        raise SegmentError(message(_("Mark some text first.")))
    if any(new.start < old.end and old.start < new.end for old in present):
        raise SegmentError(
            message(
                _("Part of this text already belongs to a segment. Mark what is still free."),
            ),
        )
    return tuple(sorted((*present, new)))


def split(text: str, existing: Iterable[Segment], at: int) -> tuple[Segment, ...]:
    """Divide the segment around a position in two; raise SegmentError where there is none."""
    present = tuple(existing)
    for old in present:
        parts = (trimmed(text, Segment(old.start, at)), trimmed(text, Segment(at, old.end)))
        if old.start < at < old.end and all(part.start < part.end for part in parts):
            return tuple(sorted((*(each for each in present if each != old), *parts)))
    raise SegmentError(message(_("Place the cursor inside a segment to divide it.")))


def join(
    text: str, existing: Sequence[Segment], first: Segment, second: Segment
) -> tuple[Segment, ...]:
    """Make one segment of two; raise SegmentError when a third one lies between them."""
    whole = Segment(min(first.start, second.start), max(first.end, second.end))
    others = [each for each in existing if each not in {first, second}]
    if any(whole.start < other.end and other.start < whole.end for other in others):
        raise SegmentError(message(_("Another segment lies between the two.")))
    return tuple(sorted((*others, trimmed(text, whole))))


def unassigned(text: str, segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """List the pieces with letters or digits that no segment covers, in order."""
    free, at = [], 0
    for segment in (*sorted(segments), Segment(len(text), len(text))):
        if segment.start > at:
            free.append(trimmed(text, Segment(at, segment.start)))
        at = max(at, segment.end)
    return tuple(piece for piece in free if _says_something(text[piece.start : piece.end]))


def paragraphs(text: str, within: Segment) -> tuple[Segment, ...]:
    """List the paragraphs of a piece of text, parted by blank lines; those saying nothing go."""
    gaps = BLANK_LINE.finditer(text, within.start, within.end)
    edges = [within.start, *(edge for gap in gaps for edge in gap.span()), within.end]
    found = (trimmed(text, Segment(*pair)) for pair in zip(edges[::2], edges[1::2], strict=True))
    return tuple(piece for piece in found if _says_something(text[piece.start : piece.end]))


def _says_something(piece: str) -> bool:
    return any(char.isalnum() for char in piece)


def covered_percent(text: str, segments: Iterable[Segment]) -> int:
    """Give the share of letters and digits that segments cover, 0 to 100, rounded down."""
    total = sum(char.isalnum() for char in text)
    inside = sum(
        char.isalnum() for segment in segments for char in text[segment.start : segment.end]
    )
    return 100 * inside // total if total else 100
