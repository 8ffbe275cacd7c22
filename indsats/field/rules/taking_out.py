"""What of a text is gone when it is corrected, and the same for its copies (fjernelse)."""

from collections.abc import Collection
from typing import Any, Final

from indsats.base.rules.names import remarks

GONE: Final = "[…]"


def taken_out(old: str, new: str, known: frozenset[str] = frozenset()) -> dict[str, str]:
    """Give the pieces that looked as if they say who somebody is and are gone, with their kind."""
    found = {old[each.start : each.end]: str(each.looks) for each in remarks(old, known)}
    return {piece: looks for piece, looks in found.items() if piece not in new}


def cleaned(value: Any, old: str, new: str, gone: Collection[str]) -> Any:
    """Give a copy of the text as it may stand now; what is no text is left alone."""
    if not isinstance(value, str):
        return value
    if value == old:
        return new
    for piece in sorted(gone, key=len, reverse=True):
        value = value.replace(piece, GONE)
    return value.replace(old, new) if old else value
