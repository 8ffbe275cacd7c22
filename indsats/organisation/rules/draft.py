"""A picture being rewritten, step by step, without disturbing the one it came from."""

from collections.abc import Iterable
from typing import Any

from indsats.organisation.rules.kinds import INCOMING
from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.problems import OperationRefused, make
from indsats.organisation.rules.slices import Picture, Slice, Slices, coalesced
from indsats.organisation.rules.values import Subject


class Draft:
    """A picture and the subjects rewritten so far."""

    def __init__(self, base: Picture, changed: dict[Subject, Slices] | None = None) -> None:
        self._base = base
        self._changed = changed or {}

    def copy(self) -> "Draft":
        """Give a draft that can be thrown away without harm to this one."""
        return Draft(self._base, dict(self._changed))

    def slices(self, subject: Subject) -> Slices:
        """Give the subject's slices as they stand now."""
        if subject in self._changed:
            return self._changed[subject]
        return self._base.slices(*subject)

    def put(self, subject: Subject, slices: Iterable[Slice]) -> None:
        """Let these be the subject's slices."""
        self._changed[subject] = coalesced(slices)

    def referring(self, target: Subject) -> list[tuple[str, Slice]]:
        """Give every (field, slice) that refers to a subject now, in a fixed order."""
        subjects = self._base.referring(target) | set(self._changed)
        return [
            (ref.field, piece)
            for subject in sorted(subjects)
            for ref in INCOMING[target.kind]
            if ref.kind == subject.kind
            for piece in self.slices(subject)
            if piece.values[ref.field] == target.key
        ]

    def picture(self) -> Picture:
        """Give the finished picture."""
        return self._base.replaced(self._changed)

    def called(self, subject: Subject) -> str:
        """Give what a subject is called, for a message."""
        pieces = self.slices(subject)
        return Picture({subject: pieces}).called(subject) if pieces else subject.key


def refusal(
    code: str, operation: Operation, draft: Draft | None = None, **params: Any
) -> OperationRefused:
    """Make the error that refuses a step, naming its subject as the reader knows it."""
    named = {"subject": draft.called(operation.identity), **params} if draft else params
    return OperationRefused(
        make(code, operation.identity, operation.span, operation=operation.number, params=named)
    )
