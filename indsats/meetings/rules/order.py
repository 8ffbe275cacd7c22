"""The order of an agenda (rækkefølge)."""

from collections.abc import Sequence


def moved(items: Sequence[int], item: int, place: int) -> list[int]:
    """Give the items with one of them put at a place, counted from 1; the ends are kept.

    Raise ValueError for an item that is not among them.
    """
    rest = [each for each in items if each != item]
    if len(rest) == len(items):
        raise ValueError("The item is not on this agenda")
    at = min(max(place, 1), len(items)) - 1
    return [*rest[:at], item, *rest[at:]]
