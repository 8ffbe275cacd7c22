"""The memo's plain way of writing: paragraphs, lists with "- ", quotations with "> "."""

from collections.abc import Iterable
from typing import NamedTuple

BULLET, QUOTE, BY = "- ", "> ", "— "


class Part(NamedTuple):
    """A part of a block: ``kind`` is paragraph, list or quote; ``by`` says whose words."""

    kind: str
    lines: tuple[str, ...]
    by: str = ""

    @property
    def text(self) -> str:
        """Give the lines as one text."""
        return "\n".join(self.lines)


def _kind(line: str) -> str:
    if line.startswith(BULLET):
        return "list"
    return "quote" if line.startswith(">") else "paragraph"


def _part(kind: str, lines: list[str]) -> Part:
    if kind == "list":
        return Part(kind, tuple(line[len(BULLET) :] for line in lines))
    if kind == "paragraph":
        return Part(kind, tuple(lines))
    words = [line[1:].removeprefix(" ") for line in lines]
    by = words.pop().removeprefix(BY) if words[-1].startswith(BY) else ""
    return Part(kind, tuple(words), by)


def parts(text: str) -> list[Part]:
    """Read a block; a blank line, or another kind of line, begins a new part."""
    found: list[Part] = []
    kind, lines = "", list[str]()
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        plain = line.rstrip()
        now = _kind(plain) if plain else ""
        if lines and (now != kind or (lines[-1].startswith(f"{QUOTE}{BY}"))):
            found.append(_part(kind, lines))
            lines = []
        if now:
            lines.append(plain)
        kind = now
    return found


def bullets(items: Iterable[str]) -> str:
    """Write a list; an item stays on one line."""
    return "\n".join(BULLET + " ".join(item.split()) for item in items)


def quote(text: str, by: str) -> str:
    """Write a quotation with whose words they are."""
    lines = [f"{QUOTE}{line}".rstrip() for line in text.split("\n")]
    return "\n".join([*lines, f"{QUOTE}{BY}{by}"])
