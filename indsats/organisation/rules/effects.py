"""What a change-set really alters: one line per subject, days and kind of change.

Two pictures are compared subject by subject. The lines say nothing about *how* they were brought
about, so two change-sets with the same effect have the same lines and the same hash.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from indsats.base.periods import Span
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Difference, differing, joined
from indsats.organisation.rules.values import Subject, Values, fingerprint

CREATED, CLOSED, MOVED, CHANGED = "created", "closed", "moved", "changed"


class Change(NamedTuple):
    """That a subject is created, closed, moved or otherwise changed on some days.

    `before` and `after` are all its fields on the first of those days (None: not in force), and
    `fields` the names of those that differ.
    """

    what: str
    subject: Subject
    span: Span
    before: Values | None
    after: Values | None
    fields: tuple[str, ...] = ()


def differences(before: Picture, after: Picture, subject: Subject) -> list[Difference]:
    """Give the days on which one subject differs between two pictures, with both contents."""
    return differing(*(
        [(piece.span, piece.values) for piece in picture.slices(*subject)]
        for picture in (before, after)
    ))  # fmt: skip


def changed(before: Picture, after: Picture, among: Iterable[Subject]) -> tuple[Subject, ...]:
    """Keep the subjects whose slices are not the same in both pictures, in order."""
    return tuple(
        subject
        for subject in sorted(set(among))
        if before.slices(*subject) != after.slices(*subject)
    )


def changes(before: Picture, after: Picture, among: Iterable[Subject]) -> tuple[Change, ...]:
    """List what differs for these subjects; moving and otherwise changing are two lines."""
    return tuple(
        change
        for subject in sorted(set(among))
        for difference in differences(before, after, subject)
        for change in _lines(subject, difference)
    )


def _lines(subject: Subject, found: Difference) -> list[Change]:
    span, old, new = found
    if old is None:
        return [Change(CREATED, subject, span, None, new)]
    if new is None:
        return [Change(CLOSED, subject, span, old, None)]
    place = KINDS[subject.kind].place
    fields = tuple(name for name in new if old[name] != new[name])
    others = tuple(name for name in fields if name != place)
    lines = [Change(MOVED, subject, span, old, new, (place,))] if place in fields else []
    if others:
        lines.append(Change(CHANGED, subject, span, old, new, others))
    return lines


def effect_hash(
    before: Picture, after: Picture, among: Iterable[Subject], promises: Iterable[Any] = ()
) -> str:
    """Give the sha256 of what is altered, field by field, and of what is promised besides.

    It rests on the new contents and their days only: another change-set that in the meantime
    altered other fields, or other days, leaves it the same.
    """
    lines = [
        [*subject, name, piece.span.first, piece.span.until, piece.after]
        for subject in sorted(set(among))
        for name in ("", *KINDS[subject.kind].fields)
        for piece in _by_field(differences(before, after, subject), name)
    ]
    return fingerprint([lines, list(promises)])


def _by_field(found: list[Difference], name: str) -> list[Difference]:
    """Follow one field (or, without a name, mere existence) through the differences."""
    altered = [
        (piece.span, _field(piece.after, name))
        for piece in found
        if _field(piece.before, name) != _field(piece.after, name)
    ]
    return [Difference(span, None, value) for span, value in joined(altered)]


def _field(values: Values | None, name: str) -> Any:
    if values is None:
        return ["not in force"]
    return values[name] if name else ["in force"]
