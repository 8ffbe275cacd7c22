"""The organisation as the change-set engine sees it: read from the tables, or from the log."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Value

from indsats.base.bringing import as_list
from indsats.base.models import EffectiveQuerySet
from indsats.base.periods import Span
from indsats.organisation.models import ChangeEntry, ChangeSet, User
from indsats.organisation.models.registry import TABLES
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.slices import Picture, Slice
from indsats.organisation.rules.values import Subject

ALL_KINDS = tuple(KINDS)


def read(
    *,
    kinds: Iterable[str] = ALL_KINDS,
    span: Span | None = None,
    keys: Collection[str] | None = None,
) -> Picture:
    """Read the organisation of all days, or what touches a span: one query for all kinds.

    With a span or keys the picture is partial: good for showing, not for checking.
    """
    first, *others = (_rows(kind, span, keys) for kind in kinds)
    rows = first.union(*others, all=True).iterator(chunk_size=2000)
    return Picture.of(
        TABLES[kind].slice(key, first, until, tuple(contents))
        for kind, key, first, until, contents in rows
    )


def _rows(kind: str, span: Span | None, keys: Collection[str] | None) -> QuerySet[Any, Any]:
    """Ask for the slices of one kind: kind, key, first day, day after the last, contents."""
    table = TABLES[kind]
    rows: EffectiveQuerySet[Any] = table.rows.order_by()
    if span is not None:
        rows = rows.touching(span)
    if keys is not None:
        rows = rows.filter(**{f"{kind}__key__in": keys})
    contents = as_list(table.state, table.paths.values())
    return rows.values_list(Value(kind), f"{kind}__key", "valid_from", "valid_to", contents)


def as_known_at(moment: datetime) -> Picture:
    """Give the organisation of all days as it was known at a moment, by replaying the log.

    A subject the log has not named by then is as the log first found it; one the log never
    names (filled in before the log began) is as it stands.
    """
    return _replayed(Q(at__lte=moment))


def as_before(change_set: ChangeSet) -> Picture:
    """Give the organisation of all days as it was known just before a change-set was entered."""
    first = change_set.entries.order_by("pk").values_list("pk", flat=True).first()
    return read() if first is None else _replayed(Q(pk__lt=first))


def _replayed(by_then: Q) -> Picture:
    entries = list(_known(by_then))
    logged = {Subject(entry.kind, entry.subject) for entry, _pieces in entries}
    unlogged = (piece for piece in read() if piece.identity not in logged)
    told = (Slice.from_json(piece) for _entry, pieces in entries for piece in pieces)
    return Picture.of([*unlogged, *told])


def _known(by_then: Q) -> Iterator[tuple[ChangeEntry, list[dict[str, Any]]]]:
    """Yield, per subject, the last entry by then and what came after, else the first and before."""
    named = ChangeEntry.objects.order_by().values("kind", "subject")
    last = named.filter(by_then).annotate(entry=Max("pk")).values("entry")
    first = named.filter(~by_then).annotate(entry=Min("pk")).values("entry")
    known = set()
    for entry in ChangeEntry.objects.filter(pk__in=last):
        known.add((entry.kind, entry.subject))
        yield entry, entry.after
    for entry in ChangeEntry.objects.filter(pk__in=first):
        if (entry.kind, entry.subject) not in known:
            yield entry, entry.before


def people(picture: Picture) -> dict[str, User]:
    """Give everyone a picture names, by username: one query."""
    names = {
        piece.values[field.name]
        for piece in picture
        for field in KINDS[piece.kind].fields.values()
        if field.type == "user" and piece.values[field.name]
    }
    return {user.username: user for user in User.objects.filter(username__in=names)}
