"""What an order says, as plain data that is issued, changed and compared (ordrens ordlyd)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import Any

from indsats.base.periods import Span

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The words of a deployment; ``places`` and ``competences`` are keys, ``last`` its last day."""

    title: str
    first: date
    last: date
    weekdays: tuple[int, ...]
    from_time: time
    to_time: time
    staff_min: int
    staff_max: int
    purposes: tuple[str, ...] = ()
    postpones: tuple[str, ...] = ()
    cost_from: int | None = None
    cost_to: int | None = None
    places: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()

    @property
    def days(self) -> Span:
        """Give its days as a half-open span."""
        return Span(self.first, self.last + DAY)

    @property
    def texts(self) -> tuple[str, ...]:
        """Give everything in it that somebody has written."""
        return (self.title, *self.purposes, *self.postpones)


NAMES = tuple(field.name for field in fields(Terms))


def as_data(terms: Terms) -> dict[str, Any]:
    """Write terms as what JSON can hold."""
    found: dict[str, Any] = {}
    for name in NAMES:
        value = getattr(terms, name)
        if isinstance(value, time):
            value = value.isoformat("minutes")
        elif isinstance(value, date):
            value = value.isoformat()
        found[name] = list(value) if isinstance(value, tuple) else value
    return found


def from_data(data: Mapping[str, Any]) -> Terms:
    """Read terms that `as_data` wrote."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    for name in ("first", "last"):
        known[name] = date.fromisoformat(known[name])
    for name in ("from_time", "to_time"):
        known[name] = time.fromisoformat(known[name])
    return Terms(**known)


def differences(before: Terms, after: Terms) -> tuple[str, ...]:
    """Name what is not the same in two wordings, in the order of the form."""
    return tuple(name for name in NAMES if getattr(before, name) != getattr(after, name))
