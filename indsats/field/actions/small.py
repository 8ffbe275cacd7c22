"""Entries that have no versions: read, ready, here I am, a new code, a line of a timeline."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from indsats.field.actions.alarms import call_for_help
from indsats.field.actions.writing import Written, corrected
from indsats.field.models import (
    CheckIn,
    CheckInKind,
    Conflict,
    IncidentEntry,
    KnownYouth,
    TourMember,
)
from indsats.field.queries.sender import Sender
from indsats.field.queries.target import Target
from indsats.field.rules.clock import Clock
from indsats.field.rules.items import Item
from indsats.law.deadlines import danish_day

FRESH: Final = timedelta(hours=12)  # a call for help that is older was from another night
LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


def _brief_read(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Note that a member has read the brief; the first time counts."""
    tour = target.links["tour"]
    at = corrected(item, clock).get("read_at") or clock.right(item.made_at or clock.now)
    rows = TourMember.objects.filter(tour=tour, user=sender.user, brief_read_at__isnull=True)
    return Written(tour, changed=("brief_read_at",) if rows.update(brief_read_at=at) else ())


def _checklist(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Note that somebody has gone through the safety checklist, and is thereby on the tour."""
    tour, values = target.links["tour"], corrected(item, clock)
    member, _made = TourMember.objects.get_or_create(tour=tour, user=sender.user)
    member.checklist = {"answers": list(values.get("answers", ()))}
    member.ready_at = values.get("ready_at") or clock.right(item.made_at or clock.now)
    member.save(update_fields=["checklist", "ready_at"])
    return Written(tour, changed=("checklist",))


def _check_in(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Take in that somebody is out, well or home; a call for help raises the alarm at once."""
    if target.existing is not None:
        return Written(target.existing)
    tour, kind = target.links["tour"], str(item.given["kind"])
    at = clock.right(item.made_at or clock.now)
    row = CheckIn.objects.create(
        pk=item.record, tour=tour, user=sender.user, kind=kind, made_at=at, received_at=sender.now
    )
    if kind == CheckInKind.HELP and sender.now - at < FRESH:
        call_for_help(tour=tour, by=sender.user, said_at=at, at=sender.now)
    return Written(row, is_new=True)


def _known(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Take in a code; where the team has it already, under the next one, and somebody is asked."""
    if target.existing is not None:
        return Written(target.existing)
    code = str(item.given["code"])
    values, made_at = corrected(item, clock), clock.right(item.made_at or clock.now)
    others = KnownYouth.objects.filter(unit_id=target.unit)
    taken = set(others.values_list("code", flat=True))
    free = code if code not in taken else next_code(code, taken)
    row = KnownYouth.objects.create(
        pk=item.record, unit_id=target.unit, code=free, ages=values.get("ages") or "",
        created_by=sender.user, created_at=made_at, last_contact_on=danish_day(made_at),
    )  # fmt: skip
    if free == code:
        return Written(row, is_new=True)
    first = others.get(code=code)
    Conflict.objects.create(
        op=item.op, unit_id=target.unit, kind="known", record=item.record, field="code",
        kept=free, kept_by=first.created_by, offered=code, offered_by=sender.user,
        offered_at=made_at, received_at=sender.now,
    )  # fmt: skip
    return Written(row, ("code",), is_new=True)


def next_code(code: str, taken: set[str]) -> str:
    """Give the code a letter that nobody on the team has used with it."""
    stem = code[:7]
    letters = (stem + letter for letter in LETTERS)
    numbers = (f"{stem[:4]}{number}" for number in range(1000, 10_000))
    return next(each for each in (*letters, *numbers) if each not in taken)


def _incident_entry(sender: Sender, item: Item, target: Target, clock: Clock) -> Written:
    """Add a line to the timeline of an incident."""
    if target.existing is not None:
        return Written(target.existing)
    values = corrected(item, clock)
    row = IncidentEntry.objects.create(
        pk=item.record, incident=target.links["incident"], kind=values["kind"],
        text=values["text"], told_whom=values.get("told_whom") or "", author=sender.user,
        happened_at=values["happened_at"], made_at=clock.right(item.made_at or clock.now),
        received_at=sender.now,
    )  # fmt: skip
    return Written(row, is_new=True)


Small = Callable[[Sender, Item, Target, Clock], Written]
SMALL: Final[Mapping[str, Small]] = {
    "brief_read": _brief_read, "checklist": _checklist, "check_in": _check_in, "known": _known,
    "incident_entry": _incident_entry,
}  # fmt: skip


def told_of(kind: str, written: Written, target: Target) -> tuple[str, Any]:
    """Say of which record the phones are to be told when an entry of a kind was written."""
    if kind in {"brief_read", "checklist"}:
        return "tour", target.links["tour"].pk
    if kind == "incident_entry":
        return "incident", written.record.incident_id
    if kind == "sighting":
        return "group", written.record.group_id
    return kind, written.record.pk
