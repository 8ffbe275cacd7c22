"""Moving everything in municipality files to other days, by whole weeks (tidsforskydning)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from indsats.base.periods import Span
from indsats.home.rules.files.rows import Where
from indsats.organisation.rules.slices import Slice

Days = Callable[[date], date]
Row = TypeVar("Row")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip
WRITTEN = re.compile(r"\b(\d{1,2})\. (" + "|".join(MONTHS) + r") (\d{4})\b")


def shifted(row: Row, move: Days) -> Row:
    """Give a row, or a tuple of rows, with every day in it moved; all else stays."""
    return _shifted(row, move)  # type: ignore[no-any-return]


def retold(text: str, move: Days) -> str:
    """Move the days written out in a Danish text, such as 30. oktober 2023."""

    def moved(match: re.Match[str]) -> str:
        day = move(date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])))
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

    return WRITTEN.sub(moved, text)


def _shifted(value: Any, move: Days) -> Any:
    if isinstance(value, Slice):
        return replace(value, span=_shifted(value.span, move))
    for kind, moved in MOVED.items():
        if isinstance(value, kind):
            return moved(value, move)
    if is_dataclass(value) and not isinstance(value, (type, Mapping, Where)):
        names = [each.name for each in fields(value) if each.init]
        return replace(value, **{name: _shifted(getattr(value, name), move) for name in names})
    return value


def _span(span: Span, move: Days) -> Span:
    return Span(move(span.first), move(span.until) if span.until else None)


def _each(found: tuple[Any, ...], move: Days) -> tuple[Any, ...]:
    moved = (_shifted(each, move) for each in found)
    return type(found)(*moved) if hasattr(found, "_fields") else tuple(moved)


MOVED: dict[type, Callable[[Any, Days], Any]] = {
    str: retold,
    date: lambda day, move: move(day),
    Span: _span,
    tuple: _each,
}
