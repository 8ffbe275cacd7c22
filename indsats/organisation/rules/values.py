"""Frozen JSON values with one canonical form, so that they can be compared and hashed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple


class Subject(NamedTuple):
    """An identity: what kind it is of, and its stable key."""

    kind: str
    key: str


class Values(Mapping[str, Any]):
    """What holds of a subject for a while: an immutable mapping of frozen JSON values."""

    __slots__ = ("_data", "_hash")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        given = data or {}
        self._data: dict[str, Any] = {name: freeze(given[name]) for name in sorted(given)}
        self._hash: int | None = None

    def __getitem__(self, name: str) -> Any:
        return self._data[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Values):
            return self._data == other._data
        return isinstance(other, Mapping) and self == Values(other)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(tuple(self._data.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"Values({self._data!r})"

    def patched(self, patch: Mapping[str, Any]) -> "Values":
        """Give the same values with the named fields replaced and no other field touched."""
        return Values({**self._data, **patch})

    def plain(self) -> dict[str, Any]:
        """Give ordinary dicts and lists that a JSON writer takes."""
        return {name: thaw(value) for name, value in self._data.items()}


def freeze(value: Any) -> Any:
    """Turn JSON (also days and decimals) into its immutable, canonical form."""
    if isinstance(value, Values):
        return value
    if isinstance(value, Mapping):
        return Values(value)
    if isinstance(value, list | tuple):
        return tuple(freeze(part) for part in value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def thaw(value: Any) -> Any:
    """Turn a frozen value back into dicts and lists."""
    if isinstance(value, Values):
        return value.plain()
    return [thaw(part) for part in value] if isinstance(value, tuple) else value


def fingerprint(parts: Iterable[Any]) -> str:
    """Give the sha256, as 64 hexadecimal digits, of the canonical JSON of the parts."""
    plain = [thaw(freeze(part)) for part in parts]
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
