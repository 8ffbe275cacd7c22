"""Words that begin with something, found by an index on either database."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

LAST = chr(0x10FFFF)


class Begins(StartsWith):
    """``Q(Begins(F("name"), "Ab"))``: as ``startswith``, but SQLite reads an index for it too.

    SQLite's LIKE disregards case, and therefore every index; a stretch of the alphabet does not.
    PostgreSQL needs an index with ``varchar_pattern_ops``.
    """

    lookup_name = "begins"

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        return str(connection.operators["startswith"] % rhs)  # type: ignore[attr-defined]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        beginning = str(self.rhs)
        return f"({left} >= %s AND {left} < %s)", (
            *params, beginning, *params, beginning + LAST,
        )  # fmt: skip
