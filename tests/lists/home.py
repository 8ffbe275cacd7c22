"""Rows for the pages that gather from every room."""

from tests.lists import hearings, meetings, organisation, places, street
from tests.lists.page import Page
from tests.matrix.world import World


def everything(world: World, amount: int) -> None:
    """Make rows of every kind somebody may have to do something about."""
    for fill in (
        street.tours, street.orders, street.parked, street.collisions, places.hotspots,
        places.checks, meetings.meetings, organisation.change_sets,
    ):  # fmt: skip
        fill(world, amount)
    hearings.matters(world, amount + 2)  # one in each state is made at once


PAGES = {
    "home:start": Page(
        everything, word='class="todo"', many=10, most=42, why="every room is asked what waits"
    ),
    "home:search": Page(
        everything, ask="?q=hold", word="<li><a", many=10, most=14, why="every kind is searched"
    ),
    "home:logins": Page(organisation.people),
}
