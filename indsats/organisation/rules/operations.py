"""The seven things a change-set can do, as plain frozen records.

Each has a number (its order), a kind and key (its subject), the half-open days it holds, a patch
(what it writes), a reason for its day, and the proposal item it carries out. `build` makes one
from loose text, as stored in a table or written in a file, and refuses an unknown verb.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from indsats.base.periods import Span
from indsats.organisation.rules.problems import OperationRefused, make
from indsats.organisation.rules.values import Subject, Values

CORRECTION = "correction"
NOTHING = Values()


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One step of a change-set; the subclasses say which.

    `reason_kind` is organisational, notice, payroll or correction. The patch is taken as given:
    applying it brings it to canonical form or refuses it.
    """

    verb: ClassVar[str] = ""

    number: int
    kind: str
    subject: str
    span: Span
    patch: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    reason_kind: str = "organisational"
    reason: str = ""
    item: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.patch, Values):
            object.__setattr__(self, "patch", Values(self.patch))

    @property
    def identity(self) -> Subject:
        """Give the subject the step is about."""
        return Subject(self.kind, self.subject)

    def as_json(self) -> dict[str, Any]:
        """Give the step as a table or a file stores it, with days as ISO text."""
        until = self.span.until
        return {
            "number": self.number, "verb": self.verb, "kind": self.kind, "subject": self.subject,
            "from": self.span.first.isoformat(), "to": until.isoformat() if until else None,
            "patch": Values(self.patch).plain(), "reason_kind": self.reason_kind,
            "reason": self.reason, "item": self.item,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Create(Operation):
    """Let something exist on days it does not; the patch is its contents, the rest defaults."""

    verb: ClassVar[str] = "create"


@dataclass(frozen=True, kw_only=True)
class Set(Operation):
    """Give the named fields new values on the days the subject exists; touch nothing else."""

    verb: ClassVar[str] = "set"


@dataclass(frozen=True, kw_only=True)
class Close(Operation):
    """Let the subject cease on these days; without an end, for good."""

    verb: ClassVar[str] = "close"


@dataclass(frozen=True, kw_only=True)
class Move(Operation):
    """Place the subject elsewhere: a Set of the one field that places its kind."""

    verb: ClassVar[str] = "move"


@dataclass(frozen=True, kw_only=True)
class Keep(Operation):
    """Promise that nothing in the change-set alters the subject; a patch says how it must be."""

    verb: ClassVar[str] = "keep"


@dataclass(frozen=True, kw_only=True)
class Split(Operation):
    """Let one subject become several.

    Patch: `into` {key: fields that differ from the old one's}, `assign` {"kind:key": part} for
    what refers to it, and `rest`, the part that takes over everything else. The old subject
    closes unless its own key is among the parts.
    """

    verb: ClassVar[str] = "split"


@dataclass(frozen=True, kw_only=True)
class Merge(Operation):
    """Let several subjects become one.

    Patch: `from` [keys], and `values` for the subject that takes over, which is created where it
    does not exist. What referred to the old ones refers to it, and the old ones close.
    """

    verb: ClassVar[str] = "merge"


VERBS: Mapping[str, type[Operation]] = MappingProxyType(
    {kind.verb: kind for kind in (Create, Set, Close, Move, Keep, Split, Merge)}
)


def build(verb: str, *, first: date, until: date | None = None, **named: Any) -> Operation:
    """Make an operation by the name of its verb; raise OperationRefused for an unknown one."""
    span = Span(first, until)
    if verb in VERBS:
        return VERBS[verb](span=span, **named)
    subject = Subject(named.get("kind", ""), named.get("subject", ""))
    number = named.get("number")
    raise OperationRefused(
        make("verb_unknown", subject, span, operation=number, params={"verb": verb})
    )


def from_json(data: Mapping[str, Any]) -> Operation:
    """Read a step back from what `as_json` gave."""
    named = {name: value for name, value in data.items() if name not in {"verb", "from", "to"}}
    until = date.fromisoformat(data["to"]) if data.get("to") else None
    return build(data["verb"], first=date.fromisoformat(data["from"]), until=until, **named)


def in_order(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Order steps by their numbers, the order they are carried out in."""
    return tuple(sorted(operations, key=lambda operation: operation.number))
