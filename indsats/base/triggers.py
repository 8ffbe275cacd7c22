"""Constraints that need triggers: laid on SQLite around every migrate, on PostgreSQL by migrations.

SQLite remakes a table under another name when a column changes, which would break triggers: they
are therefore dropped before every migrate and laid again after it (see ``apps.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import BaseConstraint


class Triggered(BaseConstraint):
    """A constraint that SQLite keeps by triggers, and PostgreSQL in a way of its own."""

    def triggers(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        """Yield the name and the SQL of SQLite's triggers."""
        raise NotImplementedError

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Describe the constraint to migrations."""
        kind = self.__class__
        return f"{kind.__module__}.{kind.__name__}", (), {"name": self.name, **self.told()}

    def told(self) -> dict[str, Any]:
        """Give what tells one constraint of the kind from another, beside its name."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if isinstance(other, self.__class__):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


def triggered() -> Iterator[tuple[type[models.Model], Triggered]]:
    """Yield every such constraint with the model it is on."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, Triggered):
                yield model, constraint


def drop_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take SQLite's triggers away, so that tables can be remade."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for model, constraint in triggered():
                for name, _sql in constraint.triggers(model):
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def lay_triggers(using: str = DEFAULT_DB_ALIAS) -> None:
    """Lay SQLite's triggers on every table that exists."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        drop_triggers(using)
        tables = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for model, constraint in triggered():
                if model._meta.db_table in tables:
                    for _name, sql in constraint.triggers(model):
                        cursor.execute(sql)


def _switch(using: str, word: str) -> None:
    """Turn PostgreSQL's triggers off or on; checks that wait for the commit are made first."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in sorted({model._meta.db_table for model, _constraint in triggered()} & tables):
            cursor.execute(f'ALTER TABLE "{table}" {word} TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Do without the triggers for a while: only to empty a demonstration, and in tests."""
    on_sqlite = connections[using].vendor == "sqlite"
    if on_sqlite:
        drop_triggers(using)
    else:
        _switch(using, "DISABLE")
    try:
        yield
    finally:
        if on_sqlite:
            lay_triggers(using)
        else:
            _switch(using, "ENABLE")
