"""Which centres a change-set touches, and which works councils speak for them and above them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from indsats.hearings.rules.letter_check.case import Centre, Named, NewBody
from indsats.law.registry import cites
from indsats.organisation.rules import Keep, Operation, Picture, apply
from indsats.organisation.rules.kinds import BODY_KINDS
from indsats.organisation.rules.values import Values

EVE = timedelta(days=1)
Units = Mapping[str, Values]


def line_above(unit: str | None, units: Units) -> Iterator[str]:
    """Climb from a unit to the top, itself first; a ring in the tree ends the climb."""
    seen: set[str] = set()
    while unit is not None and unit in units and unit not in seen:
        seen.add(unit)
        yield unit
        unit = units[unit]["parent"]


def _centre(unit: str | None, units: Units) -> str | None:
    return next((key for key in line_above(unit, units) if units[key]["kind"] == "centre"), None)


def _places(operation: Operation, day: Mapping[str, Mapping[str, Values]]) -> Iterator[str | None]:
    """Name the units a step bears on, as they are on a day."""
    values: Mapping[str, Any] = day.get(operation.kind, {}).get(operation.subject, {})
    if operation.kind == "unit":
        yield operation.subject
    elif operation.kind == "seat":
        post = day.get("post", {}).get(values.get("holder_post") or "")
        yield post["unit"] if post else None
    elif operation.kind != "anchoring":
        yield values.get("unit")


def touched_centres(before: Picture, operations: Iterable[Operation]) -> list[str]:
    """List the keys of the centres whose units, posts or heads the steps bear on, in order.

    Both the day before a step and its first day count, so that the centre a unit leaves is
    touched as well. What is expressly kept is not touched.
    """
    steps = tuple(operations)
    after = apply(before, steps)
    found: dict[str, None] = {}
    for step in steps:
        if isinstance(step, Keep):
            continue
        for picture, day in ((before, step.span.first - EVE), (after, step.span.first)):
            there = picture.on(day)
            for place in _places(step, there):
                centre = _centre(place, there.get("unit", {}))
                if centre is not None:
                    found[centre] = None
    return list(found)


def _councils(units: Units, covers: str) -> list[str]:
    return sorted(
        values["name"]
        for values in units.values()
        if values["kind"] == "works_council" and values["covers"] == covers
    )


@cites("med-right-level")
def centres(before: Picture, operations: Iterable[Operation], day: date) -> list[Centre]:
    """Give the touched centres with the names of their own works councils on a day."""
    units = before.on(day).get("unit", {})
    return [
        Centre(units[key]["name"], _councils(units, key))
        for key in touched_centres(before, operations)
        if key in units
    ]


@cites("med-right-level")
def upper_councils(before: Picture, operations: Iterable[Operation], day: date) -> list[str]:
    """Name the works councils above two or more touched centres, nearest first."""
    units = before.on(day).get("unit", {})
    above = [list(line_above(key, units))[1:] for key in touched_centres(before, operations)]
    shared: dict[str, int] = {}
    for line in above:
        for key in line:
            shared[key] = shared.get(key, 0) + 1
    return [name for key, count in shared.items() if count > 1 for name in _councils(units, key)]


def new_bodies(before: Picture, operations: Iterable[Operation]) -> list[NewBody]:
    """List the bodies the steps bring into being, with how often they are said to meet."""
    after, old = apply(before, tuple(operations)), before.keys("unit")
    fresh = [after.slices("unit", key)[-1].values for key in sorted(after.keys("unit") - old)]
    return [
        NewBody(values["name"], values["meeting_interval"])
        for values in fresh
        if values["kind"] in BODY_KINDS
    ]


def known_bodies(before: Picture, day: date) -> list[Named]:
    """List the bodies in force on a day with the other names they go by."""
    units = before.on(day).get("unit", {})
    return [
        Named(values["name"], tuple(values["aliases"]))
        for _key, values in sorted(units.items())
        if values["kind"] in BODY_KINDS
    ]
