"""Checks of the skeleton: references, rings, overlaps, engagements and leaders, on all days."""

from collections import Counter
from collections.abc import Iterable, Iterator

from indsats.base.periods import Span
from indsats.organisation.rules.findings import Check, Finding, Spans, daily, values_of
from indsats.organisation.rules.kinds import LINE_KINDS, OUTGOING
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.rules.timelines import Lens
from indsats.organisation.rules.values import Subject

LASTING = frozenset({"unit", "post", "profile"})


def _itself(_: Picture, subject: Subject) -> Iterable[Subject]:
    return (subject,)


def _shape(picture: Picture, subject: Subject) -> Spans:
    """Find entries without days, contents on top of each other, and impossible ends."""
    pieces = picture.slices(*subject)
    found: Spans = {}
    for piece in pieces:
        if piece.span.is_empty:
            found.setdefault(Finding("empty", subject), []).append(piece.span)
        for code in _impossible(piece):
            found.setdefault(Finding(code, subject), []).append(piece.span)
    shared = list(_shared(pieces))
    return {**found, Finding("overlap", subject): shared} if shared else found


def _shared(pieces: tuple[Slice, ...]) -> Iterator[Span]:
    reached: Slice | None = None
    for piece in pieces:
        if reached and (both := reached.span.intersection(piece.span)):
            yield both
        if reached is None or piece.span.end > reached.span.end:
            reached = piece


def _impossible(piece: Slice) -> Iterator[str]:
    values = piece.values
    if piece.kind == "engagement" and values["kind"] == "temporary" and not piece.span.until:
        yield "endless_temporary"
    if piece.kind == "seat" and values["holder_post"] and values["holder_user"]:
        yield "held_twice"
    if piece.kind == "responsibility":
        end = values["age_to"]
        if end is not None and end <= values["age_from"]:
            yield "ages_reversed"


def _references(lens: Lens, subject: Subject) -> Iterator[Finding]:
    values = lens.at(*subject)
    if values is None:
        return
    for ref in OUTGOING[subject.kind]:
        key = values[ref.field]
        if key and lens.at(ref.to, key) is None:
            target = (("target", Subject(ref.to, key)),)
            yield Finding(f"missing_{ref.kind}_{ref.field}", subject, target)


def _with_referring(picture: Picture, subject: Subject) -> Iterable[Subject]:
    return {subject} | picture.referring(subject)


def _ring(lens: Lens, unit: str) -> Iterator[Finding]:
    """Follow the parents upwards; report the ring only if the unit is part of it."""
    path = [unit]
    values = lens.at("unit", unit)
    while values and values["parent"]:
        parent = values["parent"]
        if parent == unit:
            yield _ring_of(path)
        if parent in path:
            return
        path.append(parent)
        values = lens.at("unit", parent)


def _ring_of(path: list[str]) -> Finding:
    start = path.index(min(path))
    turned = [*path[start:], *path[:start], path[start]]
    names = tuple(Subject("unit", key) for key in turned)
    return Finding("cycle", names[0], (("path", names),))


def _units_only(_: Picture, subject: Subject) -> Iterable[str]:
    return (subject.key,) if subject.kind == "unit" else ()


def _life(lens: Lens, subject: Subject) -> Iterator[Finding]:
    """Find days on which something is missing that was there before and comes back."""
    if lens.at(*subject) is None:
        pieces = lens.picture.slices(*subject)
        earlier = any(piece.span.end <= lens.day for piece in pieces)
        if earlier and any(piece.span.first > lens.day for piece in pieces):
            yield Finding("gap_in_life", subject)


def _lasting(_: Picture, subject: Subject) -> Iterable[Subject]:
    return (subject,) if subject.kind in LASTING else ()


def _engaged(lens: Lens, post: str) -> Iterator[Finding]:
    rows = list(lens.holding("engagement", "post", post))
    times = Counter(values["user"] for _, values in rows)
    for key, values in rows:
        if times[values["user"]] > 1:
            yield Finding(
                "engaged_twice", Subject("engagement", key), (("post", Subject("post", post)),)
            )


def _posts_of(picture: Picture, subject: Subject) -> Iterable[str]:
    return values_of(picture, subject, "post") if subject.kind == "engagement" else ()


def _led(lens: Lens, unit: str) -> Iterator[Finding]:
    """Find units that have had a leader and are without one."""
    values = lens.at("unit", unit)
    if values is None or values["kind"] not in LINE_KINDS:
        return
    leaders = lens.picture.holders("leadership", "unit", unit)
    pieces = [piece for key in leaders for piece in lens.picture.slices("leadership", key)]
    had = any(p.span.first <= lens.day and p.values["unit"] == unit for p in pieces)
    if not any(lens.holding("leadership", "unit", unit)) and had:
        yield Finding("leaderless", Subject("unit", unit))


def _units_led(picture: Picture, subject: Subject) -> Iterable[str]:
    if subject.kind == "leadership":
        return values_of(picture, subject, "unit")
    return _units_only(picture, subject)


CHECKS: tuple[Check, ...] = (
    Check(_itself, _shape),
    Check(_with_referring, daily(_references)),
    Check(_units_only, daily(_ring)),
    Check(_lasting, daily(_life)),
    Check(_posts_of, daily(_engaged)),
    Check(_units_led, daily(_led)),
)
