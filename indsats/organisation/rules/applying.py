"""Carry out a change-set on a picture, in memory: ``apply(picture, operations) -> picture'``.

A step is a *sequenced patch*: it writes only the named fields, only on its own days, and only
where the subject exists, so a rename already planned for later survives a move made now. Steps
are carried out in the order of their numbers. Nothing is checked across subjects here; that is
`checks.check`.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from indsats.base.periods import FOREVER, Span
from indsats.organisation.rules import reshaping
from indsats.organisation.rules.draft import Draft, refusal
from indsats.organisation.rules.fields import BadValueError
from indsats.organisation.rules.kinds import KINDS, kind_of
from indsats.organisation.rules.operations import (
    Close,
    Create,
    Keep,
    Merge,
    Move,
    Operation,
    Set,
    Split,
    in_order,
)
from indsats.organisation.rules.problems import Label, OperationRefused, Problem
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.rules.values import Subject, Values


class Write(NamedTuple):
    """That a step writes to, or relies on, a subject on some days."""

    subject: Subject
    span: Span
    operation: int


class Trace(NamedTuple):
    """What carrying out a change-set came to: the new picture, what it wrote, what was refused."""

    picture: Picture
    writes: tuple[Write, ...]
    refused: tuple[Problem, ...]


def apply(picture: Picture, operations: Iterable[Operation]) -> Picture:
    """Give the picture after the steps; raise OperationRefused at the first that cannot be done."""
    traced = trace(picture, operations)
    if traced.refused:
        raise OperationRefused(traced.refused[0])
    return traced.picture


def trace(picture: Picture, operations: Iterable[Operation]) -> Trace:
    """Carry out every step that can be, and remember what each wrote and which were refused."""
    draft = Draft(picture)
    writes: list[Write] = []
    refused: list[Problem] = []
    for operation in in_order(operations):
        attempt = draft.copy()
        try:
            written = _carry_out(attempt, operation)
        except OperationRefused as error:
            refused.append(error.problem)
        else:
            draft = attempt
            writes += [Write(subject, span, operation.number) for subject, span in written]
    return Trace(draft.picture(), tuple(writes), tuple(refused))


Written = list[tuple[Subject, Span]]


def _carry_out(draft: Draft, operation: Operation) -> Written:
    if operation.kind not in KINDS:
        raise refusal("kind_unknown", operation, kind=operation.kind)
    if operation.span.is_empty:
        raise refusal("span_empty", operation)
    try:
        return _DOERS[type(operation)](draft, operation)
    except BadValueError as bad:
        named = {
            name: Label(value) if name == "field" else value for name, value in bad.params.items()
        }
        raise refusal(bad.code, operation, draft, **named) from None


def _create(draft: Draft, operation: Operation) -> Written:
    values = kind_of(operation.kind).whole(operation.patch)
    pieces = draft.slices(operation.identity)
    if any(piece.span.overlaps(operation.span) for piece in pieces):
        raise refusal("exists_already", operation, draft)
    new = Slice(operation.kind, operation.subject, operation.span, values)
    draft.put(operation.identity, (*pieces, new))
    return [(operation.identity, operation.span)]


def _set(draft: Draft, operation: Operation) -> Written:
    patch = kind_of(operation.kind).clean(operation.patch)
    if not patch:
        raise refusal("patch_empty", operation, draft)
    return _patch(draft, operation, patch)


def _patch(draft: Draft, operation: Operation, patch: Values) -> Written:
    pieces: list[Slice] = []
    for piece in _affected(draft, operation):
        shared = piece.span.intersection(operation.span)
        pieces += outside(piece, operation.span)
        if shared:
            pieces.append(Slice(piece.kind, piece.subject, shared, piece.values.patched(patch)))
    draft.put(operation.identity, pieces)
    return [(operation.identity, operation.span)]


def _close(draft: Draft, operation: Operation) -> Written:
    pieces = _affected(draft, operation)
    left = [part for piece in pieces for part in outside(piece, operation.span)]
    draft.put(operation.identity, left)
    return [(operation.identity, operation.span)]


def _affected(draft: Draft, operation: Operation) -> tuple[Slice, ...]:
    pieces = draft.slices(operation.identity)
    if not any(piece.span.overlaps(operation.span) for piece in pieces):
        raise refusal("nothing_there", operation, draft)
    return pieces


def outside(piece: Slice, span: Span) -> list[Slice]:
    """Give what is left of a slice on the days before and after a span."""
    parts: list[Slice] = []
    if piece.span.first < span.first:
        end = min(piece.span.end, span.first)
        parts.append(piece.during(Span(piece.span.first, None if end == FOREVER else end)))
    if span.until is not None and piece.span.end > span.until:
        parts.append(piece.during(Span(max(piece.span.first, span.until), piece.span.until)))
    return parts


def _move(draft: Draft, operation: Operation) -> Written:
    place = kind_of(operation.kind).place
    if not place:
        raise refusal("not_movable", operation, draft)
    if set(operation.patch) != {place}:
        raise refusal("move_elsewhere", operation, draft)
    return _set(draft, operation)


def _keep(draft: Draft, operation: Operation) -> Written:
    kind_of(operation.kind).clean(operation.patch)
    _affected(draft, operation)
    return [(operation.identity, operation.span)]


def _reshape(draft: Draft, operation: Operation) -> Written:
    steps = reshaping.steps(draft, operation)
    written = [write for step in steps for write in _carry_out(draft, step)]
    return [(operation.identity, operation.span), *written]


_DOERS: Mapping[type[Operation], Callable[[Draft, Operation], Written]] = MappingProxyType({
    Create: _create, Set: _set, Close: _close, Move: _move, Keep: _keep,
    Split: _reshape, Merge: _reshape,
})  # fmt: skip


def touched(picture: Picture, operations: Iterable[Operation]) -> frozenset[tuple[str, str]]:
    """Give every (kind, key) the steps write to or promise to keep, split and merge included."""
    return frozenset(write.subject for write in trace(picture, operations).writes)
