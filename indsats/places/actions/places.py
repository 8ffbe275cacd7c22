"""Registering places: new, changed from a day, corrected, closed (steder)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.periods import Span
from indsats.organisation.models import User
from indsats.organisation.rules.keys import free_key
from indsats.places.actions.writing import Writer
from indsats.places.models import Place
from indsats.places.queries.timelines import timelines
from indsats.places.rules import timeline as rules
from indsats.places.rules.borders import on_earth
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import Facts, PlaceSlice, Slice

Change = Callable[[list[PlaceSlice]], list[PlaceSlice]]


class PlaceWish(NamedTuple):
    """A place as it should be: its key, its whole timeline, and why."""

    key: str
    timeline: list[PlaceSlice]
    reason: str = ""


def said(refused: Refused) -> ValidationError:
    """Say a refusal in the reader's language, beside the input it is about."""
    text = _text(refused)
    return ValidationError({refused.field: text} if refused.field else text)


def _text(refused: Refused) -> str:
    facts = {name: _shown(value) for name, value in refused.facts.items()}
    return _(refused.msgid) % facts if facts else _(refused.msgid)


def _shown(value: object) -> object:
    if isinstance(value, Refused):
        return _text(value)
    return date_format(value, "j. F Y") if isinstance(value, date) else value


@deed
def create_place(*, by: User | str, facts: Facts, day: date) -> Place:
    """Register a new place in use from a day (nyt sted)."""
    key = free_key(facts.name, set(Place.objects.values_list("key", flat=True)))
    set_timelines(by=by, wishes=[PlaceWish(key, [Slice(Span(day), facts)])])
    return Place.objects.get(key=key)


@deed
def set_timelines(*, by: User | str, wishes: Sequence[PlaceWish]) -> int:
    """Bring places to whole timelines, as a file or register has them; tell how many differed."""
    known = {place.key: place for place in Place.objects.filter(key__in=[w.key for w in wishes])}
    writer = Writer()
    return sum(_set(by, known.get(wish.key), wish, writer) for wish in wishes)


def _set(by: User | str, place: Place | None, wish: PlaceWish, writer: Writer) -> bool:
    if place is not None:
        return _rewrite(place, by, wish.reason, lambda _before: wish.timeline, writer)
    place = Place.objects.create(key=wish.key)
    now = _sound(lambda: wish.timeline)
    writer.write(place.pk, [], now)
    told = {"key": place.key, "now": in_words(now)}
    record(by=by, act=Act.CREATED, subject=place, reason=wish.reason, **told)
    return True


@deed
def change_place(*, by: User | str, place: Place, facts: Facts, day: date, version: int) -> None:
    """Let other facts hold of a place from a day, because something changed (ændr fra en dag)."""
    _changed(_seen(place, version), by, "", lambda before: rules.changed(before, day, facts))


@deed
def correct_place(
    *, by: User, place: Place, first: date, right: PlaceSlice, reason: str, version: int
) -> None:
    """Put right what the entry from a day says, because it was never so (ret en fejl)."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write what was wrong.")})
    place = _seen(place, version)
    _changed(place, by, reason, lambda before: rules.corrected(before, first, right))


@deed
def close_place(*, by: User | str, place: Place, day: date, reason: str) -> None:
    """Let a place be out of use from a day; what happened there stays (luk sted)."""
    _changed(place, by, reason, lambda before: rules.closed(before, day))


def _seen(place: Place, version: int) -> Place:
    """Give the place as it is now; refuse when somebody has written since it was looked at."""
    now = Place.objects.get(pk=place.pk)
    if now.version != version:
        raise ChangedMeanwhileError(now.version)
    return now


def _changed(place: Place, by: User | str, reason: str, change: Change) -> None:
    if not _rewrite(place, by, reason, change):
        raise ValidationError(_("Nothing is different from what is registered."), code="same")


def _rewrite(
    place: Place, by: User | str, reason: str, change: Change, writer: Writer | None = None
) -> bool:
    rows = timelines([place.pk]).get(place.pk, [])
    before = rules.plain(piece for _pk, piece in rows)
    wanted = _sound(lambda: change(before))
    if not (writer or Writer()).write(place.pk, rows, wanted):
        return False
    place.version += 1
    place.save(update_fields=["version"])
    told = {"before": in_words(before), "now": in_words(wanted)}
    record(by=by, act=Act.CHANGED, subject=place, reason=reason, **told)
    return True


def _sound(make: Callable[[], list[PlaceSlice]]) -> list[PlaceSlice]:
    try:
        wanted = rules.sound(make())
        for each in wanted:
            on_earth(each.facts.point)
    except Refused as refused:
        raise said(refused) from refused
    return wanted


def in_words(slices: Sequence[PlaceSlice]) -> list[dict[str, Any]]:
    """Write a timeline as the trail keeps it."""
    return [
        {
            "from": each.span.first,
            "to": each.span.until,
            "name": each.facts.name,
            "kind": each.facts.kind,
            "at": list(each.facts.point),
            "owner": each.facts.owner,
            "unit": each.facts.unit,
            "address": each.facts.address,
            "hours": [hours.as_json() for hours in each.facts.hours],
            "note": each.facts.note,
        }
        for each in slices
    ]
