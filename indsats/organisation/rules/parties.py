"""Whose staff or users a change-set bears on: the councils and boards that speak for them."""

from datetime import date
from typing import NamedTuple

from indsats.organisation.rules.effects import CHANGED
from indsats.organisation.rules.previews import Preview
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject

NOT_CONSULTED = "not_consulted"


class Concerned(NamedTuple):
    """A works council or board, the unit it speaks for, and the first day it is affected."""

    body: str
    covers: str
    day: date


def concerned(preview: Preview) -> tuple[Concerned, ...]:
    """List the bodies that speak for a unit that is created, closed or moved, or lies above it.

    The nearest body above a unit speaks for it, before the change and after it.
    """
    found: dict[str, Concerned] = {}
    for change in preview.changes:
        if change.subject.kind != "unit" or change.what == CHANGED:
            continue
        day = change.span.first
        for picture in (preview.before, preview.after):
            for body, unit in speaking_for(picture, change.subject.key, day):
                found.setdefault(body, Concerned(body, unit, day))
    return tuple(found[body] for body in sorted(found))


def speaking_for(picture: Picture, unit: str, day: date) -> list[tuple[str, str]]:
    """Give (body, unit it speaks for) of the nearest bodies at or above a unit on a day."""
    for above in _upwards(picture, unit, day):
        bodies = [
            (body, above)
            for body in picture.holders("unit", "covers", above)
            if (values := picture.at("unit", body, day)) is not None and values["covers"] == above
        ]
        if bodies:
            return bodies
    return []


def _upwards(picture: Picture, unit: str, day: date) -> list[str]:
    chain: list[str] = []
    key: str | None = unit
    while key and key not in chain:
        values = picture.at(*Subject("unit", key), day)
        if values is None:
            break
        chain.append(key)
        key = values["parent"]
    return chain
