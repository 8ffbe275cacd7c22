"""What an entry from a phone is about, and every reason why it cannot be taken in now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from indsats.field.models import (
    Incident,
    IncidentEntry,
    KnownYouth,
    ParkedItem,
    ParkedReason,
    Tour,
    YouthGroup,
)
from indsats.field.models.tour import CheckIn
from indsats.field.queries.sender import Sender
from indsats.field.queries.wire import RECORDS
from indsats.field.queries.wording import label
from indsats.field.rules.forms import Type
from indsats.field.rules.items import Item, Problem
from indsats.organisation.models import User
from indsats.places.models import Place

STORED: Final[Mapping[str, type[Model]]] = {
    **RECORDS, "known": KnownYouth, "check_in": CheckIn, "incident_entry": IncidentEntry,
}  # fmt: skip
PARENTS: Final[Mapping[str, type[Model]]] = {
    "tour": Tour, "group": YouthGroup, "incident": Incident, "known": KnownYouth,
}  # fmt: skip
# What a released tour shuts: the rest either cannot alter it or is about something else.
SHUT: Final = frozenset({"tour", "observation", "contact", "sighting", "follow_up"})
SAFETY: Final = frozenset({"check_in", "brief_read", "checklist"})


@dataclass(frozen=True)
class Refusal:
    """Why an entry is parked, for the worker and the one who decides; and where that is."""

    reason: ParkedReason
    detail: str
    unit: int | None = None


@dataclass(frozen=True)
class Target:
    """The unit, the record as it stands, and the rows an entry refers to."""

    unit: int
    existing: Any = None
    links: Mapping[str, Any] = field(default_factory=dict)


def resolve(sender: Sender, item: Item, decided: int | None = None) -> Target | Refusal:
    """Find what an entry is about; give a refusal where it cannot be taken in.

    ``decided`` is the unit where a person has decided that it is to be taken in all the same:
    then neither the sender's rights nor a released tour stand in its way.
    """
    if item.problems:
        told = "; ".join(_problem(item, each) for each in item.problems)[:300]
        return Refusal(ParkedReason.INVALID, told, _unit_given(sender, item))
    existing = _existing(item)
    if existing is None and not item.is_new and item.kind in STORED:
        return _parked_before(item.record) or Refusal(
            ParkedReason.TOO_OLD,
            _("What was changed is no longer here."),
            _unit_given(sender, item),
        )
    links = _links(sender, item)
    if isinstance(links, Refusal):
        return links
    unit = _unit(sender, item, existing, links)
    if decided is not None and existing is None:
        unit = decided
    if unit is None:
        return Refusal(ParkedReason.UNKNOWN, _("The unit is not known."))
    target = Target(unit, existing, links)
    refusal = _forbidden(sender, item, target) if decided is None else None
    return refusal or _stranger(sender, item, target, decided) or target


def _problem(item: Item, problem: Problem) -> str:
    """Say what is wrong, led by what the field is called."""
    said = problem.wrong.say(_)
    return f"{label(item.kind, problem.field)}: {said}" if problem.field else said


def _existing(item: Item) -> Any:
    if item.fresh:
        return None
    model = STORED.get(item.kind)
    rows = model._default_manager.select_for_update() if model else None
    return rows.filter(pk=item.record).first() if rows is not None else None


def _unit_given(sender: Sender, item: Item) -> int | None:
    key = item.body.get("fields", {}).get("unit")
    found = sender.unit(key) if isinstance(key, str) else None
    return found.pk if found else None


def _parked_before(record: UUID) -> Refusal | None:
    """Let what belongs to a parked entry follow it to the same desk."""
    first = ParkedItem.objects.open().filter(record=record).order_by("pk").first()
    if first is None:
        return None
    detail = _("It belongs to an entry that is parked itself.")
    return Refusal(ParkedReason(first.reason), detail, first.unit_id)


def _links(sender: Sender, item: Item) -> dict[str, Any] | Refusal:
    """Find every row an entry refers to."""
    assert item.form is not None  # noqa: S101 -- an entry without a form has problems
    found: dict[str, Any] = {}
    for name, one in item.form.fields.items():
        value = item.given.get(name)
        if not value or name == "unit":
            continue
        if one.type is Type.RECORD:
            row = PARENTS[name]._default_manager.filter(pk=value).first()
            missing = _parked_before(value) if row is None else None  # type: ignore[arg-type]
            if missing:
                return missing
        elif one.type in {Type.KEY, Type.KEYS}:
            row = by_key(sender, name, value)
        else:
            continue
        if row is None:
            called = label(item.kind, name)
            text = _("What it refers to is not known here: %(field)s.") % {"field": called}
            return Refusal(ParkedReason.UNKNOWN, text, _unit_given(sender, item))
        found[name] = row
    return found


def by_key(sender: Sender, name: str, value: Any) -> Any:
    """Find users and places by their names; None where one of them is not known."""
    kind = Place if name in {"place", "places"} else User
    wanted = value if isinstance(value, tuple) else (value,)
    rows = [sender.named(kind, each) for each in wanted]
    if None in rows:
        return None
    return rows if isinstance(value, tuple) else rows[0]


def _unit(sender: Sender, item: Item, existing: Any, links: Mapping[str, Any]) -> int | None:
    """Say which unit an entry belongs to: that of its record, its own, or that of what it is on."""
    if hasattr(existing, "unit_id"):
        return int(existing.unit_id)
    if "unit" in item.given:
        return _unit_given(sender, item)
    above = [links[name] for name in ("group", "incident", "tour") if name in links]
    if above:
        return int(above[0].unit_id)
    if item.kind == "sighting" and existing is not None:
        return int(existing.group.unit_id)
    return None


def _forbidden(sender: Sender, item: Item, target: Target) -> Refusal | None:
    """Refuse what the sender may not write today, and what a released tour shuts."""
    unit, tour = target.unit, _tour(item, target)
    if item.kind in SAFETY:
        if sender.may_use_phone and tour and tour.members.filter(user=sender.user).exists():
            return None
    elif tour is not None and tour.released_at and _is_shut(item):
        return Refusal(ParkedReason.CLOSED, _("The tour was released before it came."), unit)
    if sender.is_closed(unit):
        return Refusal(ParkedReason.UNIT_CLOSED, _("The unit is not there any more."), unit)
    if sender.may_write(item.kind, unit) or _is_own_task(sender, item, target):
        return None
    return Refusal(ParkedReason.NO_ACCESS, _("You do not work in that unit today."), unit)


def _tour(item: Item, target: Target) -> Tour | None:
    if item.kind == "tour":
        return target.existing if isinstance(target.existing, Tour) else None
    found = target.links.get("tour") or getattr(target.existing, "tour", None)
    return found if isinstance(found, Tour) else None


def _is_shut(item: Item) -> bool:
    return item.kind in SHUT and (item.kind != "follow_up" or item.is_new)


def _is_own_task(sender: Sender, item: Item, target: Target) -> bool:
    owner = getattr(target.existing, "owner_id", None)
    return item.kind == "follow_up" and owner == sender.user.pk and not sender.is_leaving


def _stranger(sender: Sender, item: Item, target: Target, decided: int | None) -> Refusal | None:
    """Refuse what would tie records of two units together, or move one to another unit."""
    home = sender.heir_of(target.unit)
    given = _unit_given(sender, item)
    units = [row.unit_id for name, row in target.links.items() if name in PARENTS]
    units += [given] if given and decided is None else []
    if all(sender.heir_of(each) == home for each in units):
        return None
    text = _("It refers to something in another unit.")
    return Refusal(ParkedReason.UNKNOWN, text, target.unit)
