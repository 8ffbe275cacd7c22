"""Danish letters inside the database: alike on SQLite and PostgreSQL, without a collation."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

# SQLite's LOWER knows a-z only; PostgreSQL's depends on how the database was made.
SMALL = (("Æ", "æ"), ("Ø", "ø"), ("Å", "å"), ("É", "é"), ("Ä", "ä"), ("Ö", "ö"), ("Ü", "ü"))
# ÿ follows æ and ø in Unicode, which å does not; aa is an å, and accents follow their letter.
ORDER = (("aa", "ÿ"), ("å", "ÿ"), ("ä", "æ"), ("ö", "ø"), ("é", "e"), ("ü", "y"))


def alphabetical(text: str) -> str:
    """Give a text's key for sorting in memory, the same as the database's (alfabetisk)."""
    key = text.lower()
    for old, new in ORDER:
        key = key.replace(old, new)
    return key


class Folded(Func):
    """A text in small letters, for searching without regard to case."""

    function = "LOWER"
    arity = 1
    output_field = TextField()
    steps: tuple[tuple[str, str], ...] = SMALL

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        sql, params = super().as_sql(compiler, connection, *args, **extra)
        for old, new in self.steps:
            sql = f"REPLACE({sql}, '{old}', '{new}')"
        return sql, tuple(params)


class DanishOrder(Folded):
    """A text's key for sorting: æ, ø, å stand last and aa counts as å (alfabetisk rækkefølge)."""

    steps = SMALL + ORDER

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Compare by code point, as SQLite does."""
        sql, params = self.as_sql(compiler, connection, **extra)
        return f'({sql}) COLLATE "C"', params
