"""Documents as DOCX: real headings, repeated table headers, a language, descriptions of figures."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import typst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

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
    Tone,
    runs,
    without_gaps,
)
from indsats.base.glyphs import fonts
from indsats.base.plain import one_line

FONT = "Calibri"
INK = RGBColor(0x1A, 0x1A, 0x1A)
LINE = Cm(16)
LANGUAGES = {"da": "da-DK", "en": "en-GB"}
TONES = {
    Tone.INFO: ("005FA3", "EEF5FB"),
    Tone.DRAFT: ("8A5A00", "FDF5E3"),
    Tone.CONFIDENTIAL: ("A3001E", "FCEDEF"),
}
SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 13, "Heading 3": 12, "Heading 4": 11}
PIXELS = 200


def _xml(thing: Any) -> Any:
    """Give the element behind a paragraph, run, row or cell."""
    return thing._element  # noqa: SLF001 -- python-docx offers no other way


def _element(name: str, **attributes: object) -> Any:
    """Make one element of the format, with attributes in its main name space."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _styled(file: Any, style: str) -> Any:
    """Add a paragraph by the style's id; asking for its name reads the whole list of styles."""
    paragraph = file.add_paragraph()
    _xml(paragraph).style = style
    return paragraph


def _link(paragraph: Any, run: Run) -> Any:
    """Add a piece of text that leads to an address."""
    part = paragraph.part
    outer = OxmlElement("w:hyperlink")
    target = part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    outer.set(qn("r:id"), target)
    added = paragraph.add_run(run.text)
    added.font.underline = True
    outer.append(_xml(added))
    _xml(paragraph).append(outer)
    return added


def _write(paragraph: Any, text: Rich) -> Any:
    """Add rich text to a paragraph; a newline becomes a line break."""
    for run in runs(text):
        added = _link(paragraph, run) if run.link else paragraph.add_run(run.text)
        added.bold, added.italic = run.bold or None, run.italic or None
    return paragraph


def _frame(paragraph: Any, tone: Tone) -> None:
    """Give a paragraph a coloured edge and ground."""
    edge, ground = TONES[tone]
    sides = _element("w:pBdr")
    sides.append(_element("w:left", val="single", sz=24, space=8, color=edge))
    properties = _xml(paragraph).get_or_add_pPr()
    properties.insert_element_before(sides, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    shade = _element("w:shd", val="clear", color="auto", fill=ground)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _field(paragraph: Any, code: str) -> None:
    """Add a number that the word processor works out, such as PAGE."""
    field = _element("w:fldSimple", instr=code)
    field.append(_xml(paragraph.add_run("1")))
    _xml(paragraph).append(field)


def _heading(file: Any, block: Heading) -> None:
    _styled(file, f"Heading{block.level}").add_run(one_line(block.text))


def _paragraph(file: Any, block: Paragraph) -> None:
    _write(file.add_paragraph(), block.text)


def _bullets(file: Any, block: Bullets) -> None:
    for item in block.items:
        _write(_styled(file, "ListBullet"), item)


def _numbering(file: Any, start: int) -> int:
    """Make a new run of numbers, as the style alone would go on from the list before."""
    numbering = file.part.numbering_part.element
    style = file.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def _numbered(file: Any, block: Numbered) -> None:
    number = _numbering(file, block.start)
    for item in block.items:
        paragraph = _write(_styled(file, "ListNumber"), item)
        properties = _xml(paragraph).get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number


def _caption(file: Any, words: str, *, keep: bool) -> None:
    if words:
        paragraph = _styled(file, "Caption")
        paragraph.add_run(one_line(words))
        paragraph.paragraph_format.keep_with_next = keep


def _table(file: Any, block: Table) -> None:
    _caption(file, block.caption, keep=True)
    table = file.add_table(rows=1, cols=len(block.header), style="Table Grid")
    table.autofit = False
    head = _xml(table.rows[0]).get_or_add_trPr()
    head.append(_element("w:cantSplit"))
    head.append(_element("w:tblHeader"))
    for cell, words in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(one_line(words)).bold = True
        shade = _element("w:shd", val="clear", color="auto", fill="F2F2F2")
        _xml(cell).get_or_add_tcPr().append(shade)
    for row in block.rows:
        added = table.add_row()
        _xml(added).get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            _write(cell.paragraphs[0], text)
    for row_of in table.rows:
        for cell, share in zip(row_of.cells, block.shares, strict=True):
            cell.width = int(LINE * share)
    for column, share in zip(table.columns, block.shares, strict=True):
        column.width = int(LINE * share)
    file.add_paragraph()


def _pagebreak(file: Any, _block: PageBreak) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _quote(file: Any, block: Quote) -> None:
    said = _write(_styled(file, "Quote"), block.text)
    said.paragraph_format.left_indent = Cm(1)
    if block.by:
        said.paragraph_format.keep_with_next = True
        said.paragraph_format.space_after = Pt(0)
        by = _styled(file, "Quote")
        by.paragraph_format.left_indent = Cm(1)
        by.add_run(f"— {one_line(block.by)}").italic = False


def _notice(file: Any, block: Notice) -> None:
    if block.title:
        paragraph = file.add_paragraph()
        paragraph.add_run(one_line(block.title)).bold = True
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        _frame(paragraph, block.tone)
    _frame(_write(file.add_paragraph(), block.text), block.tone)


def _picture(block: Figure) -> bytes:
    """Give a figure as PNG, as word processors want it; a drawing is rendered first."""
    if block.format == "png":
        return block.data
    page = (
        b"#set page(width: auto, height: auto, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.figure), format: "svg")'
    )
    inputs = {"figure": block.data.decode()}
    drawn = typst.compile(
        page,
        font_paths=fonts(),
        format="png",
        ppi=PIXELS,
        sys_inputs=inputs,
    )
    return bytes(drawn)


def _figure(file: Any, block: Figure) -> None:
    shape = file.add_picture(BytesIO(_picture(block)), width=int(LINE * block.width))
    inline = shape._inline  # noqa: SLF001 -- python-docx offers no other way
    inline.docPr.set("descr", one_line(block.alt))
    _caption(file, block.caption, keep=False)


_ADD: dict[type[Any], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Numbered: _numbered,
    Table: _table,
    PageBreak: _pagebreak,
    Quote: _quote,
    Notice: _notice,
    Figure: _figure,
}


def _add(file: Any, block: Block) -> None:
    _ADD[type(block)](file, block)


def _dress(file: Any, language: str) -> None:
    """Set language, fonts and margins for the whole file."""
    for style in file.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), language)
    for name in ("Normal", *SIZES):
        style = file.styles[name]
        fonts_of = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts_of.attrib):
            del fonts_of.attrib[key]
        style.font.name = FONT
        style.font.size = Pt(SIZES.get(name, 11))
        style.font.color.rgb = INK
    file.styles["Caption"].font.color.rgb = INK
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _every_page(file: Any, document: Document) -> None:
    """Write the header, and the footer with page x of y."""
    section = file.sections[0]
    marks = [one_line(part) for part in (document.header, document.mark) if part]
    section.header.paragraphs[0].text = " · ".join(marks)
    foot = section.footer.paragraphs[0]
    foot.text = f"{one_line(document.footer)} · " if document.footer else ""
    foot.add_run(_("Page") + " ")
    _field(foot, "PAGE")
    foot.add_run(" " + _("of") + " ")
    _field(foot, "NUMPAGES")


def _properties(file: Any, document: Document) -> None:
    """Write who, what and when into the file's own properties."""
    moment = (document.made_at or timezone.now()).replace(tzinfo=None, microsecond=0)
    properties = file.core_properties
    properties.title = one_line(document.title)[:255]
    properties.subject = one_line(document.subject)[:255]
    properties.author = properties.last_modified_by = one_line(document.author)[:255]
    properties.language = LANGUAGES.get(document.language, document.language)
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = moment


def to_docx(document: Document) -> bytes:
    """Render a document as DOCX, editable with its headings, lists and tables intact."""
    file = docx.Document()
    with override(document.language):
        _dress(file, LANGUAGES.get(document.language, document.language))
        _every_page(file, document)
    if document.title:
        _styled(file, "Title").add_run(one_line(document.title))
    for block in without_gaps(document.blocks):
        _add(file, block)
    _properties(file, document)
    out = BytesIO()
    file.save(out)
    return out.getvalue()
