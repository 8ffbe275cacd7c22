"""Split and merge, spelled out as plain steps, and who takes over from whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from indsats.organisation.rules.draft import Draft, refusal
from indsats.organisation.rules.operations import Close, Create, Merge, Operation, Set, Split
from indsats.organisation.rules.slices import Slice
from indsats.organisation.rules.values import Subject, Values

RESHAPED = frozenset({"unit", "post", "profile"})


class Succession(NamedTuple):
    """From a day on, one subject takes over from another: all of it, or only one holder's part.

    `only` is None for the line that covers everything not named elsewhere, such as cases.
    """

    kind: str
    old: str
    new: str
    day: date
    only: Subject | None = None


def successions(operations: Iterable[Operation]) -> tuple[Succession, ...]:
    """Give the mapping table of every split and merge, the rooms above use it to hand over."""
    lines: list[Succession] = []
    for operation in operations:
        patch = operation.patch
        if isinstance(operation, Split):
            day, old = operation.span.first, operation.subject
            lines += [
                Succession(operation.kind, old, part, day, _holder(name))
                for name, part in _table(patch.get("assign")).items()
            ]
            lines.append(Succession(operation.kind, old, patch.get("rest", ""), day))
        elif isinstance(operation, Merge):
            lines += [
                Succession(operation.kind, old, operation.subject, operation.span.first)
                for old in _list(patch.get("from"))
                if old != operation.subject
            ]
    return tuple(line for line in lines if line.old != line.new and line.new)


def _holder(name: str) -> Subject:
    kind, _, key = name.partition(":")
    return Subject(kind, key)


def steps(draft: Draft, operation: Operation) -> list[Operation]:
    """Spell out a split or a merge, in the order the steps must be carried out."""
    if operation.kind not in RESHAPED:
        raise refusal("cannot_reshape", operation, draft)
    if isinstance(operation, Split):
        return _split(draft, operation)
    return _merge(draft, operation)


def _like(operation: Operation, form: type[Operation], subject: Subject, **changes: Any) -> Any:
    same = {
        "number": operation.number, "reason_kind": operation.reason_kind,
        "reason": operation.reason, "item": operation.item, "span": operation.span,
    }  # fmt: skip
    return form(**{**same, "kind": subject.kind, "subject": subject.key, **changes})


def _split(draft: Draft, operation: Operation) -> list[Operation]:
    into, assign, rest = _plan(draft, operation)
    old = _values_at_start(draft, operation)
    made: list[Operation] = [
        _like(operation, Create, Subject(operation.kind, key), patch=old.patched(fields))
        for key, fields in into.items()
        if key != operation.subject
    ]
    kept = into.get(operation.subject)
    if kept:
        made.append(_like(operation, Set, operation.identity, patch=kept))
    moved = list(_handed_over(draft, operation, operation.identity, (assign, rest)))
    closed = [] if kept is not None else [_like(operation, Close, operation.identity)]
    return [*made, *moved, *closed]


def _plan(
    draft: Draft, operation: Operation
) -> tuple[Mapping[str, Values], Mapping[str, str], str]:
    patch = operation.patch
    into = _table(patch.get("into"))
    assign = _table(patch.get("assign"))
    rest = str(patch.get("rest"))
    if not into:
        raise refusal("parts_missing", operation, draft)
    if rest not in into:
        raise refusal("rest_missing", operation, draft)
    for holder, part in assign.items():
        if part not in into:
            raise refusal("assigned_nowhere", operation, draft, holder=holder, part=part)
    return {key: _table(fields) for key, fields in into.items()}, assign, rest


def _table(value: Any) -> Values:
    return value if isinstance(value, Values) else Values()


def _values_at_start(draft: Draft, operation: Operation) -> Values:
    for piece in draft.slices(operation.identity):
        if piece.span.covers(operation.span.first):
            return piece.values
    raise refusal("nothing_there", operation, draft)


def _handed_over(
    draft: Draft,
    operation: Operation,
    old: Subject,
    plan: tuple[Mapping[str, str], str],
    skipped: frozenset[Subject] = frozenset(),
) -> Iterator[Operation]:
    """Point everything that refers to the old subject at its successor, on those days only."""
    assign, rest = plan
    for field, piece in draft.referring(old):
        shared = piece.span.intersection(operation.span)
        part = assign.get(f"{piece.kind}:{piece.subject}", rest)
        if shared and part != old.key and piece.identity not in skipped | {old}:
            yield _like(operation, Set, piece.identity, span=shared, patch={field: part})


def _merge(draft: Draft, operation: Operation) -> list[Operation]:
    sources = [key for key in _list(operation.patch.get("from")) if key != operation.subject]
    if not sources:
        raise refusal("sources_missing", operation, draft)
    olds = [Subject(operation.kind, key) for key in sources]
    moved = [
        step
        for old in olds
        for step in _handed_over(
            draft, operation, old, (Values(), operation.subject),
            frozenset({*olds, operation.identity}),
        )
    ]  # fmt: skip
    closed = [_like(operation, Close, old) for old in olds]
    return [*_successor(draft, operation, olds), *moved, *closed]


def _list(value: Any) -> list[str]:
    return [str(key) for key in value] if isinstance(value, tuple) else []


def _successor(draft: Draft, operation: Operation, olds: list[Subject]) -> list[Operation]:
    fields = _table(operation.patch.get("values"))
    pieces = draft.slices(operation.identity)
    if any(piece.span.overlaps(operation.span) for piece in pieces):
        return [_like(operation, Set, operation.identity, patch=fields)] if fields else []
    first = _first_values(draft, operation, olds)
    return [_like(operation, Create, operation.identity, patch=first.patched(fields))]


def _first_values(draft: Draft, operation: Operation, olds: list[Subject]) -> Values:
    pieces: list[Slice] = [piece for old in olds for piece in draft.slices(old)]
    for piece in pieces:
        if piece.span.covers(operation.span.first):
            return piece.values
    raise refusal("nothing_there", operation, draft)
