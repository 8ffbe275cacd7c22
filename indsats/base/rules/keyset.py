"""Where a page of a list begins: sort keys, the row's values for them, and which way to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Key(NamedTuple):
    """One part of a list's order: a field's path, the direction, whether it may be empty."""

    path: str
    descending: bool = False
    nullable: bool = False

    @property
    def text(self) -> str:
        """Give the key as written in an address: ``-path`` when descending."""
        return f"-{self.path}" if self.descending else self.path


class Step(NamedTuple):
    """One comparison with the border on a key: same, further, empty or filled."""

    number: int
    kind: str


@dataclass(frozen=True)
class Border:
    """The row at the edge of a page: its values, rows shown before it, and the way to read."""

    values: tuple[Any, ...]
    passed: int
    backwards: bool = False


def parse_order(order: str | Sequence[str]) -> list[tuple[str, bool]]:
    """Read ``"-opened_on"`` or a sequence of such into paths and directions."""
    names = [order] if isinstance(order, str) else list(order)
    return [(name.removeprefix("-"), name.startswith("-")) for name in names if name]


def beyond(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool) -> list[list[Step]]:
    """Say which rows lie strictly beyond a border, as alternatives of comparisons that all hold.

    Empty values stand last in both directions. A row lies beyond the border when it is the
    same on the first i keys and beyond it on the next one.
    """
    alternatives = []
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        same = [Step(before, "same") for before in range(number)]
        alternatives += [[*same, Step(number, kind)] for kind in _kinds(key, value, backwards)]
    return alternatives


def _kinds(key: Key, value: Any, backwards: bool) -> list[str]:
    """Say how a row can lie beyond the border on one key."""
    if value is None:
        return ["filled"] if backwards else []
    if key.nullable and not backwards:
        return ["further", "empty"]
    return ["further"]


def upward(key: Key, *, backwards: bool) -> bool:
    """Tell whether reading on means greater values on this key."""
    return key.descending == backwards
