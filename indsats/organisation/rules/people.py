"""What a day's organisation means for each employee, and for whom a change-set alters it.

Everything here names employees: it belongs to the confidential preview.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from indsats.base.periods import Span
from indsats.organisation.rules.effects import differences
from indsats.organisation.rules.kinds import WORKPLACE_KINDS
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens, between, differing, joined, timeline
from indsats.organisation.rules.values import Subject, Values

STARTS, ENDS = "starts", "ends"
TERMS = frozenset({"unit", "profile", "hours", ENDS})


class Situation(NamedTuple):
    """An employee's place on one day, by keys; `leader` is (post, users), nearest first."""

    user: str
    post: str
    unit: str
    workplace: str
    leader: tuple[str, tuple[str, ...]]
    profile: str
    profile_says: Values | None
    hours: str
    fraction: str
    working_time: str


ASPECT_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "post": ("post",),
        "unit": ("unit",),
        "leader": ("leader",),
        "profile": ("profile", "profile_says"),
        "hours": ("hours", "fraction", "working_time"),
        "workplace": ("workplace",),
    }
)


class PersonChange(NamedTuple):
    """What is different for one employee's engagement on some days; None is *not engaged*."""

    user: str
    engagement: str
    span: Span
    aspects: tuple[str, ...]
    before: Situation | None
    after: Situation | None


def chain(lens: Lens, unit: str | None) -> Iterator[tuple[str, Values]]:
    """Give a unit and those above it, nearest first; stop where it is broken or goes in a ring."""
    seen: set[str] = set()
    while unit and unit not in seen:
        seen.add(unit)
        values = lens.at("unit", unit)
        if values is None:
            return
        yield unit, values
        unit = values["parent"]


def situation(lens: Lens, engagement: str) -> Situation | None:
    """Tell where an engagement puts its employee on the lens's day, or None outside its days."""
    values = lens.at("engagement", engagement)
    post = lens.at("post", values["post"]) if values else None
    if values is None or post is None:
        return None
    above = list(chain(lens, post["unit"]))
    profile = lens.at("profile", post["profile"])
    return Situation(
        user=values["user"], post=values["post"], unit=post["unit"],
        workplace=_workplace(above), leader=_leader(lens, above, values["post"]),
        profile=post["profile"] or "", profile_says=profile,
        hours=post["hours"], fraction=values["fraction"],
        working_time=profile["working_time"] if profile else "",
    )  # fmt: skip


def _workplace(above: list[tuple[str, Values]]) -> str:
    return next((key for key, unit in above if unit["kind"] in WORKPLACE_KINDS), "")


def _leader(lens: Lens, above: list[tuple[str, Values]], own: str) -> tuple[str, tuple[str, ...]]:
    for unit, _ in above:
        for _key, leadership in lens.holding("leadership", "unit", unit):
            post = leadership["post"]
            if post != own:
                return post, occupants(lens, post)
    return "", ()


def occupants(lens: Lens, post: str | None) -> tuple[str, ...]:
    """Give the usernames of those engaged in a post on the lens's day, in order."""
    found = lens.holding("engagement", "post", post) if post else ()
    return tuple(sorted({values["user"] for _, values in found}))


def affected(picture: Picture, touched: Iterable[Subject], days: Span) -> frozenset[Subject]:
    """Follow what rests on the touched subjects in these days: downwards, and through leaders."""
    seeds = set(touched)
    seeds |= {unit for seed in seeds for unit in _led_by(picture, seed, days)}
    queue, found = deque(seeds), seeds
    while queue:
        new = _resting_on(picture, queue.popleft(), days) - found
        found |= new
        queue.extend(new)
    return frozenset(found)


BELOW: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "unit": (("unit", "parent"), ("post", "unit")),
        "profile": (("post", "profile"),),
        "post": (("engagement", "post"),),
    }
)


def _resting_on(picture: Picture, subject: Subject, days: Span) -> set[Subject]:
    return {
        Subject(kind, key)
        for kind, field in BELOW.get(subject.kind, ())
        for key in picture.holders(kind, field, subject.key)
        if subject.key in _held(picture, Subject(kind, key), field, days)
    }


def _led_by(picture: Picture, subject: Subject, days: Span) -> set[Subject]:
    """Give the units led by a leadership, or from a post that an engagement fills."""
    leaderships = {subject} if subject.kind == "leadership" else set()
    if subject.kind == "engagement":
        leaderships = {
            Subject("leadership", key)
            for post in _held(picture, subject, "post", days)
            for key in picture.holders("leadership", "post", post)
        }
    units = (_held(picture, leadership, "unit", days) for leadership in leaderships)
    return {Subject("unit", unit) for some in units for unit in some}


def _held(picture: Picture, subject: Subject, field: str, days: Span) -> set[str]:
    pieces = picture.slices(*subject)
    return {piece.values[field] for piece in pieces if piece.span.overlaps(days)}


def people_changes(
    before: Picture, after: Picture, touched: Iterable[Subject]
) -> tuple[PersonChange, ...]:
    """Give every employee for whom something differs, engagement by engagement, with exact days."""
    seeds = frozenset(touched)
    spans = [row.span for seed in seeds for row in differences(before, after, seed)]
    if not spans:
        return ()
    days = between(min(span.first for span in spans), max(span.end for span in spans))
    reached = affected(before, seeds, days) | affected(after, seeds, days)
    keys = sorted(subject.key for subject in reached if subject.kind == "engagement")
    return tuple(change for key in keys for change in _for_one(before, after, key, days))


def _for_one(before: Picture, after: Picture, key: str, days: Span) -> Iterator[PersonChange]:
    reading = partial(situation, engagement=key)
    old, new = (timeline(picture, reading, days) for picture in (before, after))
    rows = (
        (found.span, (_aspects(found.before, found.after), found.before, found.after))
        for found in differing(old, new)
    )
    for span, (aspects, was, becomes) in joined(rows):
        someone = becomes or was
        if aspects and someone:
            yield PersonChange(someone.user, key, span, aspects, was, becomes)


def _aspects(before: Situation | None, after: Situation | None) -> tuple[str, ...]:
    if before is None or after is None:
        return (STARTS,) if before is None else (ENDS,)
    if before.user != after.user:
        return (ENDS, STARTS)
    return tuple(
        aspect
        for aspect, fields in ASPECT_FIELDS.items()
        if any(getattr(before, name) != getattr(after, name) for name in fields)
    )


def terms_change(changes: Iterable[PersonChange]) -> dict[str, tuple[date, tuple[str, ...]]]:
    """Give, per engagement, the first day its terms change, and which; a start is no change."""
    found: dict[str, tuple[date, tuple[str, ...]]] = {}
    for change in sorted(changes, key=lambda change: change.span.first):
        terms = tuple(aspect for aspect in change.aspects if aspect in TERMS)
        if terms and change.engagement not in found:
            found[change.engagement] = (change.span.first, terms)
    return found
