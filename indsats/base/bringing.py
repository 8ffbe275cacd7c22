"""Short lists that a row brings along, in the one query that reads the row.

Like `prefetch_related`, but without a query for each list: for a page that shows one thing with
many short lists about it. Long lists are paged, and never brought.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import F, Func, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONArray, JSONObject
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)


class Plain(Func):
    """A JSON column as the JSON it is, not as a text that holds JSON."""

    output_field = JSONField()
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="JSON(%(expressions)s)", **extra)


class Gathered(Subquery):
    """The rows of a query as one JSON list, in their order; each row is called ``told``."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT json_group_array(json(told)) FROM (%(subquery)s) gathered)"
        return self.as_sql(compiler, connection, template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT coalesce(jsonb_agg(told), '[]') FROM (%(subquery)s) gathered)"
        return self.as_sql(compiler, connection, template, **extra)


def as_list(model: type[Model], paths: Iterable[str]) -> JSONArray:
    """Write the columns of a row as one JSON list, so that rows of many tables fit together."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return JSONArray(*(_column(fields.get(path), path) for path in paths))


def _column(field: Any, path: str) -> F | Plain:
    return Plain(path) if isinstance(field, JSONField) else F(path)


def gathered(rows: QuerySet[Any]) -> Gathered:
    """Write every column of some rows, which may name the outer row, as one list."""
    fields = rows.model._meta.concrete_fields
    columns = {field.attname: _column(field, field.attname) for field in fields}
    return Gathered(rows.annotate(told=JSONObject(**columns)).values("told"))


def bring(rows: QuerySet[M], **lists: QuerySet[Any]) -> QuerySet[M]:
    """Let each row bring lists along, found afterwards by ``row.<name>.all()`` without a query.

    ``bring(hearings, themes=Theme.objects.filter(hearing=OuterRef("pk")))``; a name may lead over
    a row read in the same query: ``proposal__items``.
    """
    columns = {f"brought_{number}": path for number, path in enumerate(lists)}

    class Bringing(ModelIterable):  # type: ignore[type-arg]  # generic in the stubs only
        """Rows with their lists put where ``.all()`` looks for them."""

        def __iter__(self) -> Iterator[Any]:
            for row in super().__iter__():
                for column, path in columns.items():
                    _settle(row, path, lists[path].model, vars(row).pop(column))
                yield row

    chosen: QuerySet[M] = rows.annotate(
        **{column: gathered(lists[path]) for column, path in columns.items()}
    )
    chosen._iterable_class = Bringing  # noqa: SLF001 -- as `values` does
    return chosen


def _settle(row: Any, path: str, model: type[Model], told: list[dict[str, Any]]) -> None:
    *way, name = path.split("__")
    for step in way:
        row = getattr(row, step)
        if row is None:
            return
    found, relation = [_made(model, row, each) for each in told], row._meta.get_field(name)
    if relation.one_to_many:
        for each in found:
            setattr(each, relation.field.name, row)
    kept = getattr(row, name).get_queryset()
    kept._result_cache, kept._prefetch_done = found, True  # noqa: SLF001 -- as a prefetch does
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = kept


def _made(model: type[Model], owner: Model, told: dict[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    values = [_value(field, told[field.attname]) for field in fields]
    return model.from_db(owner._state.db, [field.attname for field in fields], values)


def _value(field: Any, told: Any) -> Any:
    """Read a value back from JSON, which knows no moments."""
    if isinstance(field, JSONField):
        return told
    value = field.to_python(told)
    naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if naive else value
