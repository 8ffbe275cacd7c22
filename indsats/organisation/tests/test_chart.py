"""The organisation chart's layout."""

import re

import pytest

from indsats.organisation.queries.preview_document import breadth
from indsats.organisation.rules.chart import Box, layout

ROOT = Box("k", "Kommunen")
BOXES = [
    ROOT,
    Box("a", "Center for Børn og Forebyggelse", "k"),
    Box("a1", "Gadeplan", "a", lines=("Tre medarbejdere",), mark="Flyttes hertil", look="moved"),
    Box("b", "Center for Kultur og Fritid", "k"),
    Box("s", "Styregruppen", "ikke-tegnet"),
]


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("columns", [True, False])
def test_every_box_is_drawn_once_inside_the_drawing_and_none_upon_another(columns):
    chart = layout(BOXES, columns=columns)
    assert sorted(p.box.key for p in chart.boxes) == ["a", "a1", "b", "k", "s"]
    for number, one in enumerate(chart.boxes):
        assert one.x >= 0
        assert one.x + one.width <= chart.width
        assert one.y + one.height <= chart.height
        assert not any(overlap(one, other) for other in chart.boxes[number + 1 :])
    assert len(chart.links) == 3


def test_a_child_stands_below_and_further_in_than_its_parent():
    placed = {p.box.key: p for p in layout(BOXES).boxes}
    assert placed["a"].x > placed["k"].x
    assert placed["a1"].x > placed["a"].x
    assert placed["k"].y < placed["a"].y < placed["a1"].y < placed["b"].y
    assert placed["s"].x == placed["k"].x


def test_columns_stand_side_by_side_under_the_top():
    placed = {p.box.key: p for p in layout(BOXES, columns=True).boxes}
    assert placed["a"].y == placed["b"].y > placed["k"].y
    assert placed["b"].x > placed["a"].x + placed["a"].width


def test_long_names_are_broken_and_the_box_grows():
    short, long = (
        layout([Box("x", title)], width=200).boxes[0] for title in ("Klub", "Klub " * 20)
    )
    assert long.height > short.height
    assert " ".join(t.text for t in long.texts) == ("Klub " * 20).strip()
    for text in long.texts:
        assert long.y < text.y < long.y + long.height


def test_a_mark_is_a_line_of_its_own_first():
    moved = next(p for p in layout(BOXES).boxes if p.box.key == "a1")
    assert [(t.part, t.text) for t in moved.texts] == [
        ("mark", "Flyttes hertil"), ("title", "Gadeplan"), ("line", "Tre medarbejdere"),
    ]  # fmt: skip


def test_a_ring_is_drawn_rather_than_followed_for_ever():
    chart = layout([Box("a", "A", "b"), Box("b", "B", "a"), Box("c", "C", "c")])
    assert sorted(p.box.key for p in chart.boxes) == ["a", "b", "c"]


def test_deep_trees_stay_readable():
    boxes = [Box("0", "Nul"), *(Box(str(n), f"Nummer {n}", str(n - 1)) for n in range(1, 40))]
    assert min(p.width for p in layout(boxes).boxes) >= 132


def test_nothing_gives_an_empty_drawing():
    assert layout([]).boxes == ()


def test_links_are_plain_svg_paths():
    for path in layout(BOXES, columns=True).links:
        assert re.fullmatch(r"M[\d. ]+(?:[VH][\d.]+)+", path)


def test_a_chart_on_paper_fits_the_page_however_many_units():
    for many in (1, 10, 60):
        chart = layout([Box("top", "Top", None), *(Box(f"u{n}", "U", "top") for n in range(many))])
        assert breadth(chart) <= 0.65
        assert breadth(chart) * chart.height / chart.width <= 1.2001
