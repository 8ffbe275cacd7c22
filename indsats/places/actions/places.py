"""Registering places: new, changed from a day, corrected, closed (steder)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.periods import Span
from indsats.organisation.models import Unit, User
from indsats.organisation.rules.keys import free_key
from indsats.places.models import Area, Place, PlaceState
from indsats.places.queries.timelines import area_slices, timeline, timelines
from indsats.places.rules import timeline as rules
from indsats.places.rules.borders import on_earth
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import AreaSlice, Facts, PlaceSlice, Slice

Change = Callable[[list[PlaceSlice]], list[PlaceSlice]]


def said(refused: Refused) -> ValidationError:
    """Say a refusal in the reader's language, beside the input it is about."""
    facts = {
        name: date_format(value, "j. F Y") if isinstance(value, date) else value
        for name, value in refused.facts.items()
    }
    text = _(refused.msgid) % facts if facts else _(refused.msgid)
    return ValidationError({refused.field: text} if refused.field else text)


@deed
def create_place(*, by: User | str, facts: Facts, day: date) -> Place:
    """Register a new place in use from a day (nyt sted)."""
    key = free_key(facts.name, set(Place.objects.values_list("key", flat=True)))
    place, _new = set_timeline(by=by, key=key, wanted=[Slice(Span(day), facts)])
    return place


@deed
def set_timeline(*, by: User | str, key: str, wanted: Sequence[PlaceSlice]) -> tuple[Place, bool]:
    """Bring a place to a whole timeline, as a file or register has it; tell whether it differed."""
    place = Place.objects.filter(key=key).first()
    if place is not None:
        return place, _rewrite(place, by, "", lambda _before: rules.sound(wanted))
    place = Place.objects.create(key=key)
    now = _sound(lambda: rules.sound(wanted))
    write_slices(place, now, area_slices())
    record(by=by, act=Act.CREATED, subject=place, key=key, now=in_words(now))
    return place, True


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
        raise ValidationError(
            _("Somebody else has changed the place meanwhile. Look at it again, and save anew."),
            code="changed",
        )
    return now


def _changed(place: Place, by: User | str, reason: str, change: Change) -> None:
    if not _rewrite(place, by, reason, change):
        raise ValidationError(_("Nothing is different from what is registered."), code="same")


def _rewrite(place: Place, by: User | str, reason: str, change: Change) -> bool:
    before = timeline(place)
    wanted = _sound(lambda: change(before))
    if not write_slices(place, wanted, area_slices()):
        return False
    place.version += 1
    place.save(update_fields=["version"])
    told = {"before": in_words(before), "now": in_words(wanted)}
    record(by=by, act=Act.CHANGED, subject=place, reason=reason, **told)
    return True


def _sound(make: Callable[[], list[PlaceSlice]]) -> list[PlaceSlice]:
    try:
        wanted = make()
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


def write_slices(place: Place, wanted: Sequence[PlaceSlice], areas: Sequence[AreaSlice]) -> bool:
    """Bring a place's rows to a timeline, writing only what differs; tell whether any did."""
    stored = timelines([place.pk]).get(place.pk, [])
    return _write(place.pk, stored, rules.laid(wanted, areas), _Numbers())


def sort_places() -> int:
    """Find the area of every place anew, after a border has changed; tell how many moved."""
    areas, numbers = area_slices(), _Numbers()
    everything = timelines(Place.objects.values_list("pk", flat=True))
    return sum(
        _write(place, stored, rules.laid((piece for _pk, piece in stored), areas), numbers)
        for place, stored in everything.items()
    )


class _Numbers:
    """The row numbers of units and areas by key, each table read once."""

    def __init__(self) -> None:
        self._found: dict[type[Unit | Area], Mapping[str, int]] = {}

    def of(self, model: type[Unit | Area], key: str) -> int | None:
        """Give a row number; None for no key."""
        if not key:
            return None
        if model not in self._found:
            self._found[model] = dict(model._default_manager.values_list("key", "pk"))
        return self._found[model][key]


def _write(
    place: int,
    stored: Sequence[tuple[int, PlaceSlice]],
    wanted: Sequence[PlaceSlice],
    numbers: _Numbers,
) -> bool:
    """Free days before any are taken: rows go or are cut short first, then new ones come."""
    fresh = {(each.span.first, each.facts, each.area): each for each in wanted}
    gone, ends = [], {}
    for pk, piece in stored:
        found = fresh.pop((piece.span.first, piece.facts, piece.area), None)
        if found is None:
            gone.append(pk)
        elif found.span != piece.span:
            ends[pk] = found.span.until
    if gone:
        PlaceState.objects.filter(pk__in=gone).delete()
    for pk, until in ends.items():
        PlaceState.objects.filter(pk=pk).update(valid_to=until)
    PlaceState.objects.bulk_create(_row(place, each, numbers) for each in fresh.values())
    return bool(gone or ends or fresh)


def _row(place: int, piece: PlaceSlice, numbers: _Numbers) -> PlaceState:
    facts = piece.facts
    return PlaceState(
        place_id=place,
        valid_from=piece.span.first,
        valid_to=piece.span.until,
        name=facts.name,
        kind=facts.kind,
        latitude=facts.point.latitude,
        longitude=facts.point.longitude,
        owner=facts.owner,
        unit_id=numbers.of(Unit, facts.unit),
        area_id=numbers.of(Area, piece.area),
        address=facts.address,
        opening_hours=[hours.as_json() for hours in facts.hours],
        note=facts.note,
        source=facts.source,
    )
