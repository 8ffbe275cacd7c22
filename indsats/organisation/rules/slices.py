"""The organisation as dated slices: a picture of all days at once.

A `Picture` is immutable. `Picture.of(slices)` takes any slices, also faulty ones, so that the
checks can say what is wrong; neighbours with equal contents become one. Days are half-open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from indsats.base.periods import FOREVER, Span
from indsats.organisation.rules.kinds import INCOMING, KINDS, kind_of
from indsats.organisation.rules.values import Subject, Values


@dataclass(frozen=True, slots=True)
class Slice:
    """What holds of one subject from one day up to another.

    A plain mapping is completed with defaults and brought to canonical form (BadValueError
    where it cannot be); `Values` are taken to be so already.
    """

    kind: str
    subject: str
    span: Span
    values: Values

    def __post_init__(self) -> None:
        if not isinstance(self.values, Values):
            object.__setattr__(self, "values", kind_of(self.kind).whole(self.values))

    @classmethod
    def of(
        cls, kind: str, subject: str, first: date, until: date | None = None, /, **values: Any
    ) -> Self:
        """Make a slice from named fields; the others get their defaults."""
        return cls(kind, subject, Span(first, until), kind_of(kind).whole(values))

    @property
    def identity(self) -> Subject:
        """Give the subject the slice is about."""
        return Subject(self.kind, self.subject)

    def during(self, span: Span) -> "Slice":
        """Give the same contents on other days."""
        return Slice(self.kind, self.subject, span, self.values)

    def as_json(self) -> dict[str, Any]:
        """Give the slice as the change log stores it."""
        until = self.span.until
        days = {"from": self.span.first.isoformat(), "to": until.isoformat() if until else None}
        return {"kind": self.kind, "subject": self.subject, **days, "values": self.values.plain()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a slice back from the change log."""
        until = date.fromisoformat(data["to"]) if data["to"] else None
        values = kind_of(data["kind"]).whole(data["values"])
        span = Span(date.fromisoformat(data["from"]), until)
        return cls(data["kind"], data["subject"], span, values)


Slices = tuple[Slice, ...]


def coalesced(slices: Iterable[Slice]) -> Slices:
    """Order slices of one subject by day and join neighbours with equal contents."""
    joined: list[Slice] = []
    for piece in sorted(slices, key=lambda piece: (piece.span.first, piece.span.end)):
        last = joined[-1] if joined else None
        if last and last.span.meets(piece.span) and last.values == piece.values:
            joined[-1] = last.during(Span(last.span.first, piece.span.until))
        else:
            joined.append(piece)
    return tuple(joined)


class Picture:
    """Every slice of every subject: the organisation on all days."""

    __slots__ = ("_holders", "_slices")

    def __init__(self, slices: Mapping[Subject, Slices]) -> None:
        self._slices = {subject: found for subject, found in slices.items() if found}
        self._holders: dict[tuple[str, str], dict[Any, list[str]]] = {}

    @classmethod
    def of(cls, slices: Iterable[Slice]) -> Self:
        """Gather slices into a picture, whatever their order."""
        grouped: defaultdict[Subject, list[Slice]] = defaultdict(list)
        for piece in slices:
            grouped[piece.identity].append(piece)
        return cls({subject: coalesced(found) for subject, found in grouped.items()})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self._slices == other._slices

    def __hash__(self) -> int:
        return hash(frozenset(self._slices.items()))

    def __iter__(self) -> Iterator[Slice]:
        for subject in sorted(self._slices):
            yield from self._slices[subject]

    def __len__(self) -> int:
        return sum(map(len, self._slices.values()))

    def __repr__(self) -> str:
        return f"<Picture: {len(self._slices)} subjects, {len(self)} slices>"

    def subjects(self) -> frozenset[Subject]:
        """Give every subject that is in force on some day."""
        return frozenset(self._slices)

    def keys(self, kind: str) -> frozenset[str]:
        """Give the keys of every subject of a kind."""
        return frozenset(subject.key for subject in self._slices if subject.kind == kind)

    def slices(self, kind: str, key: str) -> Slices:
        """Give one subject's slices in the order of days; none for an unknown subject."""
        return self._slices.get(Subject(kind, key), ())

    def at(self, kind: str, key: str, day: date) -> Values | None:
        """Give what holds of a subject on a day, or None where it is not in force."""
        for piece in reversed(self.slices(kind, key)):
            if piece.span.covers(day):
                return piece.values
        return None

    def on(self, day: date) -> dict[str, dict[str, Values]]:
        """Give the whole organisation on a day, by kind and key."""
        found: dict[str, dict[str, Values]] = {kind: {} for kind in KINDS}
        for subject in sorted(self._slices):
            values = self.at(subject.kind, subject.key, day)
            if values is not None:
                found[subject.kind][subject.key] = values
        return found

    def breakpoints(self, within: Span | None = None) -> tuple[date, ...]:
        """Give every day on which something begins, changes or ends, in order."""
        days = {day for piece in self for day in (piece.span.first, piece.span.end)}
        span = within or Span(date.min)
        return tuple(sorted(day for day in days if day != FOREVER and span.covers(day)))

    def holders(self, kind: str, field: str, value: Any) -> tuple[str, ...]:
        """Give the keys of subjects of a kind whose field holds a value on some day."""
        return tuple(self._index(kind, field).get(value, ()))

    def held(self, kind: str, field: str) -> tuple[Any, ...]:
        """Give every value a field holds for some subject of a kind on some day."""
        return tuple(self._index(kind, field))

    def _index(self, kind: str, field: str) -> dict[Any, list[str]]:
        if (kind, field) not in self._holders:
            self._holders[kind, field] = self._indexed(kind, field)
        return self._holders[kind, field]

    def _indexed(self, kind: str, field: str) -> dict[Any, list[str]]:
        found: defaultdict[Any, set[str]] = defaultdict(set)
        for subject, pieces in self._slices.items():
            if subject.kind == kind:
                for piece in pieces:
                    found[piece.values[field]].add(subject.key)
        return {value: sorted(keys) for value, keys in found.items()}

    def referring(self, target: Subject) -> frozenset[Subject]:
        """Give every subject that refers to this one on some day."""
        return frozenset(
            Subject(ref.kind, key)
            for ref in INCOMING[target.kind]
            for key in self.holders(ref.kind, ref.field, target.key)
        )

    def replaced(self, changes: Mapping[Subject, Slices]) -> "Picture":
        """Give a picture in which some subjects have other slices."""
        return Picture({**self._slices, **changes})

    def called(self, subject: Subject, day: date | None = None) -> str:
        """Give what a subject is called on a day, else at its latest, else its key."""
        pieces = self.slices(*subject)
        title = KINDS[subject.kind].title if subject.kind in KINDS else ""
        if not pieces or not title:
            return self._by_relation(subject, day)
        values = self.at(*subject, day) if day else None
        return str((values or pieces[-1].values)[title]) or subject.key

    def _by_relation(self, subject: Subject, day: date | None) -> str:
        pieces = self.slices(*subject)
        if not pieces or subject.kind not in {"leadership", "seat"}:
            return subject.key
        values = (self.at(*subject, day) if day else None) or pieces[-1].values
        post = values["post" if subject.kind == "leadership" else "holder_post"]
        return self.called(Subject("post", post), day) if post else subject.key
