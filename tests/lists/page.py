"""What a list page is to the test that counts: how to fill it, and how to ask for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.matrix.world import World


@dataclass(frozen=True)
class Page:
    """One page: ``fill(world, amount)`` makes rows the world's user can see.

    ``args(world)`` are the arguments of the address, and ``ask`` the rest of it. ``word`` stands
    once in each row of a page that is not drawn by ``Listing``. ``many`` is how many rows it is
    filled with, and ``most`` how many queries it may ask, with ``why`` where that is above ten.
    """

    fill: Callable[[World, int], None]
    args: Callable[[World], list[Any]] = lambda _world: []
    ask: str = ""
    word: str = ""
    many: int = 50
    most: int = 10
    why: str = ""
