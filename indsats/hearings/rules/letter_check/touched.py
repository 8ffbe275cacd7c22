"""Which centres a change-set touches, and which works councils speak for them and above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from indsats.hearings.rules.letter_check.case import Centre, LetterParty, Named, NewBody
from indsats.hearings.rules.states import Role
from indsats.law.registry import cites
from indsats.organisation.rules import Keep, Operation, Picture
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.kinds import BODY_KINDS
from indsats.organisation.rules.previews import Preview
from indsats.organisation.rules.values import Values

EVE = timedelta(days=1)
Units = Mapping[str, Values]
Day = Mapping[str, Units]


def line_above(unit: str | None, units: Units) -> Iterator[str]:
    """Climb from a unit to the top, itself first; a ring in the tree ends the climb."""
    seen: set[str] = set()
    while unit is not None and unit in units and unit not in seen:
        seen.add(unit)
        yield unit
        unit = units[unit]["parent"]


def _centre(unit: str | None, units: Units) -> str | None:
    return next((key for key in line_above(unit, units) if units[key]["kind"] == "centre"), None)


def _places(operation: Operation, day: Day) -> Iterator[str | None]:
    """Name the units a step bears on, as they are on a day."""
    values: Mapping[str, Any] = day.get(operation.kind, {}).get(operation.subject, {})
    if operation.kind == "unit":
        yield operation.subject
    elif operation.kind == "seat":
        post = day.get("post", {}).get(values.get("holder_post") or "")
        yield post["unit"] if post else None
    elif operation.kind != "anchoring":
        yield values.get("unit")


@dataclass(frozen=True)
class Touched:
    """A change-set held against the organisation, as the letter about it is read on a day.

    Steps that cannot be carried out are passed over: the change-set's own page tells of them.
    """

    before: Picture
    operations: Sequence[Operation]
    day: date

    @cached_property
    def preview(self) -> Preview:
        """Show what the steps bring."""
        steps = tuple(self.operations)
        return Preview(self.before, trace(self.before, steps), steps)

    @cached_property
    def units(self) -> Units:
        """Give the units and bodies in force on the day, by key."""
        return self.before.on(self.day).get("unit", {})

    @cached_property
    def keys(self) -> list[str]:
        """List the keys of the centres whose units, posts or heads the steps bear on, in order.

        Both the day before a step and its first day count, so that the centre a unit leaves is
        touched as well. What is expressly kept is not touched.
        """
        pictures = {False: self.before, True: self.preview.after}
        days: dict[tuple[bool, date], Day] = {}
        found: dict[str, None] = {}
        for step in self.operations:
            for new in (False, True) if not isinstance(step, Keep) else ():
                at = step.span.first if new else step.span.first - EVE
                if (new, at) not in days:
                    days[new, at] = pictures[new].on(at)
                there = days[new, at]
                centres = (_centre(place, there["unit"]) for place in _places(step, there))
                found |= dict.fromkeys(key for key in centres if key is not None)
        return list(found)

    @property
    @cites("med-right-level")
    def centres(self) -> list[Centre]:
        """Give the touched centres with the names of their own works councils."""
        return [
            Centre(self.units[key]["name"], self._councils(key))
            for key in self.keys
            if key in self.units
        ]

    @property
    @cites("med-right-level")
    def upper_councils(self) -> list[str]:
        """Name the works councils above two or more touched centres, nearest first."""
        shared: dict[str, int] = {}
        for key in self.keys:
            for above in list(line_above(key, self.units))[1:]:
                shared[above] = shared.get(above, 0) + 1
        return [name for key, count in shared.items() if count > 1 for name in self._councils(key)]

    def _councils(self, covers: str) -> list[str]:
        return sorted(
            values["name"]
            for values in self.units.values()
            if values["kind"] == "works_council" and values["covers"] == covers
        )

    @property
    def effect_days(self) -> list[date]:
        """List the days on which steps take effect, each once, in order."""
        return sorted({step.span.first for step in self.operations})

    @property
    def new_bodies(self) -> list[NewBody]:
        """List the bodies the steps bring into being, with how often they are said to meet."""
        after = self.preview.after
        fresh = sorted(after.keys("unit") - self.before.keys("unit"))
        found = [after.slices("unit", key)[-1].values for key in fresh]
        return [
            NewBody(values["name"], values["meeting_interval"])
            for values in found
            if values["kind"] in BODY_KINDS
        ]

    @property
    def known_bodies(self) -> list[Named]:
        """List the bodies in force on the day with the other names they go by."""
        return [
            Named(values["name"], tuple(values["aliases"]))
            for _key, values in sorted(self.units.items())
            if values["kind"] in BODY_KINDS
        ]

    def party(self, body: str, name: str, role: str) -> LetterParty:
        """Name a party as the list does ("" is as the body is called), and all else it goes by."""
        values = self.units.get(body)
        called = [values["name"], *values["aliases"]] if values else [body]
        name = name or called[0]
        return LetterParty(name, [each for each in called if each != name], Role(role))
