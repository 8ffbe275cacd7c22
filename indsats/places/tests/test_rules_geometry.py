"""Points, borders and distances."""

from math import cos, radians

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indsats.places.rules.borders import Border, Box, Point, on_earth, position
from indsats.places.rules.distance import frame, metres
from indsats.places.rules.refusals import Refused

degree = st.floats(-1, 1, allow_nan=False)
points = st.builds(Point, degree, degree)
SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]]


def polygon(*rings):
    return Border.of({"type": "Polygon", "coordinates": list(rings)})


def test_a_hole_is_outside_and_an_island_is_inside():
    border = polygon(SQUARE, HOLE)
    assert border.holds(Point(0.5, 0.5))
    assert not border.holds(Point(2, 2))
    island = [[[1.5, 1.5], [2.5, 1.5], [2.5, 2.5], [1.5, 2.5], [1.5, 1.5]]]
    both = Border.of({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], island]})
    assert both.holds(Point(2, 2))
    assert both.box == Box(0, 0, 4, 4)


CORNERS = [-1.0, -0.3, 0.1, 0.4, 1.0]


@given(points, st.lists(st.floats(-0.3, 0.3), min_size=25, max_size=25))
@example(Point(0.1, 0.1), [0.0] * 25)
@example(Point(-1.0, -1.0), [0.0] * 25)
def test_of_borders_side_by_side_exactly_one_holds_a_point(point, bends):
    """A crooked net over a square: every point of it lies in one mesh, also on a line or corner."""
    last = len(CORNERS) - 1

    def corner(row, column):
        inner = 0 < row < last and 0 < column < last
        bend = bends[5 * row + column] / 4 if inner else 0.0
        return [CORNERS[column] + bend, CORNERS[row] - bend]

    meshes = [
        polygon(
            [
                corner(row, column),
                corner(row, column + 1),
                corner(row + 1, column + 1),
                corner(row + 1, column),
                corner(row, column),
            ]
        )
        for row in range(last)
        for column in range(last)
    ]
    whole = polygon([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]])
    holding = sum(mesh.holds(point) for mesh in meshes)
    assert holding == (1 if whole.holds(point) else 0)


@given(points, points, points, points)
def test_a_triangle_holds_what_lies_on_the_same_side_of_all_its_edges(a, b, c, point):
    def side(start, end):
        return (end.longitude - start.longitude) * (point.latitude - start.latitude) - (
            end.latitude - start.latitude
        ) * (point.longitude - start.longitude)

    sides = [side(a, b), side(b, c), side(c, a)]
    if min(map(abs, sides)) < 1e-9:
        return  # on or beside an edge, where the test's own arithmetic is no judge
    ring = [[p.longitude, p.latitude] for p in (a, b, c, a)]
    expected = all(each > 0 for each in sides) or all(each < 0 for each in sides)
    assert polygon(ring).holds(point) == expected


@given(points, st.randoms(use_true_random=False))
def test_turning_a_border_around_changes_nothing(point, chance):
    ring = [[chance.uniform(-1, 1), chance.uniform(-1, 1)] for _ in range(7)]
    ring.append(ring[0])
    assert polygon(ring).holds(point) == polygon(ring[::-1]).holds(point)


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": "abc"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], ["x", 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [600_000, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [float("nan"), 0], [1, 1], [0, 0]]]},
        {"type": "MultiPolygon", "coordinates": [[[0, 0]]]},
    ],
)
def test_what_is_no_border_is_refused(geometry):
    with pytest.raises(Refused):
        Border.of(geometry)


def test_positions_are_read_longitude_first():
    assert position([12.3579, 55.6134]) == Point(55.6134, 12.3579)
    with pytest.raises(Refused):
        on_earth(Point(91, 0))


def test_known_distances():
    station, bycenter = Point(55.6134, 12.3579), Point(55.6134, 12.3587)
    assert metres(station, bycenter) == pytest.approx(50.25, abs=0.1)
    assert metres(Point(0, 0), Point(0, 180)) == pytest.approx(20_015_115, rel=1e-6)
    assert metres(station, station) == 0


@given(
    st.builds(Point, st.floats(-85, 85), st.floats(-179, 179)),
    st.floats(1, 2000),
    st.floats(0, 1),
    st.floats(-1, 1),
)
def test_the_frame_loses_nothing_that_is_near(point, reach, north, east):
    step = reach / 111_195
    other = Point(
        point.latitude + north * step,
        point.longitude + east * step / cos(radians(point.latitude)),
    )
    if metres(point, other) <= reach:
        assert frame(point, reach * 1.000001).holds(other)
