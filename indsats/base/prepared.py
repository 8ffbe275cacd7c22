"""A query put together once and asked many times, for what every single request asks."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from django.db import connection
from django.db.models import QuerySet

SOMEBODY, SOME_DAY = -1, date(1, 1, 1)  # stand where the number and the day will stand


def prepared(
    build: Callable[[int, date], QuerySet[Any, Any]],
) -> Callable[[int, date], list[tuple[Any, ...]]]:
    """Turn what builds a query from a number and a day into what gives its rows.

    Putting a query of many parts together costs several times what asking it does.
    """

    @lru_cache
    def text(_vendor: str) -> tuple[str, tuple[Any, ...]]:
        words, values = build(SOMEBODY, SOME_DAY).query.sql_with_params()
        return words, tuple(values)

    @wraps(build)
    def rows(number: int, day: date) -> list[tuple[Any, ...]]:
        words, values = text(connection.vendor)
        as_kept = connection.ops.adapt_datefield_value
        meant = {SOMEBODY: number, as_kept(SOME_DAY): as_kept(day)}
        with connection.cursor() as cursor:
            cursor.execute(words, [meant.get(value, value) for value in values])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    return rows
