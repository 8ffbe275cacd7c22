from xml.etree import ElementTree as ET

import pytest

from indsats.base.charts import Row, Series, Words, bars, columns
from indsats.base.documents import Document, Figure
from indsats.base.pdf import to_pdf

SERIES = (Series("Rolig", "#a9cce8", "#1a1a1a"), Series("Konflikt", "#a61c00"))
ROWS = (Row("Stationen <&>", (6, 2)), Row("Torvet", (0, 0)), Row("Parken", (None, None)))
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    return [each.text for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 -- our own


@pytest.mark.parametrize("draw", [bars, columns])
def test_labels_and_numbers_stand_in_the_drawing_and_are_escaped(draw):
    svg = draw(Words("Ture & stemning", "skjult"), SERIES, ROWS, width=600)
    root = ET.fromstring(svg)  # noqa: S314 -- our own
    assert root.get("aria-label") == "Ture & stemning"
    said = texts(svg)
    for text in ("Rolig", "Konflikt", "Stationen <&>", "8", "0", "skjult"):
        assert text in said
    assert "<&>" not in svg


@pytest.mark.parametrize("draw", [bars, columns])
def test_nothing_is_drawn_outside_the_drawing(draw):
    rows = [Row("En meget lang etiket, som ikke kan stå her " * 3, (10**6, n)) for n in range(9)]
    root = ET.fromstring(draw(Words("x"), SERIES, rows))  # noqa: S314 -- our own
    width, height = float(root.get("width")), float(root.get("height"))
    for box in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width + 0.1
        assert 0 <= y <= y + h <= height + 0.1
    assert max(len(text) for text in texts(draw(Words("x"), SERIES, rows))) < 60


@pytest.mark.parametrize("draw", [bars, columns])
def test_no_rows_is_an_empty_drawing(draw):
    assert draw(Words("Tom"), SERIES[:1], ()).startswith("<svg")


def test_a_drawing_can_stand_in_a_pdf():
    svg = bars(Words("Stemning"), SERIES, ROWS)
    figure = Figure(data=svg.encode(), alt="Stemning", width=0.7)
    assert to_pdf(Document(title="Uge 47", blocks=[figure])).startswith(b"%PDF")
