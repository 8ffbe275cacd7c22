"""Making a memo anew without losing a word anyone has written: three-way merge, block by block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Block:
    """A piece of a document with a stable key; own pieces have keys no generator makes."""

    key: str
    text: str


class Mark(StrEnum):
    """What happened to a block when the document was made anew."""

    AS_GENERATED = "as_generated"
    EDITED = "edited"
    CONFLICT = "conflict"
    ORPHAN = "orphan"
    OWN = "own"


@dataclass(frozen=True)
class Merged:
    """A block of the new document; ``offered`` is the newly made text an edit differs from."""

    key: str
    text: str
    mark: Mark
    offered: str = ""


def merge_block(base: str | None, edited: str | None, made: str | None) -> tuple[str, Mark] | None:
    """Merge one block: what was made then, what people made of it, what is made now.

    None means "not there". The answer is None when the block goes. Text people have written
    is never dropped; a block they struck out stays out until its generated text changes.
    """
    if edited is None:
        return _struck_out(base, made)
    if base is None and made is None:
        return edited, Mark.OWN
    if made is None:
        return None if edited == base else (edited, Mark.ORPHAN)
    if edited in {base, made}:
        return made, Mark.AS_GENERATED
    return edited, Mark.EDITED if made == base else Mark.CONFLICT


def _struck_out(base: str | None, made: str | None) -> tuple[str, Mark] | None:
    if made is None or made == base:
        return None
    return made, Mark.AS_GENERATED if base is None else Mark.CONFLICT


def _order(edited: Sequence[Block], made: Sequence[Block]) -> list[str]:
    """Order the keys as made now; what only people have stays after the block it followed."""
    keys = [block.key for block in made]
    before = ""
    for block in edited:
        if block.key not in keys:
            keys.insert(keys.index(before) + 1 if before in keys else 0, block.key)
        before = block.key
    return keys


def merge(
    base: Iterable[Block],
    edited: Sequence[Block],
    made: Sequence[Block],
) -> list[Merged]:
    """Merge a document made then, as edited since, with the one made now.

    Raise ValueError when a key occurs twice in one of them.
    """
    base = tuple(base)
    then, mine, now = (_by_key(each) for each in (base, edited, made))
    result = []
    for key in _order(edited, made):
        merged = merge_block(then.get(key), mine.get(key), now.get(key))
        if merged is not None:
            text, mark = merged
            offered = now.get(key, "") if mark in {Mark.EDITED, Mark.CONFLICT} else ""
            result.append(Merged(key, text, mark, offered))
    return result


def _by_key(blocks: Iterable[Block]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks:
        if block.key in found:
            raise ValueError(f"Two blocks are called {block.key}")
        found[block.key] = block.text
    return found
