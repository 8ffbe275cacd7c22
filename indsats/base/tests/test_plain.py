import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.documents import Figure, Heading, Paragraph, Run, Table, link, runs, without_gaps
from indsats.base.plain import breakable, clean, in_words, one_line
from indsats.base.tests.documents import ANY_TEXT


@given(ANY_TEXT)
def test_clean_text_fits_xml_and_utf8_and_stays_clean(text):
    plain = clean(text)
    assert clean(plain) == plain
    written = ET.tostring(_element(plain), encoding="utf-8")
    assert ET.fromstring(written).text == (plain or None)  # noqa: S314 -- written just above
    assert json.loads(json.dumps(plain).encode("utf-8")) == plain


def _element(text):
    element = ET.Element("p")
    element.text = text
    return element


def test_danish_text_is_untouched():
    text = "Ændret organisering: »på gaden« – § 7, 25 %\n\tog så videre"
    assert clean(text) == text


def test_newlines_become_one_kind_and_hidden_signs_go():
    assert clean("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert clean("a\u202eb\u2066c") == "abc"
    assert clean("a\x00b\ud800\uffff\U0001fffe") == "a\ufffdb\ufffd\ufffd\ufffd"
    assert one_line(" a \n b\t c ") == "a b c"


@given(st.text(), st.integers(1, 80))
def test_breaking_adds_nothing_but_places_to_break(text, longest):
    broken = breakable(text.replace("\u200b", ""), longest)
    assert broken.replace("\u200b", "") == text.replace("\u200b", "")
    assert max((len(part) for part in broken.replace("\u200b", " ").split()), default=0) <= longest


def test_signs_are_described_and_letters_replaced():
    assert in_words("😀") == "[grinning face]"
    assert in_words("漢") == "\ufffd"


def test_runs_are_clean():
    assert runs(["a\x00", Run(text="b", bold=True)]) == [
        Run(text="a\ufffd"),
        Run(text="b", bold=True),
    ]


def test_heading_levels_are_mended():
    blocks = [Heading("a", 3), Paragraph("x"), Heading("b", 4), Heading("c", 9), Heading("d", 1)]
    levels = [block.level for block in without_gaps(blocks) if isinstance(block, Heading)]
    assert levels == [1, 2, 3, 1]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "www.x.dk"])
def test_odd_links_are_refused(address):
    with pytest.raises(ValueError, match="cannot link"):
        link("her", address)


def test_figures_and_tables_must_be_whole():
    with pytest.raises(ValueError, match="description"):
        Figure(data=b"", alt=" ")
    with pytest.raises(ValueError, match="SVG or PNG"):
        Figure(data=b"", alt="x", format="gif")
    with pytest.raises(ValueError, match="as many cells"):
        Table(("a", "b"), [("1",)])
    with pytest.raises(ValueError, match="width"):
        Table(("a", "b"), [], widths=(1,))
