"""Lay out an organisation chart: boxes, lines between them, and nothing about colours or screens.

Two shapes: *columns*, the classic chart with a column for each unit under the top, for wide
screens and paper; and *indented*, one box under the other, for phones and for two charts side by
side. Lengths are pixels at natural size; text widths are estimated, on the safe side.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

LETTER = 7.7
LINE_HEIGHT = 19
PADDING = 9
GAP = 12
INDENT = 22
COLUMN = 224
NARROWEST = 132
ROW = 400
MARGIN = 2


@dataclass(frozen=True)
class Box:
    """A unit or body to be drawn under its parent; `mark` says what became of it, in words.

    `look` names the mark's shape for the style sheet (created, moved, closed, changed, kept).
    """

    key: str
    title: str
    parent: str | None = None
    lines: tuple[str, ...] = ()
    mark: str = ""
    look: str = ""
    url: str = ""


class Text(NamedTuple):
    """A line of text at its baseline; `part` is title, line or mark."""

    x: float
    y: float
    text: str
    part: str


class Placed(NamedTuple):
    """A box where it is to be drawn, with its lines of text."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Chart:
    """A finished drawing: its size, its boxes in reading order, and its lines as SVG paths."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    links: tuple[str, ...]


class _Tree:
    """Boxes by their parents; one whose parent is not drawn, or that goes in a ring, is a root."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.known: Mapping[str, Box] = {box.key: box for box in boxes}
        self._below: defaultdict[str | None, list[Box]] = defaultdict(list)
        for box in self.known.values():
            self._below[box.parent if self._reaches_top(box) else None].append(box)

    def _reaches_top(self, box: Box) -> bool:
        if box.parent not in self.known:
            return False
        seen: set[str | None] = set()
        key: str | None = box.key
        while key in self.known:
            if key in seen:
                return False
            seen.add(key)
            key = self.known[str(key)].parent
        return True

    def children(self, key: str | None) -> Sequence[Box]:
        """Give the boxes right under one, or the roots."""
        return self._below[key]


def layout(boxes: Iterable[Box], *, columns: bool = False, width: float = ROW) -> Chart:
    """Place boxes in the order given; `width` is that of an indented chart."""
    tree = _Tree(boxes)
    placer = _Placer(tree)
    if columns:
        placer.columns()
    else:
        placer.indented(tree.children(None), MARGIN, MARGIN, width - 2 * MARGIN)
    return placer.chart()


class _Placer:
    """Places boxes and remembers the lines between them."""

    def __init__(self, tree: _Tree) -> None:
        self._tree = tree
        self._placed: list[Placed] = []
        self._links: list[str] = []

    def chart(self) -> Chart:
        """Give the drawing, just large enough."""
        right = max((p.x + p.width for p in self._placed), default=0)
        bottom = max((p.y + p.height for p in self._placed), default=0)
        return Chart(right + MARGIN, bottom + MARGIN, tuple(self._placed), tuple(self._links))

    def put(self, box: Box, x: float, y: float, width: float) -> Placed:
        """Place one box with its top left corner."""
        texts = tuple(_texts(box, x, y, width))
        placed = Placed(box, x, y, width, _height(len(texts)), texts)
        self._placed.append(placed)
        return placed

    def indented(
        self, boxes: Sequence[Box], x: float, y: float, width: float, stem: float | None = None
    ) -> float:
        """Place boxes one under the other, their children indented; give where the next may go.

        `stem` is where the line from the parent box begins, that is its bottom edge.
        """
        for box in boxes:
            placed = self.put(box, x, y, width)
            if stem is not None:
                middle = y + placed.height / 2
                self._links.append(f"M{x - INDENT / 2:g} {stem:g}V{middle:g}H{x:g}")
            below = self._tree.children(box.key)
            inner = max(NARROWEST, width - INDENT)
            edge = y + placed.height
            y = self.indented(below, x + INDENT, edge + GAP, inner, edge) if below else edge + GAP
        return y

    def columns(self) -> None:
        """Place each root over columns of what lies right under it; single roots go last."""
        y = float(MARGIN)
        roots = self._tree.children(None)
        for root in (box for box in roots if self._tree.children(box.key)):
            y = self._spread(root, y)
        x = float(MARGIN)
        single = [box for box in roots if not self._tree.children(box.key)]
        for box in single:
            self.put(box, x, y, COLUMN)
            x += COLUMN + GAP

    def _spread(self, root: Box, y: float) -> float:
        below = self._tree.children(root.key)
        whole = len(below) * (COLUMN + GAP) - GAP
        wide = min(whole, COLUMN * 1.4)
        top = self.put(root, MARGIN + (whole - wide) / 2, y, wide)
        edge, bar = y + top.height, y + top.height + GAP
        bottom = bar
        for number, box in enumerate(below):
            x = MARGIN + number * (COLUMN + GAP)
            centre = MARGIN + whole / 2
            self._links.append(f"M{centre:g} {edge:g}V{bar:g}H{x + COLUMN / 2:g}V{bar + GAP:g}")
            bottom = max(bottom, self.indented((box,), x, bar + GAP, COLUMN))
        return bottom + GAP


def _height(lines: int) -> float:
    return lines * LINE_HEIGHT + 2 * PADDING


def _texts(box: Box, x: float, y: float, width: float) -> Iterator[Text]:
    room = max(8, int((width - 2 * PADDING) / LETTER))
    said = [(box.mark, "mark")] if box.mark else []
    said += [(box.title, "title"), *((line, "line") for line in box.lines)]
    number = 0
    for text, part in said:
        for piece in wrap(text, room) or [""]:
            number += 1
            yield Text(x + PADDING, y + PADDING + number * LINE_HEIGHT - 5, piece, part)
