"""Documents as accessible, archivable PDF: tagged, titled, in a language (PDF/UA-1, PDF/A-2a)."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.base.documents import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Notice,
    Numbered,
    PageBreak,
    Paragraph,
    Quote,
    Rich,
    Run,
    Table,
    runs,
    without_gaps,
)
from indsats.base.glyphs import families, fonts, undrawable
from indsats.base.plain import breakable, clean, in_words, one_line

log = logging.getLogger(__name__)
LOOK = Path(__file__).with_name("document.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]
LINE = 64
SOFT_HYPHEN = "\u00ad"
REGIONS = {"da": "DK", "en": "GB"}
Data = dict[str, Any]


class _Writer:
    """Turn one document into data for the look, and remember what could not be drawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.figures = 0
        self.lost = False

    def words(self, text: object, longest: int = LINE) -> str:
        """Write clean text that fits the line and that the fonts can draw."""
        plain = breakable(clean(text), longest)
        missing = undrawable(plain)
        if not missing:
            return plain
        self.lost = True
        table = {ord(character): in_words(character) for character in missing}
        return plain.translate(table)

    def runs(self, text: Rich, longest: int = LINE) -> Data:
        """Write rich text as a list of runs."""
        return {"runs": [self._run(run, longest) for run in runs(text)]}

    def _run(self, run: Run, longest: int) -> Data:
        text = self.words(run.text, longest)
        if run.link:  # one that ends in a place to divide a word cannot be laid out
            text = text.replace(SOFT_HYPHEN, "")
        if run.link and not any(char.isprintable() and not char.isspace() for char in text):
            text = self.words(run.link, longest)  # nobody can follow a link that cannot be seen
        return {"text": text, "bold": run.bold, "italic": run.italic, "link": run.link}

    def block(self, block: Block) -> Data:
        """Write one block; the kind chooses how the look draws it."""
        kind = type(block)
        return {"kind": kind.__name__.lower(), **_WRITE[kind](self, block)}

    def heading(self, block: Heading) -> Data:
        return {"level": block.level, "text": self.words(one_line(block.text))}

    def paragraph(self, block: Paragraph) -> Data:
        return self.runs(block.text)

    def listed(self, block: Bullets) -> Data:
        return {"items": [self.runs(item) for item in block.items]}

    def numbered(self, block: Numbered) -> Data:
        return {"start": block.start, "items": [self.runs(item) for item in block.items]}

    def table(self, block: Table) -> Data:
        fits = [max(8, int(LINE * share)) for share in block.shares]
        header = zip(block.header, fits, strict=True)
        return {
            "shares": list(block.shares),
            "caption": self.words(one_line(block.caption)),
            "header": [self.words(one_line(words), fit) for words, fit in header],
            "rows": [
                [self.runs(cell, fit) for cell, fit in zip(row, fits, strict=True)]
                for row in block.rows
            ],
        }

    def pagebreak(self, _block: PageBreak) -> Data:
        return {}

    def quote(self, block: Quote) -> Data:
        return {"by": self.words(one_line(block.by)), **self.runs(block.text)}

    def notice(self, block: Notice) -> Data:
        title = self.words(one_line(block.title))
        return {"tone": block.tone.value, "title": title, **self.runs(block.text)}

    def figure(self, block: Figure) -> Data:
        self.figures += 1
        name = f"figure{self.figures}.{block.format}"
        (self.folder / name).write_bytes(block.data)
        caption = self.words(one_line(block.caption))
        return {"file": name, "alt": one_line(block.alt), "caption": caption, "width": block.width}


_WRITE: dict[type[Any], Callable[[_Writer, Any], Data]] = {
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    Bullets: _Writer.listed,
    Numbered: _Writer.numbered,
    Table: _Writer.table,
    PageBreak: _Writer.pagebreak,
    Quote: _Writer.quote,
    Notice: _Writer.notice,
    Figure: _Writer.figure,
}


def _blocks(writer: _Writer, document: Document) -> Iterator[Data]:
    """Write the blocks, and at the end a word on characters that could not be drawn."""
    for block in without_gaps(document.blocks):
        yield writer.block(block)
    if writer.lost:
        text = _(
            "Some characters cannot be shown in this file and are described or replaced. "
            "The original text is kept in the system.",
        )
        yield writer.block(Notice(text))


def _data(writer: _Writer, document: Document) -> str:
    """Write the whole document as JSON for the look."""
    with override(document.language):
        blocks = list(_blocks(writer, document))
        words = {"page": _("Page"), "of": _("of")}
    line = ("title", "subject", "author", "header", "mark", "footer")
    return json.dumps(
        {
            **{name: writer.words(one_line(getattr(document, name))) for name in line},
            "language": document.language,
            "region": REGIONS.get(document.language, "DK"),
            "fonts": families(),
            "words": words,
            "blocks": blocks,
        },
    )


def to_pdf(document: Document) -> bytes:
    """Render a document as tagged PDF with title, language, bookmarks and page numbers.

    What people type travels as data and is never read as markup. A document with a time gives the
    same bytes again on the same machine.
    """
    moment = document.made_at or timezone.now()
    with TemporaryDirectory(prefix="indsats-") as name:
        folder = Path(name)
        inputs = {"data": _data(_Writer(folder), document)}
        (folder / LOOK.name).write_bytes(LOOK.read_bytes())

        def render(standards: list[Any]) -> bytes:
            pdf = typst.compile(
                str(folder / LOOK.name),
                root=str(folder),
                font_paths=fonts(),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=standards,
                timestamp=int(moment.timestamp()),
            )
            return bytes(pdf)

        try:
            return render(STANDARDS)
        except typst.TypstError as error:
            # A sign inside a drawing, or a rare mix of signs: a tagged file is better than none.
            log.warning("PDF without its standards: %s", error.message)
            return render([])
