"""Which functions many users have on a day, read for all of them at once."""

from collections.abc import Iterable
from datetime import date

from indsats.organisation.access import place
from indsats.organisation.held import holdings_of
from indsats.organisation.models import Function

ORDER = list(Function)


def functions_held(users: Iterable[int], day: date) -> dict[int, list[Function]]:
    """Give each user's functions on a day, by primary key: one query for any number of users."""
    found: dict[int, set[Function]] = {user: set() for user in users}
    for user, word, unit, kind in holdings_of(found, day):
        there = place(word, unit, kind)
        if there is not None:
            found[user].add(there.function)
    return {user: sorted(functions, key=ORDER.index) for user, functions in found.items()}
