"""Comparing three ways: what the phone had, what it gives, what stands here (sammenfletning)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indsats.field.rules.forms import Field, Type
from indsats.field.rules.values import Value, blank

SETS = frozenset({Type.CODES, Type.KEYS})


@dataclass(frozen=True)
class Merged:
    """What is to be written, and what collided: the value that stands and the other one."""

    written: Mapping[str, Value] = field(default_factory=dict)
    collided: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)


def merge(
    fields: Mapping[str, Field],
    was: Mapping[str, Value],
    given: Mapping[str, Value],
    here: Mapping[str, Value],
) -> Merged:
    """Put together what two wrote unknown to each other; nothing is lost.

    A field nobody else has changed takes the phone's value. Lists are put together by what
    either side added and took away. Where two differ the value here stands, and both are given.
    """
    written: dict[str, Value] = {}
    collided: dict[str, tuple[Value, Value]] = {}
    for name, mine in given.items():
        one = fields[name]
        before, theirs = was.get(name, blank(one)), here.get(name, blank(one))
        if mine in (theirs, before):
            continue
        if theirs == before:
            written[name] = mine
        elif one.type in SETS:
            joined = together(before, mine, theirs)
            if joined != theirs:
                written[name] = joined
        else:
            collided[name] = (theirs, mine)
    return Merged(written, collided)


def _as_set(value: Value) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, tuple) else frozenset()


def together(before: Value, mine: Value, theirs: Value) -> Value:
    """Join two lists of codes: what either added is in, what either took away is out."""
    old, one, other = _as_set(before), _as_set(mine), _as_set(theirs)
    return tuple(sorted((other | (one - old)) - (old - one)))
