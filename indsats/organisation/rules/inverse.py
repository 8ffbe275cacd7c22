"""The exact way back: steps that turn the picture after a change-set into the one before it."""

from collections.abc import Iterable

from indsats.organisation.rules.applying import apply
from indsats.organisation.rules.effects import differences
from indsats.organisation.rules.operations import CORRECTION, Close, Create, Operation, Set
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Difference
from indsats.organisation.rules.values import Subject, Values


def invert(
    picture: Picture, operations: Iterable[Operation], *, reason: str = ""
) -> tuple[Operation, ...]:
    """Give the steps that undo a change-set made on this picture, as corrections.

    Raises OperationRefused where the change-set itself cannot be carried out.
    """
    return steps_between(apply(picture, operations), picture, reason=reason)


def steps_between(
    before: Picture, after: Picture, *, reason: str = "", reason_kind: str = CORRECTION
) -> tuple[Operation, ...]:
    """Give plain steps that turn one picture into another, numbered from 1."""
    found = [
        (subject, difference)
        for subject in sorted(before.subjects() | after.subjects())
        if before.slices(*subject) != after.slices(*subject)
        for difference in differences(before, after, subject)
    ]
    return tuple(
        _step(number, subject, difference, (reason_kind, reason))
        for number, (subject, difference) in enumerate(found, 1)
    )


def _step(number: int, subject: Subject, found: Difference, why: tuple[str, str]) -> Operation:
    reason_kind, reason = why
    form, patch = _form(found)
    return form(
        number=number, kind=subject.kind, subject=subject.key, span=found.span, patch=patch,
        reason_kind=reason_kind, reason=reason,
    )  # fmt: skip


def _form(found: Difference) -> tuple[type[Operation], Values]:
    if found.after is None:
        return Close, Values()
    if found.before is None:
        return Create, found.after
    altered = {name: new for name, new in found.after.items() if found.before[name] != new}
    return Set, Values(altered)
