"""Write a new picture into the tables: only what differs, oldest days freed first, all logged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from indsats.organisation.models import ChangeEntry, ChangeSet, User
from indsats.organisation.models.registry import TABLES, Table
from indsats.organisation.rules.slices import Picture, Slice, Slices
from indsats.organisation.rules.values import Subject

Pointers = dict[tuple[type[Any], str], int]


@dataclass(frozen=True)
class Writing:
    """One write of a change-set: who does it, and which operation touched which subject."""

    by: User
    change_set: ChangeSet | None = None
    operations: Mapping[Subject, int] = field(default_factory=dict)


def write(before: Picture, after: Picture, writing: Writing) -> list[ChangeEntry]:
    """Bring the tables from one picture to another; must run inside a deed.

    Days are freed (rows removed or shortened) before any are taken, so that the databases' own
    refusal of overlaps can stay immediate. Raises ValidationError for an unknown person.
    """
    changed = sorted(differing(before, after))
    new = [piece for subject in changed for piece in after.slices(*subject)]
    pointers = _pointers(changed, new)
    for kind, subjects in _by_kind(changed).items():
        _write_kind(TABLES[kind], subjects, after, pointers)
    return _log(changed, before, after, writing)


def differing(before: Picture, after: Picture) -> frozenset[Subject]:
    """Give the subjects whose slices are not the same in the two pictures."""
    return frozenset(
        subject
        for subject in before.subjects() | after.subjects()
        if before.slices(*subject) != after.slices(*subject)
    )


def _by_kind(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        found[subject.kind].append(subject.key)
    return {kind: found[kind] for kind in TABLES if kind in found}


def _pointers(changed: Iterable[Subject], pieces: Sequence[Slice]) -> Pointers:
    """Find the row number of every key written or pointed at, making new identities."""
    wanted: defaultdict[type[Any], set[str]] = defaultdict(set)
    for subject in changed:
        wanted[TABLES[subject.kind].identity].add(subject.key)
    for piece in pieces:
        for model, keys in TABLES[piece.kind].pointed(piece.values).items():
            wanted[model] |= keys
    found: Pointers = {}
    for model, keys in wanted.items():
        found |= _found(model, keys)
    return found


def _found(model: type[Any], keys: set[str]) -> Pointers:
    name = "username" if model is User else "key"
    rows = model._default_manager.filter(**{f"{name}__in": keys})
    known = dict(rows.values_list(name, "pk"))
    missing = sorted(keys - set(known))
    if missing and model is User:
        raise ValidationError(_("No user is called %(names)s.") % {"names": ", ".join(missing)})
    made = model._default_manager.bulk_create([model(key=key) for key in missing])
    return {(model, key): pk for key, pk in known.items()} | {(model, m.key): m.pk for m in made}


def _write_kind(table: Table, keys: list[str], after: Picture, pointers: Pointers) -> None:
    gone: list[int] = []
    fresh: list[Slice] = []
    ends: dict[int, date | None] = {}
    stored = _stored(table, keys)
    for key in keys:
        match = _matched(stored.get(key, []), after.slices(table.kind, key))
        gone, fresh, ends = gone + match.gone, fresh + match.fresh, ends | match.ends
    rows = table.rows
    rows.filter(pk__in=gone).delete()
    for pk, until in ends.items():
        rows.filter(pk=pk).update(valid_to=until)
    for piece in fresh:
        table.check(piece.values)
    rows.bulk_create([table.row(piece, pointers) for piece in fresh])


def _stored(table: Table, keys: list[str]) -> dict[str, list[tuple[int, Slice]]]:
    found: defaultdict[str, list[tuple[int, Slice]]] = defaultdict(list)
    columns = ("pk", f"{table.kind}__key", "valid_from", "valid_to", *table.paths.values())
    rows = table.rows.filter(**{f"{table.kind}__key__in": keys})
    for pk, key, first, until, *contents in rows.order_by("valid_from").values_list(*columns):
        found[key].append((pk, table.slice(key, first, until, tuple(contents))))
    return found


class _Match(NamedTuple):
    gone: list[int]
    ends: dict[int, date | None]
    fresh: list[Slice]


def _matched(stored: Sequence[tuple[int, Slice]], wanted: Slices) -> _Match:
    """Tell which rows go, which get a new end, and which slices have no row yet.

    A row is kept where a wanted slice with the same contents begins the same day. Kept rows
    never run past the start of the next one kept, so their ends may be changed in any order.
    """
    fresh = {piece.span.first: piece for piece in wanted}
    match = _Match([], {}, [])
    for pk, piece in stored:
        found = fresh.get(piece.span.first)
        if found is None or found.values != piece.values:
            match.gone.append(pk)
            continue
        del fresh[piece.span.first]
        if found.span.until != piece.span.until:
            match.ends[pk] = found.span.until
    match.fresh.extend(fresh.values())
    return match


def _log(
    changed: Iterable[Subject], before: Picture, after: Picture, writing: Writing
) -> list[ChangeEntry]:
    now = timezone.now()
    return ChangeEntry.objects.bulk_create(
        [
            ChangeEntry(
                change_set=writing.change_set,
                operation=writing.operations.get(subject),
                kind=subject.kind,
                subject=subject.key,
                before=[piece.as_json() for piece in before.slices(*subject)],
                after=[piece.as_json() for piece in after.slices(*subject)],
                by=writing.by.username,
                at=now,
            )
            for subject in changed
        ]
    )
