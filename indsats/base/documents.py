"""Documents as blocks: written once, rendered as PDF, DOCX or whatever comes next (dokument)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from indsats.base.plain import clean

LOWEST = 4
BLANK = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of text in one style; a link may only lead to http, https or mailto."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and urlsplit(self.link).scheme not in {"http", "https", "mailto"}:
            raise ValueError(f"A document cannot link to {self.link}")


Rich = str | Sequence[str | Run]


def bold(text: str) -> Run:
    """Write a piece of text in bold."""
    return Run(text=text, bold=True)


def italic(text: str) -> Run:
    """Write a piece of text in italics."""
    return Run(text=text, italic=True)


def link(text: str, address: str) -> Run:
    """Write a piece of text that leads to an address; raise ValueError for odd schemes."""
    return Run(text=text, link=address)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest below the document's title, and 4 the lowest."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a newline in plain text stays a newline, and a blank line begins a new one."""

    text: Rich


@dataclass(frozen=True)
class Bullets:
    """A list in no order."""

    items: Sequence[Rich]


@dataclass(frozen=True)
class Numbered:
    """A list in order."""

    items: Sequence[Rich]
    start: int = 1


@dataclass(frozen=True)
class Table:
    """A table under one header row, repeated on every page it reaches.

    Widths are shares of the line, such as (1, 3); none means equal shares. Raises ValueError when
    a row or the widths do not fit the header.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[Rich]]
    widths: Sequence[float] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        columns = len(self.header)
        if columns == 0 or (self.widths and len(self.widths) != columns):
            raise ValueError("A table needs a header, and one width for each column")
        if any(len(row) != columns for row in self.rows):
            raise ValueError("Every row of a table needs as many cells as its header")

    @property
    def shares(self) -> tuple[float, ...]:
        """Give the share of the line that each column gets; together they are 1."""
        widths = tuple(self.widths) or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)


@dataclass(frozen=True)
class PageBreak:
    """Go on with a new page."""


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, set apart; `by` says whose."""

    text: Rich
    by: str = ""


class Tone(StrEnum):
    """How a notice speaks."""

    INFO = "info"
    DRAFT = "draft"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class Notice:
    """A framed remark, such as UDKAST or FORTROLIGT."""

    text: Rich
    title: str = ""
    tone: Tone = Tone.INFO


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A drawing with a description for those who do not see it; SVG or PNG.

    Raises ValueError without a description or for another format.
    """

    data: bytes
    alt: str
    format: str = "svg"
    caption: str = ""
    width: float = 1.0

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A figure needs a description in words")
        if self.format not in {"svg", "png"}:
            raise ValueError("A figure is SVG or PNG")


Block = Heading | Paragraph | Bullets | Numbered | Table | PageBreak | Quote | Notice | Figure


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document: a title, blocks, and what stands on every page.

    `language` is "da" or "en". `header` and `mark` (such as UDKAST) stand at the top of every
    page, `footer` beside the page number. `made_at` is written into the file, now if
    not given; with it, the same document always gives the same PDF.
    """

    title: str
    blocks: Sequence[Block]
    language: str = "da"
    subject: str = ""
    author: str = ""
    header: str = ""
    mark: str = ""
    footer: str = ""
    made_at: datetime | None = None


def runs(text: Rich) -> list[Run]:
    """Take rich text apart into clean runs; a plain text is one run."""
    parts = [text] if isinstance(text, str) else text
    styled = (part if isinstance(part, Run) else Run(text=str(part)) for part in parts)
    return [replace(run, text=clean(run.text)) for run in styled]


def without_gaps(blocks: Sequence[Block]) -> list[Block]:
    """Mend what a reader by ear stumbles on: skipped heading levels, blank lines inside a text."""
    deepest = 0
    mended: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            deepest = max(1, min(block.level, deepest + 1, LOWEST))
            mended.append(Heading(block.text, deepest))
        elif isinstance(block, Paragraph) and isinstance(block.text, str):
            parts = BLANK.split(block.text.strip())
            mended += [Paragraph(part) for part in parts]
        else:
            mended.append(block)
    return mended
