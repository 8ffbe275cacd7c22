"""Measuring: how many queries, and how long, in the median and for the slowest twentieth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Measured:
    """What one thing took: queries, and milliseconds."""

    name: str
    queries: int
    middle: float
    slow: float


def measured(name: str, act: Callable[[], object], times: int) -> Measured:
    """Do something once to count its queries, and then so many times by the clock."""
    queries: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        act()
    took = sorted(_timed(act) for _ in range(times))
    slow = took[min(len(took) - 1, round(0.95 * len(took)))]
    return Measured(name, len(queries), median(took), slow)


def _timed(act: Callable[[], object]) -> float:
    begin = perf_counter()
    act()
    return 1000 * (perf_counter() - begin)


def table(columns: Sequence[tuple[str, Sequence[Measured]]]) -> str:
    """Write the measures side by side, with ratios to the first column."""
    first = {row.name: row for row in columns[0][1]}
    lines = [f"{'':30}" + "".join(f"{title:>34}" for title, _rows in columns)]
    lines.append(f"{'':30}" + f"{'queries':>8}{'median':>9}{'p95':>9}{'x':>8}" * len(columns))
    for name, base in first.items():
        cells = []
        for _title, rows in columns:
            row = next(each for each in rows if each.name == name)
            ratio = row.middle / base.middle
            cells.append(f"{row.queries:>8}{row.middle:>7.0f}ms{row.slow:>7.0f}ms{ratio:>8.1f}")
        lines.append(f"{name:30}" + "".join(cells))
    return "\n".join(lines)
