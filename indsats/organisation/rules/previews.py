"""What a change-set will bring, before anything is written: ``preview(picture, operations)``.

Everything is worked out from two pictures, before and after, so a preview on a day *is* the
organisation on that day once the change-set is in effect. What names employees is kept apart
from what may be published: see `projections`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from indsats.base.periods import FOREVER
from indsats.organisation.rules import projections
from indsats.organisation.rules.applying import Trace, trace
from indsats.organisation.rules.effects import (
    CHANGED,
    CLOSED,
    CREATED,
    MOVED,
    Change,
    changed,
    changes,
    effect_hash,
)
from indsats.organisation.rules.operations import Keep, Operation, in_order
from indsats.organisation.rules.people import PersonChange, people_changes
from indsats.organisation.rules.problems import OperationRefused
from indsats.organisation.rules.reshaping import Succession, successions
from indsats.organisation.rules.seating import SeatChange, seat_changes
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.summaries import Summary, summary
from indsats.organisation.rules.values import Subject, Values

Day = dict[str, dict[str, Values]]


@dataclass(frozen=True)
class DayPreview:
    """One day, before and after: the whole organisation twice, and what differs on that day."""

    day: date
    before: Day
    after: Day
    changes: tuple[Change, ...]
    kept: tuple[Subject, ...]
    people: tuple[PersonChange, ...]
    seats: tuple[SeatChange, ...]

    def _what(self, what: str, kind: str) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if c.what == what and kind in {"", c.subject.kind})

    def created(self, kind: str = "") -> tuple[Change, ...]:
        """Give what exists on the day only because of the change-set, maybe of one kind."""
        return self._what(CREATED, kind)

    def moved(self, kind: str = "") -> tuple[Change, ...]:
        """Give what is placed elsewhere on the day, maybe of one kind."""
        return self._what(MOVED, kind)

    def closed(self, kind: str = "") -> tuple[Change, ...]:
        """Give what does not exist on the day because of the change-set, maybe of one kind."""
        return self._what(CLOSED, kind)

    def changed(self, kind: str = "") -> tuple[Change, ...]:
        """Give what is otherwise different on the day, maybe of one kind."""
        return self._what(CHANGED, kind)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Give the keys of the bodies that are put together differently on the day."""
        return tuple(sorted({change.body for change in self.seats}))


@dataclass(frozen=True)
class Preview:
    """Both pictures and all that can be told from them; worked out when first asked for."""

    before: Picture
    traced: Trace
    operations: tuple[Operation, ...]

    @property
    def after(self) -> Picture:
        """Give the picture once every step is in effect."""
        return self.traced.picture

    @cached_property
    def altered(self) -> tuple[Subject, ...]:
        """Give the subjects that really differ."""
        return changed(self.before, self.after, {write.subject for write in self.traced.writes})

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Give everything that is created, closed, moved or changed, with its days."""
        return changes(self.before, self.after, self.altered)

    @property
    def keeps(self) -> tuple[Keep, ...]:
        """Give the promises to leave something as it is."""
        return tuple(step for step in self.operations if isinstance(step, Keep))

    @property
    def successions(self) -> tuple[Succession, ...]:
        """Give who takes over from whom, where something is split or merged."""
        return successions(self.operations)

    @cached_property
    def people(self) -> tuple[PersonChange, ...]:
        """Give every employee for whom something differs; confidential."""
        return people_changes(self.before, self.after, self.altered)

    @cached_property
    def seats(self) -> tuple[SeatChange, ...]:
        """Give every seat that is filled differently; names those who sit, so confidential."""
        return seat_changes(self.before, self.after, self.altered)

    @cached_property
    def summary(self) -> Summary:
        """Count what is altered, by kind."""
        return summary(self.changes, self.keeps, self.people, self.seats)

    @property
    def breakpoints(self) -> tuple[date, ...]:
        """Give the days on which the difference between before and after is another."""
        rows = (self.changes, self.people, self.seats)
        spans = [row.span for some in rows for row in some]
        days = {day for span in spans for day in (span.first, span.end)}
        return tuple(sorted(days - {FOREVER}))

    def on(self, day: date) -> DayPreview:
        """Show one day before and after."""
        return DayPreview(
            day, self.before.on(day), self.after.on(day),
            tuple(row for row in self.changes if row.span.covers(day)),
            tuple(step.identity for step in self.keeps if step.span.covers(day)),
            tuple(row for row in self.people if row.span.covers(day)),
            tuple(row for row in self.seats if row.span.covers(day)),
        )  # fmt: skip

    @cached_property
    def hash(self) -> str:
        """Give the sha256 of the effect, which a decision names: same effect, same hash."""
        kept = [[*s.identity, s.span.first, s.span.until, s.patch] for s in self.keeps]
        heirs = [[*row[:4], list(row.only or ())] for row in self.successions]
        return effect_hash(self.before, self.after, self.altered, [sorted(map(repr, kept)), heirs])

    def public(self) -> dict[str, Any]:
        """Give what may be published: units, bodies, fields of work, and counts; no person."""
        return projections.public(self.after, self.before, self.changes, self.keeps, self.summary)

    def confidential(self) -> dict[str, Any]:
        """Give the public part and, by name, the employees and seats it bears on."""
        named = projections.named(self.before, self.after, self.people, self.seats)
        return {**self.public(), "counts": self.summary.as_dict(), **named}


def preview(picture: Picture, operations: Iterable[Operation]) -> Preview:
    """Show what the steps will bring; raise OperationRefused where one cannot be carried out."""
    steps = in_order(operations)
    traced = trace(picture, steps)
    if traced.refused:
        raise OperationRefused(traced.refused[0])
    return Preview(picture, traced, steps)
