"""Charts as SVG: drawn here, the same on screen and in a PDF, with no script (diagram).

A chart never stands alone: the same numbers stand in a table beside it. Colour only repeats what
order, length and numbers say. Lengths are pixels at natural size, narrow enough for a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

WIDTH = 360
FONTS = "IBM Plex Sans, Noto Sans, DejaVu Sans, sans-serif"
INK, QUIET, LINE = "#1a1a1a", "#595959", "#8e8e8e"
LETTER = 7.2  # the width of a letter at 13 px, on the safe side
ROW, BAR, NUMBER = 42, 18, 44
COLUMNS, TOP, FOOT, SLOT = 120, 22, 22, 0.72
LEGEND, SQUARE = 22, 12
ROOM = 18  # a number needs this much of a bar to stand inside it


@dataclass(frozen=True)
class Series:
    """One kind of thing that is counted: its name, its colour, and the ink that is read on it."""

    name: str
    fill: str
    ink: str = "#ffffff"


class Row(NamedTuple):
    """One bar or column: its label and a number per series; None is a number that is hidden."""

    label: str
    values: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """Add up what is shown."""
        return sum(value or 0 for value in self.values)


@dataclass(frozen=True)
class Words:
    """What a chart is called, and what it writes for a number that is hidden."""

    title: str
    hidden: str = "–"


def _text(x: float, y: float, text: object, **more: str) -> str:
    facts = {"font-size": "13", "fill": INK, **{k.replace("_", "-"): v for k, v in more.items()}}
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in facts.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(str(text))}</text>'


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'
    )


def _legend(series: Sequence[Series], top: float, width: float) -> tuple[list[str], float]:
    """Draw what each colour is, as many as fit on a line; give the parts and where they end."""
    if len(series) < 2:  # noqa: PLR2004 -- one kind needs no legend
        return [], top
    parts, x, y = [], 0.0, top
    for one in series:
        needed = SQUARE + 6 + len(one.name) * LETTER + 14
        if x and x + needed > width:
            x, y = 0.0, y + LEGEND
        parts.append(_box(x, y + 4, SQUARE, SQUARE, one.fill))
        parts.append(_text(x + SQUARE + 6, y + 14, one.name))
        x += needed
    return parts, y + LEGEND + 4


def _drawing(title: str, parts: Sequence[str], width: float, height: float) -> SafeString:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="img" '
        f'aria-label={quoteattr(title)} viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="{FONTS}">'
    )
    return mark_safe(head + "".join(parts) + "</svg>")  # noqa: S308 -- every text in it is escaped


def _short(text: str, width: float) -> str:
    most = max(3, int(width / LETTER))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def bars(
    words: Words, series: Sequence[Series], rows: Sequence[Row], *, width: int = WIDTH
) -> SafeString:
    """Draw a bar for each row, its series one after the other, the label above it."""
    parts, top = _legend(series, 0, width)
    room = width - NUMBER
    longest = max([1, *(row.total for row in rows)])
    for row in rows:
        parts.append(_text(0, top + 14, _short(row.label, width)))
        parts += _bar(row, series, top + 20, room / longest)
        seen = [value for value in row.values if value is not None]
        number = str(sum(seen)) if seen else words.hidden
        end = row.total * room / longest + 6
        parts.append(_text(end, top + 34, number, font_weight="600"))
        top += ROW
    return _drawing(words.title, parts, width, top)


def _bar(row: Row, series: Sequence[Series], y: float, scale: float) -> list[str]:
    parts, x = [], 0.0
    several = sum(1 for value in row.values if value) > 1
    for value, one in zip(row.values, series, strict=True):
        length = (value or 0) * scale
        if not length:
            continue
        parts.append(_box(x, y, max(length - 1, 1), BAR, one.fill))
        if several and length >= ROOM:
            middle = x + length / 2
            parts.append(_text(middle, y + 14, value, fill=one.ink, text_anchor="middle"))
        x += length
    return parts


def columns(
    words: Words, series: Sequence[Series], rows: Sequence[Row], *, width: int = WIDTH
) -> SafeString:
    """Draw a column for each row, its series on top of each other, the label below it."""
    parts, top = _legend(series, 0, width)
    top += TOP
    slot = width / max(1, len(rows))
    highest = max([1, *(row.total for row in rows)])
    foot = top + COLUMNS
    for number, row in enumerate(rows):
        left, middle = number * slot + slot * (1 - SLOT) / 2, (number + 0.5) * slot
        y = foot
        for value, one in zip(row.values, series, strict=True):
            height = (value or 0) * COLUMNS / highest
            if height:
                y -= height
                parts.append(_box(left, y, slot * SLOT, max(height - 1, 1), one.fill))
        seen = [value for value in row.values if value is not None]
        told = str(row.total) if seen else words.hidden
        parts.append(_text(middle, y - 5, told, text_anchor="middle", font_weight="600"))
        label = _short(row.label, slot)
        parts.append(_text(middle, foot + 16, label, fill=QUIET, text_anchor="middle"))
    parts.append(f'<path d="M0 {foot + 0.5}H{width}" stroke="{LINE}"/>')
    return _drawing(words.title, parts, width, foot + FOOT)
