"""Who sits in which body, seat by seat, and where a change-set puts someone else."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from indsats.base.periods import Span
from indsats.organisation.rules.people import occupants
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens, differing, timeline
from indsats.organisation.rules.values import Subject


class Sitting(NamedTuple):
    """How a seat is filled on a day; without users it is vacant."""

    body: str
    role: str
    post: str
    users: tuple[str, ...]
    substitute_for: str
    designation: str


class SeatChange(NamedTuple):
    """That a seat is filled differently on some days; None is *no such seat*."""

    body: str
    seat: str
    span: Span
    before: Sitting | None
    after: Sitting | None


def sitting(lens: Lens, seat: str) -> Sitting | None:
    """Tell who holds a seat on the lens's day: those in the post it is bound to, or a person."""
    values = lens.at("seat", seat)
    if values is None:
        return None
    post, user = values["holder_post"], values["holder_user"]
    users = occupants(lens, post) if post else tuple(filter(None, [user]))
    return Sitting(
        values["body"], values["role"], post or "", users,
        values["substitute_for"] or "", values["designation"],
    )  # fmt: skip


def seat_changes(
    before: Picture, after: Picture, touched: Iterable[Subject]
) -> tuple[SeatChange, ...]:
    """Give every seat filled differently, also where only the holder of its post is another."""
    subjects = frozenset(touched)
    keys = _seats(before, subjects) | _seats(after, subjects)
    return tuple(
        SeatChange(_body(found.before, found.after), key, *found)
        for key in sorted(keys)
        for found in differing(*(
            timeline(picture, partial(sitting, seat=key)) for picture in (before, after)
        ))
    )  # fmt: skip


def _body(before: Sitting | None, after: Sitting | None) -> str:
    someone = after or before
    return someone.body if someone else ""


def _seats(picture: Picture, subjects: frozenset[Subject]) -> set[str]:
    posts = {subject for subject in subjects if subject.kind == "post"}
    posts |= {
        Subject("post", piece.values["post"])
        for subject in subjects
        if subject.kind == "engagement"
        for piece in picture.slices(*subject)
    }
    held = {s.key for post in posts for s in picture.referring(post) if s.kind == "seat"}
    return held | {subject.key for subject in subjects if subject.kind == "seat"}
