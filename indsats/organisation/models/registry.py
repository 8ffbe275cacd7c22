"""Which table holds which kind of the change-set engine, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from indsats.base.models import Effective, EffectiveQuerySet
from indsats.base.periods import Span
from indsats.organisation.models.identities import (
    Anchoring,
    Engagement,
    Identity,
    Leadership,
    Post,
    Profile,
    Responsibility,
    Seat,
    Unit,
)
from indsats.organisation.models.people import User
from indsats.organisation.models.states import (
    AnchoringState,
    EngagementState,
    LeadershipState,
    PostState,
    ProfileState,
    ResponsibilityState,
    SeatState,
    UnitState,
)
from indsats.organisation.rules.fields import Field, FieldType
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.slices import Slice
from indsats.organisation.rules.values import Values, thaw

Pointers = Mapping[tuple[type[Any], str], int]


@dataclass(frozen=True)
class Table:
    """Where a kind lives: the identities, their dated slices, and the key between the two.

    Fields have the same names in the engine and in the table. A reference is a foreign key in
    the table and the stable key (of a user: the username) in the engine.
    """

    kind: str
    identity: type[Identity]
    state: type[Effective]

    @property
    def fields(self) -> Mapping[str, Field]:
        """Give the fields as the engine declares them."""
        return KINDS[self.kind].fields

    @property
    def rows(self) -> EffectiveQuerySet[Any]:
        """Give all dated slices of the kind."""
        return EffectiveQuerySet(self.state)

    @property
    def paths(self) -> dict[str, str]:
        """Give where to read each field, following a reference to its key."""
        return {name: name + _tail(field) for name, field in self.fields.items()}

    def target(self, field: Field) -> type[Any] | None:
        """Give the model a reference points at; None for a field that is no reference."""
        if field.type is FieldType.USER:
            return User
        return TABLES[field.to].identity if field.type is FieldType.REFERENCE else None

    def pointed(self, values: Values) -> dict[type[Any], set[str]]:
        """Give the keys the values point at, by model."""
        found: dict[type[Any], set[str]] = {}
        for name, field in self.fields.items():
            target = self.target(field)
            if target is not None and values[name] is not None:
                found.setdefault(target, set()).add(values[name])
        return found

    def columns(self, values: Values, pointers: Pointers) -> dict[str, Any]:
        """Turn canonical values into what the table's columns hold."""
        return {
            self._column(field): self._content(field, values[name], pointers)
            for name, field in self.fields.items()
        }

    def _column(self, field: Field) -> str:
        return f"{field.name}_id" if self.target(field) is not None else field.name

    def _content(self, field: Field, value: Any, pointers: Pointers) -> Any:
        target = self.target(field)
        if target is not None:
            return None if value is None else pointers[target, value]
        if field.type is FieldType.NUMBER:
            return Decimal(value)
        return thaw(value)

    def row(self, piece: Slice, pointers: Pointers) -> Any:
        """Make an unsaved row of the table from a slice."""
        key = {f"{self.kind}_id": pointers.get((self.identity, piece.subject))}
        span = {"valid_from": piece.span.first, "valid_to": piece.span.until}
        return self.state(**key, **span, **self.columns(piece.values, pointers))

    def check(self, values: Values) -> None:
        """Raise ValidationError, by field, for what the table cannot hold, such as a bad e-mail."""
        plain = {n: f for n, f in self.fields.items() if self.target(f) is None}
        row = self.state(**{n: self._content(f, values[n], {}) for n, f in plain.items()})
        row.clean_fields(exclude={f.name for f in row._meta.fields} - set(plain))

    def slice(self, key: str, first: date, until: date | None, contents: Iterable[Any]) -> Slice:
        """Make a slice from a row read along `paths`; the table holds canonical values only."""
        values = dict(zip(self.fields, contents, strict=True))
        for name in self._numbers:
            values[name] = Decimal(str(values[name]))
        return Slice(self.kind, key, Span(first, until), Values(values))

    @cached_property
    def _numbers(self) -> list[str]:
        """Name the fields that may come as the number JSON has: they are kept as text."""
        return [name for name, field in self.fields.items() if field.type is FieldType.NUMBER]


def _tail(field: Field) -> str:
    if field.type is FieldType.USER:
        return "__username"
    return "__key" if field.type is FieldType.REFERENCE else ""


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "unit": Table("unit", Unit, UnitState),
        "profile": Table("profile", Profile, ProfileState),
        "post": Table("post", Post, PostState),
        "engagement": Table("engagement", Engagement, EngagementState),
        "leadership": Table("leadership", Leadership, LeadershipState),
        "seat": Table("seat", Seat, SeatState),
        "responsibility": Table("responsibility", Responsibility, ResponsibilityState),
        "anchoring": Table("anchoring", Anchoring, AnchoringState),
    }
)
