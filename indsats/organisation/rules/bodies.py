"""Checks of bodies: their seats, how often they meet, and which field answers to which body."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from indsats.organisation.rules.age_bands import plain
from indsats.organisation.rules.findings import Check, Finding, daily, values_of
from indsats.organisation.rules.kinds import BODY_KINDS
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens
from indsats.organisation.rules.values import Subject, Values


def _seat(lens: Lens, seat: str) -> Iterator[Finding]:
    values = lens.at("seat", seat)
    if values is None:
        return
    subject = Subject("seat", seat)
    body = lens.at("unit", values["body"])
    if body is not None and body["kind"] not in BODY_KINDS:
        yield Finding("seat_outside_body", subject, (("body", Subject("unit", values["body"])),))
    if _astray(lens, seat, values):
        yield Finding("substitute_astray", subject)


def _astray(lens: Lens, seat: str, values: Values) -> bool:
    if values["substitute_for"] == seat:
        return True
    other = lens.at("seat", values["substitute_for"])
    return other is not None and other["body"] != values["body"]


def _seats_of(picture: Picture, subject: Subject) -> Iterable[str]:
    if subject.kind not in {"seat", "unit"}:
        return ()
    seats = {other.key for other in picture.referring(subject) if other.kind == "seat"}
    return seats | {subject.key} if subject.kind == "seat" else seats


def _body(lens: Lens, body: str) -> Iterator[Finding]:
    values = lens.at("unit", body)
    if values is None:
        return
    subject = Subject("unit", body)
    if values["kind"] == "steering_group" and not values["meeting_interval"]:
        yield Finding("no_meeting_interval", subject)
    seats = [seat for _, seat in lens.holding("seat", "body", body)]
    posts = Counter(seat["holder_post"] for seat in seats if not seat["substitute_for"])
    for post, times in posts.items():
        if post and times > 1:
            yield Finding("sits_twice", subject, (("post", Subject("post", post)),))


def _bodies_of(picture: Picture, subject: Subject) -> Iterable[str]:
    if subject.kind == "seat":
        return values_of(picture, subject, "body")
    return (subject.key,) if subject.kind == "unit" else ()


def _anchored(lens: Lens, area: str) -> Iterator[Finding]:
    spellings = [s for s in lens.picture.held("anchoring", "area") if plain(s) == area]
    found = [
        (Subject("anchoring", key), values)
        for spelling in spellings
        for key, values in lens.holding("anchoring", "area", spelling)
    ]
    if not found:
        yield from _unanchored(lens, spellings)
    for subject, values in found:
        body = lens.at("unit", values["body"])
        if body is not None and body["kind"] != "committee":
            where = ("area", values["area"]), ("body", Subject("unit", values["body"]))
            yield Finding("anchored_outside_committee", subject, where)
    for (_, one), (subject, other) in pairwise(found):
        where = ("area", other["area"]), ("first", Subject("unit", one["body"]))
        second = ("second", Subject("unit", other["body"]))
        yield Finding("anchored_twice", subject, (*where, second))


def _unanchored(lens: Lens, spellings: list[str]) -> Iterator[Finding]:
    pieces = [
        piece
        for spelling in spellings
        for key in lens.picture.holders("anchoring", "area", spelling)
        for piece in lens.picture.slices("anchoring", key)
        if piece.values["area"] == spelling
    ]
    earlier = [piece for piece in pieces if piece.span.end <= lens.day]
    if earlier:
        last = max(earlier, key=lambda piece: (piece.span.end, piece.subject))
        later = any(piece.span.first > lens.day for piece in pieces)
        code = "anchoring_gap" if later else "anchoring_ends"
        yield Finding(code, last.identity, (("area", last.values["area"]),))


def _areas_of(picture: Picture, subject: Subject) -> Iterable[str]:
    anchorings = {"anchoring": {subject}, "unit": picture.referring(subject)}.get(subject.kind, ())
    return {
        plain(area)
        for other in anchorings
        if other.kind == "anchoring"
        for area in values_of(picture, other, "area")
    }


CHECKS: tuple[Check, ...] = (
    Check(_seats_of, daily(_seat)),
    Check(_bodies_of, daily(_body)),
    Check(_areas_of, daily(_anchored)),
)
