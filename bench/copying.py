"""A million observations in minutes: the database copies those made, with other names and times."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from tqdm import tqdm

from indsats.field.models import ObservationMark, ObservationWord, PlaceObservation

# The first four of an identifier's 32 digits say which copy it is; those made are copy 0000.
PREFIX = 1 << 112
APART = 11  # minutes between a row and its next copy
MOMENTS = ("seen_at", "made_at", "received_at")
MODELS = (PlaceObservation, ObservationMark, ObservationWord)
FASTER = {
    "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"),
    "postgresql": ("SET synchronous_commit = off", "SET maintenance_work_mem = '500MB'"),
}
INDEXES = {
    "sqlite": """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL
    """,
    "postgresql": """
        SELECT indexname, indexdef FROM pg_indexes
        WHERE tablename = %s AND indexname NOT IN (SELECT conname FROM pg_constraint)
    """,
}
SQL = {
    "sqlite": (
        "printf('%04x', {copy}) || substr({column}, 5)",
        "strftime('%Y-%m-%d %H:%M:%f', {column}, '-{minutes} minutes')",
    ),
    "postgresql": (
        "(lpad(to_hex({copy}), 4, '0') || substr(replace({column}::text, '-', ''), 5))::uuid",
        "{column} - interval '{minutes} minutes'",
    ),
}


def as_made(row: PlaceObservation) -> PlaceObservation:
    """Give an observation an identifier that its copies can be told from."""
    row.pk = UUID(int=row.pk.int % PREFIX)
    return row


def never_copied(row: PlaceObservation) -> PlaceObservation:
    """Give an observation an identifier that no copy has, and that is not copied."""
    row.pk = UUID(int=row.pk.int % PREFIX + 0xFFFF * PREFIX)
    return row


def copy(first: int, last: int) -> None:
    """Copy what was made so many times more, each copy a little earlier than the one before."""
    if first > last:
        return
    with connection.cursor() as cursor, _without_indexes(cursor):
        for number in tqdm(range(first, last + 1), desc="copies", leave=False):
            with transaction.atomic():
                for model in MODELS:
                    cursor.execute(_statement(model, number), [_key(UUID(int=PREFIX))])


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Take the indexes away while much is written, and make them anew when it is."""
    for line in FASTER[connection.vendor]:
        cursor.execute(line)
    found = []
    for model in MODELS:
        cursor.execute(INDEXES[connection.vendor], [model._meta.db_table])
        found += cursor.fetchall()
    for name, _made in found:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, made in tqdm(found, desc="indexes", leave=False):
        cursor.execute(made)


def settle() -> None:
    """Let the database count what it holds, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _key(name: UUID) -> object:
    return name if connection.features.has_native_uuid_field else name.hex


def _statement(model: type[models.Model], number: int) -> str:
    name = PlaceObservation._meta.pk.column if model is PlaceObservation else "observation_id"
    auto = isinstance(model._meta.pk, models.AutoField)
    columns = [f.column for f in model._meta.local_concrete_fields if not (auto and f.primary_key)]
    values = ", ".join(_value(column, number, name) for column in columns)
    table, named = model._meta.db_table, ", ".join(columns)
    return f"INSERT INTO {table} ({named}) SELECT {values} FROM {table} WHERE {name} < %s"  # noqa: S608 -- our own names


def _value(column: str, number: int, name: str) -> str:
    renamed, earlier = SQL[connection.vendor]
    if column == name:
        return renamed.format(copy=number, column=column).replace("%", "%%")
    if column in MOMENTS:
        return earlier.format(column=column, minutes=number * APART).replace("%", "%%")
    return column
