"""One page of what a phone has to fetch: everything once, then what was written since."""

from typing import Any, Final

from django.db.models import Max, Q
from django.utils.timezone import localtime

from indsats.field.models import FieldChange
from indsats.field.queries.base import base
from indsats.field.queries.held import HELD, extras
from indsats.field.queries.sender import Sender
from indsats.field.queries.wire import told, value_of
from indsats.field.rules.cursor import Cursor, fingerprint
from indsats.field.rules.cursor import read as read_cursor
from indsats.field.rules.forms import Type, newest
from indsats.organisation.queries.lineage import heirs_for, with_forebears

PAGE: Final = 500
KINDS_A_PAGE: Final = 3
QUARTERS: Final = 4  # the base is at most a quarter of an hour old


def _reach(sender: Sender) -> str:
    """Fingerprint which units the phone may see what of."""
    parts: list[object] = [sender.user.pk]
    for permission, _rows in HELD.values():
        scope = sender.scope(permission)
        parts += [permission, scope.everything, sorted(scope.units)]
    return fingerprint([*parts, sorted(heirs_for(sender.user, sender.day).items())])


def _base_mark(sender: Sender) -> str:
    at = localtime(sender.now)
    return f"{sender.day}/{at.hour * QUARTERS + at.minute * QUARTERS // 60}"


def page(sender: Sender, raw_cursor: Any) -> dict[str, Any]:
    """Give the next page for a phone: base, changes, and a cursor to ask on from.

    A page holds at most three kinds and 500 records, so that its queries are few whatever there
    is. ``more`` says to ask again at once.
    """
    known = read_cursor(raw_cursor)
    reach, mark = _reach(sender), _base_mark(sender)
    top = FieldChange.objects.aggregate(top=Max("pk"))["top"] or 0
    if known is None or known.reach != reach or known.until > top:
        start = Cursor(reach, mark, until=top)
        return _page(start, [], reset=raw_cursor is not None, base=base(sender))
    if known.base != mark:
        fresh = Cursor(**{**known.__dict__, "base": mark})
        return _page(fresh, [], base=base(sender), behind=known.until < top)
    round_ = Cursor(reach, mark, until=top, since=known.until) if known.is_done else known
    changes, left = _changes(sender, round_)
    return _page(left, changes)


def _page(
    cursor: Cursor, changes: list[dict[str, Any]], *, reset: bool = False, base: Any = None,
    behind: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Write a page; ``behind`` says that a round is done and another has something to bring."""
    told: dict[str, Any] = {
        "reset": reset, "cursor": cursor.write(), "more": behind or not cursor.is_done,
        "changes": changes,
    }  # fmt: skip
    return {**told, "base": base} if base is not None else told


def _changes(sender: Sender, at: Cursor) -> tuple[list[dict[str, Any]], Cursor]:
    """Give the next records of a round, kind by kind, and where the round has come to."""
    given: list[dict[str, Any]] = []
    kinds = [kind for kind in HELD if _not_before(kind, at.kind)]
    wanted = None if at.since is None else _written(sender, at, at.since)
    asked = 0
    for kind in kinds:
        after = at.record if kind == at.kind else ""
        if wanted is not None and not wanted.get(kind):
            continue
        if asked == KINDS_A_PAGE or len(given) >= PAGE:
            return given, _left(at, kind, after)
        found, last = _kind(sender, kind, after, wanted, PAGE - len(given))
        given += found
        asked += 1
        if last:
            return given, _left(at, kind, last)
    return given, Cursor(at.reach, at.base, at.until, is_done=True)


def _left(at: Cursor, kind: str, record: str) -> Cursor:
    return Cursor(at.reach, at.base, at.until, at.since, kind, record)


def _not_before(kind: str, other: str) -> bool:
    order = list(HELD)
    return other not in order or order.index(kind) >= order.index(other)


def _written(sender: Sender, at: Cursor, since: int) -> dict[str, list[Any]]:
    """Read which records were written in a round, by kind, in the order they are given."""
    rows = FieldChange.objects.filter(_seen(sender), pk__gt=since, pk__lte=at.until).order_by()
    found: dict[str, list[Any]] = {}
    for kind, record in rows.values_list("kind", "record").distinct():
        if kind != at.kind or str(record) > at.record:
            found.setdefault(kind, []).append(record)
    return {kind: sorted(records, key=str) for kind, records in found.items()}


def _seen(sender: Sender) -> Q:
    """Keep changes of each kind in the units the phone may see that kind of, and of no others."""
    heir_of = heirs_for(sender.user, sender.day)
    seen = Q(pk__in=())
    for kind, (permission, _rows) in HELD.items():
        scope = sender.scope(permission)
        units = with_forebears(scope.units, heir_of)
        seen |= Q(kind=kind) if scope.everything else Q(kind=kind, unit__in=units)
    return seen


def _kind(
    sender: Sender, kind: str, after: str, wanted: dict[str, list[Any]] | None, room: int
) -> tuple[list[dict[str, Any]], str]:
    """Give up to so many records of a kind; and the last of them where there are more."""
    _permission, held = HELD[kind]
    rows = held(sender).order_by("pk")
    if wanted is None:
        rows = rows.filter(pk__gt=after) if after else rows
        here = list(rows[: room + 1])
        last = str(here[room - 1].pk) if len(here) > room else ""
        return _told(kind, here[:room]), last
    records = wanted[kind]
    asked, last = records[:room], str(records[room - 1]) if len(records) > room else ""
    here = list(rows.filter(pk__in=asked))
    gone = sorted({*asked} - {row.pk for row in here}, key=str)
    return _told(kind, here) + [
        {"kind": kind, "record": str(each), "gone": True} for each in gone
    ], last


def _told(kind: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Write records as they travel, in the newest form of their kind."""
    form = newest(kind)
    more = extras(kind, rows)
    plain_fields = {name: one for name, one in form.fields.items() if one.type is not Type.KEYS}
    return [
        {
            "kind": kind,
            "record": str(row.pk),
            "version": getattr(row, "version", 1),
            "fields": {
                **told(
                    {name: value_of(row, name, one.type) for name, one in plain_fields.items()},
                    form,
                ),
                **more.get(row.pk, {}),
            },
        }
        for row in rows
    ]
