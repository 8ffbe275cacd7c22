"""From what a browser counts to what we count: UTF-16 units, and line ends as one (uddrag)."""

from collections.abc import Iterator

LAST_OF_ONE_UNIT = 0xFFFF


def shown(text: str) -> str:
    """Give a text as a browser holds it: every kind of line end is one newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _units(text: str) -> Iterator[int]:
    """Give, for each of our characters, how many units a browser counts for it."""
    for index, char in enumerate(text):
        if char == "\n" and index and text[index - 1] == "\r":
            yield 0
        else:
            yield 2 if ord(char) > LAST_OF_ONE_UNIT else 1


def to_browser(text: str, offset: int) -> int:
    """Turn our offset into a browser's."""
    return sum(size for _, size in zip(range(offset), _units(text), strict=False))


def from_browser(text: str, offset: int) -> int:
    """Turn a browser's offset into ours.

    One inside a pair counts as before it; one beyond the end as the end.
    """
    units = 0
    for index, size in enumerate(_units(text)):
        units += size
        if units > offset:
            return index
    return len(text)
