"""A change-set in numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indsats.organisation.rules.effects import CLOSED, CREATED, Change
from indsats.organisation.rules.kinds import BODY_KINDS
from indsats.organisation.rules.operations import Keep
from indsats.organisation.rules.people import PersonChange
from indsats.organisation.rules.seating import SeatChange

PLURALS: Mapping[str, str] = {
    "unit": "units", "body": "bodies", "post": "posts", "engagement": "engagements",
    "leadership": "leaderships", "seat": "seats", "profile": "profiles",
    "responsibility": "responsibilities", "anchoring": "anchorings",
}  # fmt: skip
SET = frozenset({"responsibility", "anchoring"})


@dataclass(frozen=True)
class Summary:
    """How many subjects are created, moved, changed, closed and kept, and whom it bears on.

    `structure` has names such as units_created, bodies_created, seats_created; responsibilities
    and anchorings count as one name however they are altered, unless they cease. A created
    subject is not also counted as moved or changed. `people` counts employees by what differs
    for them, and "affected" each employee once. Names without a count are left out.
    """

    structure: Mapping[str, int]
    people: Mapping[str, int]
    bodies_recomposed: int

    def as_dict(self) -> dict[str, Any]:
        """Give all counts in one plain table."""
        people = {f"people_{aspect}": count for aspect, count in self.people.items()}
        recomposed = {"bodies_recomposed": self.bodies_recomposed}
        return {**self.structure, **recomposed, **people}


def summary(
    changes: Iterable[Change],
    keeps: Iterable[Keep],
    people: Iterable[PersonChange],
    seats: Iterable[SeatChange],
) -> Summary:
    """Count a change-set; every subject and every employee once under each name."""
    rows = list(changes)
    fresh = {row.subject for row in rows if row.what == CREATED}
    named: defaultdict[str, set[Any]] = defaultdict(set)
    for row in rows:
        if row.what == CREATED or row.subject not in fresh:
            named[_name(row)].add(row.subject)
    named["kept"] |= {step.identity for step in keeps}
    structure = {name: len(found) for name, found in sorted(named.items()) if found}
    return Summary(structure, _people(people), len({seat.body for seat in seats}))


def noun(change: Change) -> str:
    """Give the kind of what is altered, telling bodies from other units."""
    values = change.after or change.before
    if values is not None and change.subject.kind == "unit" and values["kind"] in BODY_KINDS:
        return "body"
    return change.subject.kind


def _name(change: Change) -> str:
    kind = noun(change)
    if kind in SET and change.what != CLOSED:
        return PLURALS[kind]
    return f"{PLURALS[kind]}_{change.what}"


def _people(changes: Iterable[PersonChange]) -> dict[str, int]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        named["affected"].add(change.user)
        for aspect in change.aspects:
            named[aspect].add(change.user)
    return {name: len(found) for name, found in sorted(named.items())}
