"""Two ways to show a preview: what may be published, and what only a few may see.

The public one holds units, bodies, fields of work and target groups by name, seats by role and
post, and counts. Employees appear as counts only, and a count from 1 to 4 is not given, for it
would point someone out; nor is one that leaves 1 to 4 of all those affected. Counts are given
once, for the whole change-set: counts per day or per unit could be subtracted from each other.
Free text of steps is left out, as it may speak of a person.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from indsats.base.periods import Span
from indsats.organisation.rules.effects import Change
from indsats.organisation.rules.operations import Keep
from indsats.organisation.rules.people import PersonChange, Situation
from indsats.organisation.rules.seating import SeatChange, Sitting
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.summaries import Summary, noun
from indsats.organisation.rules.values import Subject, Values

SMALL = 5
PERSONAL = ("posts_", "engagements_", "leaderships_")
SHOWN: Mapping[str, tuple[str, ...]] = {
    "unit": ("name", "kind", "parent", "mandate", "meeting_interval"),
    "body": ("name", "kind", "parent", "mandate", "meeting_interval"),
    "seat": ("body", "role", "holder_post"),
    "responsibility": ("unit", "group", "age_from", "age_to", "area", "orientation"),
    "anchoring": ("area", "body"),
    "profile": ("name", "kind", "purpose", "tasks", "competence_requirements", "working_time"),
}
NAMED = frozenset(SHOWN) - {"seat"}  # a seat's key may have been made from a person's name
REFERS: Mapping[str, str] = {
    "parent": "unit", "body": "unit", "unit": "unit", "holder_post": "post",
}  # fmt: skip


def public(
    after: Picture,
    before: Picture,
    changes: Iterable[Change],
    keeps: Iterable[Keep],
    counted: Summary,
) -> dict[str, Any]:
    """Give the part without persons, as plain JSON; a suppressed count is None."""
    return {
        "counts": _public_counts(counted),
        "small": SMALL,
        "changes": [
            _line(before, after, change) for change in changes if noun(change) in SHOWN
        ],
        "kept": [
            {"kind": step.kind, "name": after.called(step.identity, step.span.first),
             **_days(step.span)}
            for step in keeps
            if step.kind in NAMED
        ],
    }  # fmt: skip


def _public_counts(counted: Summary) -> dict[str, int | None]:
    everyone = counted.people.get("affected", 0)
    return {
        name: None if _points_out(name, count, everyone) else count
        for name, count in counted.as_dict().items()
    }


def _points_out(name: str, count: int, everyone: int) -> bool:
    """Tell whether a count, or what is left when it is taken from everyone, is too small."""
    if name.startswith("people_"):
        return 0 < count < SMALL or 0 < everyone - count < SMALL
    return name.startswith(PERSONAL) and 0 < count < SMALL


def _days(span: Span) -> dict[str, str | None]:
    return {"from": span.first.isoformat(), "to": span.until.isoformat() if span.until else None}


def _key(kind: str, key: str) -> dict[str, str]:
    return {"key": key} if kind in NAMED else {}


def _line(before: Picture, after: Picture, change: Change) -> dict[str, Any]:
    kind = noun(change)
    return {
        "what": change.what, "kind": kind, **_key(kind, change.subject.key), **_days(change.span),
        "before": _shown(before, kind, change.before, change.span),
        "after": _shown(after, kind, change.after, change.span),
    }  # fmt: skip


def _shown(picture: Picture, kind: str, values: Values | None, span: Span) -> dict[str, Any] | None:
    if values is None:
        return None
    plain = values.plain()
    return {name: _called(picture, name, plain[name], span) for name in SHOWN[kind]}


def _called(picture: Picture, field: str, value: Any, span: Span) -> Any:
    if value is None or field not in REFERS:
        return value
    return picture.called(Subject(REFERS[field], value), span.first)


def named(
    before: Picture,
    after: Picture,
    people: Iterable[PersonChange],
    seats: Iterable[SeatChange],
) -> dict[str, Any]:
    """Give the employees and seats by name, as plain JSON."""
    return {
        "people": [
            {"user": row.user, "engagement": row.engagement, **_days(row.span),
             "aspects": list(row.aspects), "before": _plain(before, row.before, row.span),
             "after": _plain(after, row.after, row.span)}
            for row in people
        ],
        "seats": [
            {"body": after.called(Subject("unit", row.body), row.span.first), "seat": row.seat,
             **_days(row.span), "before": _sits(before, row.before, row.span),
             "after": _sits(after, row.after, row.span)}
            for row in seats
        ],
    }  # fmt: skip


def _plain(picture: Picture, found: Situation | None, span: Span) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "post": picture.called(Subject("post", found.post), span.first),
        "unit": picture.called(Subject("unit", found.unit), span.first),
        "workplace": picture.called(Subject("unit", found.workplace), span.first),
        "leader": list(found.leader[1]),
        "profile": picture.called(Subject("profile", found.profile), span.first),
        "hours": found.hours, "fraction": found.fraction, "working_time": found.working_time,
    }  # fmt: skip


def _sits(picture: Picture, found: Sitting | None, span: Span) -> dict[str, Any] | None:
    if found is None:
        return None
    post = picture.called(Subject("post", found.post), span.first) if found.post else ""
    return {"role": found.role, "post": post, "users": list(found.users)}
