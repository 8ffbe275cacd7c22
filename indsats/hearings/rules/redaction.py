"""Spans laid over an unchanging text, and the public text that never holds what they hide."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from unicodedata import combining

JOINERS = "\u200d\ufe0e\ufe0f"


class Cover(NamedTuple):
    """Characters ``[start, end)`` that must not be published, and why (dækning)."""

    start: int
    end: int
    reason: str = ""


def code_point(text: str, utf16_offset: int) -> int:
    """Turn a browser's offset (UTF-16 units) into ours (characters).

    An offset inside a pair counts as before it; one beyond the end as the end.
    """
    units = 0
    for index, char in enumerate(text):
        units += 2 if ord(char) > 0xFFFF else 1  # noqa: PLR2004 -- the last character of one unit
        if units > utf16_offset:
            return index
    return len(text)


def _belongs(text: str, index: int) -> bool:
    """Tell whether a character only makes sense with the one before it."""
    if not 0 < index < len(text):
        return False
    char = text[index]
    return bool(combining(char)) or char in JOINERS or text[index - 1] == "\u200d"


def widen(text: str, cover: Cover) -> Cover:
    """Keep a cover inside the text and stretch it so that no letter loses its accent."""
    start, end = max(0, cover.start), min(len(text), cover.end)
    if start >= end:
        return Cover(start, start, cover.reason)
    while _belongs(text, start):
        start -= 1
    while _belongs(text, end):
        end += 1
    return Cover(start, end, cover.reason)


def _joined(first: str, second: str) -> str:
    reasons = [reason for reason in first.split("; ") if reason]
    reasons += [reason for reason in second.split("; ") if reason and reason not in reasons]
    return "; ".join(reasons)


def merge(text: str, covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """Order covers, drop empty ones and join those that touch; each reason is kept once."""
    merged: list[Cover] = []
    for cover in sorted(widen(text, cover) for cover in covers):
        if cover.start == cover.end:
            continue
        if merged and cover.start <= merged[-1].end:
            last = merged.pop()
            end = max(last.end, cover.end)
            merged.append(Cover(last.start, end, _joined(last.reason, cover.reason)))
        else:
            merged.append(cover)
    return tuple(merged)


def plain_marker(_cover: Cover) -> str:
    """Mark a gap so that its length says nothing about what it hides."""
    return "[…]"


def apply(
    text: str,
    covers: Iterable[Cover],
    marker: Callable[[Cover], str] = plain_marker,
) -> str:
    """Write the public text: what no cover touches, and one marker for each gap."""
    pieces, at = [], 0
    for cover in merge(text, covers):
        pieces += [text[at : cover.start], marker(cover)]
        at = cover.end
    return "".join([*pieces, text[at:]])


def hidden(text: str, covers: Iterable[Cover]) -> tuple[str, ...]:
    """List what is hidden, for the one who may see it and for tests that it leaks nowhere."""
    return tuple(text[cover.start : cover.end] for cover in merge(text, covers))
