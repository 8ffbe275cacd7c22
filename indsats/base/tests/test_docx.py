from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from hypothesis import example, given, settings

from indsats.base.documents import Document, Heading, Numbered, Paragraph, Quote, Table
from indsats.base.docx import to_docx
from indsats.base.tests.documents import ANY_TEXT, NASTY, whole


def element(thing):
    return thing._element  # noqa: SLF001 -- python-docx offers no other way


def opened(document):
    return docx.Document(BytesIO(to_docx(document)))


def part(document, name):
    with ZipFile(BytesIO(to_docx(document))) as archive:
        return archive.read(name).decode()


def test_headings_lists_and_quotes_have_real_styles():
    file = opened(whole("Ord"))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles[0] == "Title"
    for name in ("Heading 1", "List Bullet", "List Number", "Quote", "Caption"):
        assert name in styles


def test_a_quote_stands_apart_and_stays_with_whose_it_is():
    file = opened(Document(title="T", blocks=[Quote("Vi er enige.", "LokalMED"), Quote("Nej.")]))
    said, by, alone = (row for row in file.paragraphs if row.style.name == "Quote")
    assert said.paragraph_format.keep_with_next
    assert not alone.paragraph_format.keep_with_next
    assert said.paragraph_format.left_indent == by.paragraph_format.left_indent
    assert by.text == "— LokalMED"


def test_properties_and_language_are_danish_and_ours():
    file = opened(whole("Høringsnotat"))
    properties = file.core_properties
    assert (properties.title, properties.author) == ("Høringsnotat", "Høringsnotat")
    assert (properties.language, properties.comments) == ("da-DK", "")
    assert properties.created.isoformat()[:19] == "2023-11-01T12:00:00"
    languages = {lang.get(qn("w:val")) for lang in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}


def test_table_headers_repeat_and_rows_stay_whole():
    rows = [("a", "b")] * 3
    file = opened(Document(title="T", blocks=[Table(("Part", "Svar"), rows, widths=(1, 3))]))
    table = file.tables[0]
    heads = [element(row).find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert [cell.text for cell in table.rows[0].cells] == ["Part", "Svar"]
    widths = [cell.width for cell in table.rows[1].cells]
    assert 2.9 < widths[1] / widths[0] < 3.1


def test_the_figure_is_described_and_the_link_leads_out():
    document = whole("Ord")
    assert 'descr="Diagram Ord"' in part(document, "word/document.xml")
    assert "https://example.dk/h%C3%B8ring?a=1#b" in part(
        document,
        "word/_rels/document.xml.rels",
    ).replace("ø", "%C3%B8")


def test_every_page_says_where_it_is():
    file = opened(whole("Ord", header="Ishøj Kommune", mark="UDKAST"))
    assert file.sections[0].header.paragraphs[0].text == "Ishøj Kommune · UDKAST"
    footer = element(file.sections[0].footer.paragraphs[0]).xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert "Side " in footer


def test_each_numbered_list_begins_anew():
    file = opened(Document(title="T", blocks=[Numbered(["a", "b"]), Numbered(["c"], start=5)]))
    used = [
        element(p).pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"
    ]
    assert used[0] == used[1] != used[2]
    starts = [
        start.get(qn("w:val"))
        for start in file.part.numbering_part.element.iter(qn("w:startOverride"))
    ]
    assert starts[-2:] == ["1", "5"]


def test_newlines_and_markup_are_text():
    file = opened(Document(title="T", blocks=[Paragraph(f"et\nto {NASTY}")]))
    assert file.paragraphs[1].text == f"et\nto {NASTY}"


def test_levels_are_mended():
    file = opened(Document(title="T", blocks=[Heading("a", 3), Heading("b", 4)]))
    assert [p.style.name for p in file.paragraphs] == ["Title", "Heading 1", "Heading 2"]


@settings(max_examples=40)
@given(ANY_TEXT)
@example(NASTY)
@example("")
def test_no_text_breaks_a_docx(text):
    assert opened(whole(text)).core_properties.language == "da-DK"
