"""A constraint both databases keep: what is sealed is neither changed nor removed.

The model says no first, in the same words every time. The triggers stand behind it, for whoever
writes past the model: a bulk update, a stray script, a hand in the database.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from indsats.base.triggers import Triggered


class _Conditions(NamedTuple):
    """When an event is refused, as SQL over the rows OLD and NEW; empty is never."""

    insert: str
    update: str
    delete: str


class Sealed(Triggered):
    """Refuse to change the named fields (all, where none is named), and to remove the row.

    ``once`` names a text that seals the row when it is filled in, its own (``sha256``) or that of
    the row it is part of (``reply__sha256``): then nothing more can be added to that row either.
    Without it a row is sealed from the start.
    """

    def __init__(self, *, name: str, fields: Sequence[str] = (), once: str = "") -> None:
        super().__init__(name=name)
        self.fields, self.once = tuple(fields), once

    def told(self) -> dict[str, Any]:
        """Give what tells one seal from another."""
        return {"fields": self.fields, "once": self.once}

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Leave it to the database: a form never reaches a sealed field."""

    def _holds(self, model: type[models.Model], row: str) -> str:
        """Give the condition that a row is sealed."""
        if not self.once:
            return ""
        if "__" not in self.once:
            return f"{row}.\"{_column(model, self.once)}\" <> ''"
        link, text = self.once.split("__")
        whole = model._meta.get_field(link).related_model
        if not isinstance(whole, type):
            raise ImproperlyConfigured(f"{link} does not lead to a model")
        return (
            f'EXISTS (SELECT 1 FROM "{whole._meta.db_table}" s '
            f'WHERE s."id" = {row}."{_column(model, link)}" '
            f"AND s.\"{_column(whole, text)}\" <> '')"
        )

    def _conditions(self, model: type[models.Model], differs: str) -> _Conditions:
        old = self._holds(model, "OLD") or "1 = 1"
        joined = self._holds(model, "NEW") if "__" in self.once else ""
        sealed = f"({old} OR {joined})" if joined else old
        columns = [_column(model, name) for name in self.fields]
        changed = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in columns)
        return _Conditions(joined, f"{sealed} AND ({changed})" if changed else sealed, old)

    def triggers(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        """Yield the name and the SQL of SQLite's triggers."""
        found = self._conditions(model, "IS NOT")
        for event, condition in found._asdict().items():
            if condition:
                name = f"{self.name}_{event}"
                sql = (
                    f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{model._meta.db_table}" '
                    f"WHEN {condition} BEGIN SELECT RAISE(ABORT, 'sealed: {self.name}'); END"
                )
                yield name, sql

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Refuse to be born inside CREATE TABLE, where a trigger would silently be left out."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        raise ImproperlyConfigured(f"{self.name} belongs in an AddConstraint after the table")

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Lay PostgreSQL's triggers; emptying the table at one stroke is refused as well."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        found = self._conditions(model, "IS DISTINCT FROM")
        table = model._meta.db_table
        return f"""
CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT ({found.insert or "1 = 0"}) THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF NOT ({found.update}) THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT ({found.delete}) THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'sealed: {self.name}' USING ERRCODE = 'integrity_constraint_violation';
END $body$;
CREATE TRIGGER "{self.name}" BEFORE INSERT OR UPDATE OR DELETE ON "{table}"
  FOR EACH ROW EXECUTE FUNCTION "{self.name}"();
CREATE TRIGGER "{self.name}_truncate" BEFORE TRUNCATE ON "{table}"
  FOR EACH STATEMENT EXECUTE FUNCTION "{self.name}"()"""

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Take PostgreSQL's triggers away with their function."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'DROP FUNCTION IF EXISTS "{self.name}"() CASCADE'


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field) or field.column is None:
        raise ImproperlyConfigured(f"{name} has no column")
    return field.column
