"""A constraint both databases keep: slices of one subject never share a day.

PostgreSQL gets an EXCLUDE clause inside CREATE TABLE; SQLite has none, and gets triggers.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indsats.base.triggers import Triggered


class NoOverlap(Triggered):
    """Refuse two rows with the same key whose half-open days overlap."""

    def __init__(self, *, key: str, name: str) -> None:
        super().__init__(
            name=name,
            violation_error_code="overlap",
            violation_error_message=_("Another entry already covers some of these days."),
        )
        self.key = key

    def _column(self, model: type[models.Model]) -> str:
        field = model._meta.get_field(self.key)
        if not isinstance(field, models.Field) or field.column is None:
            raise TypeError(f"{self.key} has no column")
        return field.column

    def _clause(self, model: type[models.Model]) -> str:
        return (
            f'EXCLUDE USING gist ("{self._column(model)}" WITH =, '
            "daterange(valid_from, valid_to, '[)') WITH &&)"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Give the clause inside CREATE TABLE: the only hook CreateModel calls."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'CONSTRAINT "{self.name}" {self._clause(model)}'

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add the constraint to a table that already exists."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        table = schema_editor.quote_name(model._meta.db_table)
        return f'ALTER TABLE {table} ADD CONSTRAINT "{self.name}" {self._clause(model)}'

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Drop the constraint."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        table = schema_editor.quote_name(model._meta.db_table)
        return f'ALTER TABLE {table} DROP CONSTRAINT "{self.name}"'

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError when a saved row already covers some of the days."""
        column = f"{self.key}_id"
        first, until = instance.valid_from, instance.valid_to  # type: ignore[attr-defined]
        if first is None or getattr(instance, column) is None:
            return
        rows = model._default_manager.using(using).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=first),
            **{column: getattr(instance, column)},
        )
        if until is not None:
            rows = rows.filter(valid_from__lt=until)
        if rows.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code="overlap")

    def triggers(self, model: type[models.Model]) -> Iterator[tuple[str, str]]:
        """Yield the name and the SQL of SQLite's two triggers."""
        table, column = model._meta.db_table, self._column(model)
        for event in ("insert", "update"):
            name = f"{self.name}_{event}"
            yield (
                name,
                (
                    f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" WHEN EXISTS ('
                    f'SELECT 1 FROM "{table}" o WHERE o."{column}" = NEW."{column}" '
                    "AND o.id IS NOT NEW.id "
                    "AND o.valid_from < COALESCE(NEW.valid_to, '9999-12-31') "
                    "AND NEW.valid_from < COALESCE(o.valid_to, '9999-12-31')) "
                    f"BEGIN SELECT RAISE(ABORT, 'overlap: {self.name}'); END"
                ),
            )

    def told(self) -> dict[str, Any]:
        """Give what tells one from another."""
        return {"key": self.key}
