import subprocess
from dataclasses import replace
from io import BytesIO
from shutil import which

import pikepdf
import pytest
import typst
from hypothesis import example, given, settings

from indsats.base import glyphs, pdf
from indsats.base.documents import Document, Figure, Heading, Paragraph, Table, without_gaps
from indsats.base.pdf import to_pdf
from indsats.base.tests.documents import ANY_TEXT, MADE, NASTY, SVG, whole

PDFTOTEXT = which("pdftotext") or ""
needs_pdftotext = pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext is not here")


def opened(document):
    return pikepdf.open(BytesIO(to_pdf(document)))


def text_of(document):
    run = subprocess.run(
        [PDFTOTEXT, "-", "-"],
        input=to_pdf(document),
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def tags(node, found=None):
    found = [] if found is None else found
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(node)
        for child in _children(node):
            tags(child, found)
    return found


def _children(node):
    children = node.get("/K", [])
    return children if isinstance(children, pikepdf.Array) else [children]


def names(file):
    return [str(node["/S"]) for node in tags(file.Root.StructTreeRoot)]


def test_it_is_tagged_titled_in_danish_and_claims_both_standards():
    with opened(whole("Høringsnotat")) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "da-DK"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as facts:
            assert facts["dc:title"] == "Høringsnotat"
            assert facts["pdfuaid:part"] == "1"
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "A")
        assert str(file.docinfo["/CreationDate"]).startswith("D:20231101120000")


def test_every_block_has_its_tag_and_the_figure_its_description():
    with opened(whole("Ord")) as file:
        found = names(file)
        assert {"/H1", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(found)
        assert found.count("/TH") == 2
        figures = [n for n in tags(file.Root.StructTreeRoot) if n["/S"] == "/Figure"]
        assert [str(figure["/Alt"]) for figure in figures] == ["Diagram Ord", "Punkt"]


def test_headings_are_bookmarks():
    document = Document(title="T", blocks=[Heading("Et"), Heading("To", 2), Heading("Tre")])
    with opened(document) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Et", "Tre"]
        assert [item.title for item in outline.root[0].children] == ["To"]


def test_english_says_so():
    with opened(whole("Memo", language="en")) as file:
        assert str(file.Root.Lang) == "en-GB"


@needs_pdftotext
def test_what_people_type_is_never_markup():
    text = text_of(Document(title="T", blocks=[Paragraph(NASTY)], made_at=MADE))
    assert " ".join(NASTY.split()) in " ".join(text.split())


@needs_pdftotext
def test_pages_are_numbered_and_table_headers_repeated():
    rows = [(f"Svar {number}", "Tekst") for number in range(120)]
    document = Document(
        title="T",
        blocks=[Table(("Part", "Vurdering"), rows)],
        header="Ishøj",
        mark="UDKAST",
    )
    pages = text_of(document).split("\f")[:-1]
    assert len(pages) > 2
    assert all("Vurdering" in page and "UDKAST" in page and "Ishøj" in page for page in pages)
    assert [f"Side {number} af {len(pages)}" in page for number, page in enumerate(pages, 1)] == (
        [True] * len(pages)
    )


@needs_pdftotext
def test_newlines_and_long_words_stay_inside_the_page():
    text = text_of(Document(title="T", blocks=[Paragraph("et\nto"), Paragraph("x" * 500)]))
    assert "et\nto" in text
    assert text.count("x") == 500


@needs_pdftotext
def test_a_fingerprint_is_copied_whole():
    digest = "0123456789abcdef" * 4
    assert digest in text_of(Document(title="T", blocks=[Paragraph(f"SHA-256: {digest}")]))


def test_the_same_document_gives_the_same_bytes():
    assert to_pdf(whole("Ens")) == to_pdf(whole("Ens"))
    assert to_pdf(whole("Ens")) != to_pdf(replace(whole("Ens"), subject="Andet"))


@settings(max_examples=60)
@given(ANY_TEXT)
@example(NASTY)
@example("")
@example("\xad")  # a link that cannot be seen
@example("0\xad")  # a link that ends in a place to divide a word
@example("x\u1ab0 e\u0301\u0327 👩‍👧 🇩🇰 1️⃣ \ue000 \U000fffff \ufdd0 \ud800 \x00\x07\x85")
def test_no_text_breaks_a_pdf(text):
    with opened(whole(text)) as file:
        assert file.Root.MarkInfo.Marked


@needs_pdftotext
def test_what_cannot_be_drawn_is_described_and_said(monkeypatch):
    fonts = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(glyphs, "fonts", lambda: fonts)
    monkeypatch.setattr(pdf, "fonts", lambda: fonts)
    monkeypatch.setattr(glyphs, "_drawn", {})
    document = Document(title="T", blocks=[Paragraph("Tak 😀 漢字 slut")], made_at=MADE)
    text = text_of(document)
    assert "Tak [grinning face] \ufffd\ufffd slut" in text
    assert "kan ikke vises" in text
    with opened(document) as file, file.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
    assert glyphs.undrawable("æøå ÆØÅ éüöä ŠžłŁ Ελλ Привет „“ €\ufffd") == frozenset()


def test_a_drawing_that_breaks_the_standard_still_gives_a_tagged_file(caplog):
    odd = SVG.replace(b"Gadeplan", "\U000ffff0".encode())
    document = Document(title="T", blocks=[Figure(data=odd, alt="Diagram")])
    with opened(document) as file:
        assert file.Root.MarkInfo.Marked
    assert "without its standards" in caplog.text


@pytest.mark.parametrize("address", ["file:///etc/hostname", "/etc/hostname", "../../etc/hostname"])
def test_a_drawing_cannot_reach_other_files(address):
    reach = f'<image href="{address}" width="9" height="9"/></svg>'.encode()
    figure = Figure(data=SVG.replace(b"</svg>", reach), alt="Diagram")
    with pytest.raises(typst.TypstError, match=r"linked image|not found|access"):
        to_pdf(Document(title="T", blocks=[figure]))


def test_a_blank_line_in_a_text_begins_a_new_paragraph_and_a_newline_does_not():
    parts = without_gaps([Paragraph("Et\nto\n\n \nTre\r\n\r\nFire\n")])
    assert parts == [Paragraph("Et\nto"), Paragraph("Tre"), Paragraph("Fire")]
