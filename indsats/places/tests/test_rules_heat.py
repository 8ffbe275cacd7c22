import pytest

from indsats.places.rules.borders import Border, Point
from indsats.places.rules.distance import metres
from indsats.places.rules.heat import Ground, Limits, counted, heat, step_of, steps, surface
from indsats.places.tests.factories import square

LIMITS = Limits(households=20, observations=5, metres=250, days=30)
SOUTH, WEST = 55.61, 12.35
UP, ALONG = 0.00225, 0.00398  # degrees: a little more than 250 m either way


def ground(key, row=0, column=0, *, households=20, up=UP, along=ALONG):
    south, west = SOUTH + row * UP, WEST + column * ALONG
    north, east = south + up, west + along
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Ground(key, key, Border.of({"type": "Polygon", "coordinates": [ring]}), households)


def within(row=0, column=0):
    return Point(SOUTH + (row + 0.5) * UP, WEST + (column + 0.5) * ALONG)


def test_the_steps_begin_at_the_smallest_number_and_double():
    assert [(each.least, each.most) for each in steps(5)] == [
        (5, 9), (10, 19), (20, 39), (40, 79), (80, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("many", "step"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (79, 4), (80, 5), (900, 5)]
)
def test_a_number_has_a_step(many, step):
    assert step_of(many, 5) == step


def test_ground_is_measured_as_on_earth():
    border = Border.of(square(size=0.01))
    box = border.box
    here = Point(box.south, box.west)
    up = metres(here, Point(box.north, box.west))
    along = metres(Point(55.615, box.west), Point(55.615, box.east))
    assert surface(border) == pytest.approx(up * along, rel=1e-3)


def test_a_hole_is_no_ground():
    outer = square(size=0.02)["coordinates"][0]
    hole = square(south=55.615, west=12.355, size=0.01)["coordinates"][0]
    whole = Border.of({"type": "Polygon", "coordinates": [outer]})
    holed = Border.of({"type": "Polygon", "coordinates": [outer, hole]})
    assert surface(holed) == pytest.approx(surface(whole) * 0.75, rel=1e-3)


def test_enough_households_and_enough_seen_is_shown():
    (patch,) = heat([ground("a")], [within()] * 5, LIMITS)
    assert (patch.ground.key, patch.step) == ("a", 1)


@pytest.mark.parametrize(
    ("piece", "many"),
    [
        (ground("a", households=19), 90),
        (ground("a", households=None), 90),
        (ground("a", up=UP / 2), 90),
        (ground("a"), 4),
    ],
    ids=["few households", "households not known", "too small", "little seen"],
)
def test_anything_else_is_not_there(piece, many):
    point = Point(SOUTH + UP / 4, WEST + ALONG / 4)
    assert heat([piece], [point] * many, LIMITS) == []


def test_a_point_counts_once_also_where_grounds_lie_over_each_other():
    both = [ground("a"), ground("b")]
    assert counted(both, [within()] * 7) == {"a": 7}


def test_neighbours_share_no_point_and_lose_none():
    grounds = [ground(f"{row}{column}", row, column) for row in range(3) for column in range(3)]
    points = [Point(SOUTH + n * UP / 4, WEST + m * ALONG / 4) for n in range(11) for m in range(11)]
    assert sum(counted(grounds, points).values()) == len(points)


def test_most_comes_first():
    points = [within()] * 5 + [within(0, 1)] * 40
    found = heat([ground("a"), ground("b", 0, 1)], points, LIMITS)
    assert [(each.ground.key, each.step) for each in found] == [("b", 4), ("a", 1)]
