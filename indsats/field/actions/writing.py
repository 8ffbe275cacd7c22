"""Writing an entry into its record: a new one, or three ways into one that stands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Model

from indsats.field.actions.consequences import BEFORE, after
from indsats.field.models import Conflict, SyncedItem, Tour, TourMember
from indsats.field.models.record import FieldRecord
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import PARENTS, Target, by_key
from indsats.field.queries.wire import RECORDS, value_of, values_of
from indsats.field.rules.clock import TOLERATED, Clock
from indsats.field.rules.forms import Field, Form, Type, newest
from indsats.field.rules.items import Item
from indsats.field.rules.merge import merge
from indsats.field.rules.values import Position, Value, plain
from indsats.organisation.models import User
from indsats.places.models import Place


class Written(NamedTuple):
    """What came of writing: the record, its fields that collided, and whether it was new."""

    record: Any
    collided: tuple[str, ...] = ()
    is_new: bool = False
    changed: tuple[str, ...] = ()


def corrected(item: Item, clock: Clock) -> dict[str, Any]:
    """Set every moment of an entry right by what is known of the phone's clock."""
    made_at = item.made_at or clock.now
    values: dict[str, Any] = {}
    for name, value in item.given.items():
        if isinstance(value, datetime):
            values[name] = clock.right(value)
        elif isinstance(value, date) and item.kind == "tour":
            values[name] = clock.right_day(value, made_at)
        else:
            values[name] = value
    return values


def as_known(was: Mapping[str, Value], here: Mapping[str, Value], clock: Clock) -> dict[str, Value]:
    """Read what the phone had before with its moments set right, as they stand here."""
    return {
        name: here[name] if _same_moment(value, here.get(name), clock) else value
        for name, value in was.items()
    }


def _same_moment(value: Value, here: Value, clock: Clock) -> bool:
    """Tell whether a moment of a wrong clock is the one here; a right one must be so exactly."""
    if not (clock.is_wrong and isinstance(value, datetime) and isinstance(here, datetime)):
        return False
    return abs(clock.right(value) - here) <= TOLERATED


def write(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Write an entry; raises ValidationError where the record could not stand like that."""
    assert item.form is not None  # noqa: S101 -- an entry without a form has problems
    values = corrected(item, clock)
    if target.existing is not None:
        return _change(sender, item, target, clock, values)
    row: Any = RECORDS[item.kind](
        id=item.record, unit_id=target.unit, author=sender.user, form=item.form.version,
        made_at=clock.right(item.made_at or clock.now), received_at=sender.now,
    )  # fmt: skip
    own = sender.unit(str(item.given.get("unit")))
    if own is not None and own.pk == target.unit:
        row.unit = own
    _assign(row, item.form, values, target.links)
    BEFORE.get(item.kind, _nothing)(row)
    _refuse_impossible(row, by_the_tables=item.fresh)
    row.save(force_insert=True)
    _list(row, item.form, values, target.links)
    if isinstance(row, Tour) and "members" not in values:
        TourMember.objects.create(tour=row, user=sender.user)
    after(row, values, is_new=True)
    return Written(row, is_new=True, changed=tuple(sorted(values)))


def _nothing(row: Any) -> None:
    """Do nothing."""


def _change(
    sender: Sender, item: Item, target: Target, clock: Clock, values: Mapping[str, Value]
) -> Written:
    form, row = item.form or newest(item.kind), target.existing
    here = values_of(row, form)
    given = {name: value for name, value in values.items() if name != "unit"}
    merged = merge(form.fields, as_known(item.was, here, clock), given, here)
    _keep_both(sender, item, row, merged.collided, clock)
    if merged.written:
        rewrite(row, form, merged.written, _links_for(sender, form, merged.written, target.links))
    return Written(row, tuple(sorted(merged.collided)), changed=tuple(sorted(merged.written)))


def rewrite(
    row: Any, form: Form, written: Mapping[str, Value], links: Mapping[str, Any] | None = None
) -> None:
    """Write values into a record that stands, as its next version."""
    found = links if links is not None else rows_of(form, written)
    _assign(row, form, written, found)
    _refuse_impossible(row)
    row.version += 1
    row.save()
    _list(row, form, written, found)
    after(row, written)


def rows_of(form: Form, written: Mapping[str, Value]) -> dict[str, Any]:
    """Find the rows that single values refer to by key or name."""
    found: dict[str, Any] = {}
    for name, value in written.items():
        if value and form.fields[name].type is Type.KEY:
            model = Place if name == "place" else User
            key = "username" if model is User else "key"
            found[name] = model._default_manager.get(**{key: value})
        elif value and form.fields[name].type is Type.RECORD:
            found[name] = PARENTS[name]._default_manager.get(pk=value)
    return found


def _links_for(
    sender: Sender, form: Form, written: Mapping[str, Value], links: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the rows of lists that were put together, where they are others than those sent."""
    joined = {
        name: by_key(sender, name, value) or []
        for name, value in written.items()
        if form.fields[name].type is Type.KEYS
    }
    return {**links, **joined}


def _keep_both(
    sender: Sender,
    item: Item,
    row: Any,
    collided: Mapping[str, tuple[Value, Value]],
    clock: Clock,
) -> None:
    """Keep the value that stands and the other one, for a person to choose between."""
    if not collided:
        return
    last = SyncedItem.objects.filter(record=item.record, outcome__in=("taken", "conflict"))
    writer = last.values_list("user", flat=True).first() or row.author_id
    Conflict.objects.bulk_create(
        Conflict(
            op=item.op, unit_id=row.unit_id, kind=item.kind, record=item.record, field=name,
            kept=plain(kept), kept_by_id=writer, offered=plain(offered), offered_by=sender.user,
            offered_at=clock.right(item.made_at or clock.now), received_at=sender.now,
        )
        for name, (kept, offered) in collided.items()
    )  # fmt: skip


def _assign(
    row: FieldRecord, form: Form, values: Mapping[str, Value], links: Mapping[str, Any]
) -> None:
    """Set the columns of a record."""
    for name, value in values.items():
        one = form.fields[name]
        if name != "unit" and one.type is not Type.KEYS:
            _assign_one(row, name, one, value, links)


def _assign_one(
    row: FieldRecord, name: str, one: Field, value: Value, links: Mapping[str, Any]
) -> None:
    if one.type is Type.POSITION:
        pin = value if isinstance(value, Position) else (None, None)
        row.latitude, row.longitude = pin  # type: ignore[attr-defined]
    elif one.type in {Type.KEY, Type.RECORD}:
        setattr(row, name, links.get(name))
    elif one.type is Type.CODES:
        setattr(row, name, list(value) if isinstance(value, tuple) else [])
    else:
        column = row._meta.get_field(name)
        setattr(row, name, "" if value is None and not column.null else value)


def _list(row: Any, form: Form, values: Mapping[str, Value], links: Mapping[str, Any]) -> None:
    """Write the users and places a record lists."""
    for name in values:
        if form.fields[name].type is not Type.KEYS:
            continue
        wanted = list(links.get(name, ()))
        if name == "members":
            row.members.exclude(user__in=wanted).delete()
            known = set(row.members.values_list("user", flat=True))
            TourMember.objects.bulk_create(
                TourMember(tour=row, user=user) for user in wanted if user.pk not in known
            )
        else:
            getattr(row, name).set(wanted)


def _refuse_impossible(row: Model, *, by_the_tables: bool = False) -> None:
    """Refuse what the tables would refuse, in words; links have been looked up already.

    A fresh entry leaves it to the tables themselves: when they refuse, it comes again, for words.
    """
    row.clean_fields(exclude={each.name for each in row._meta.fields if each.is_relation})
    if not by_the_tables:
        row.validate_constraints()


def differing(record: Any, item: Item) -> dict[str, Any]:
    """Give the fields whose value here is another than what was sent."""
    form = item.form or newest(item.kind)
    here = {name: value_of(record, name, form.fields[name].type) for name in item.given}
    return {name: plain(here[name]) for name, value in item.given.items() if here[name] != value}
