"""Bringing a place's rows to a timeline, each slice with the area it then lies in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from indsats.organisation.models import Unit
from indsats.places.models import Area, Place, PlaceState
from indsats.places.queries.timelines import area_slices, timelines
from indsats.places.rules.timeline import PlaceSlice, laid


class Writer:
    """Writes places; borders, units and areas are read once for all of them."""

    def __init__(self) -> None:
        self._areas = area_slices()
        self._numbers: dict[type[Unit | Area], Mapping[str, int]] = {}

    def write(
        self, place: int, stored: Sequence[tuple[int, PlaceSlice]], wanted: Iterable[PlaceSlice]
    ) -> bool:
        """Write only what differs, days freed before any are taken; tell whether any did."""
        laid_out = laid(wanted, self._areas)
        fresh = {(each.span.first, each.facts, each.area): each for each in laid_out}
        gone: list[int] = []
        ends: dict[int, date | None] = {}
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
        PlaceState.objects.bulk_create(self._row(place, each) for each in fresh.values())
        return bool(gone or ends or fresh)

    def _row(self, place: int, piece: PlaceSlice) -> PlaceState:
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
            unit_id=self._number(Unit, facts.unit),
            area_id=self._number(Area, piece.area),
            address=facts.address,
            opening_hours=[hours.as_json() for hours in facts.hours],
            note=facts.note,
            source=facts.source,
        )

    def _number(self, model: type[Unit | Area], key: str) -> int | None:
        """Give the row number of a key, each table read once; None for no key."""
        if not key:
            return None
        if model not in self._numbers:
            self._numbers[model] = dict(model._default_manager.values_list("key", "pk"))
        return self._numbers[model][key]


def sort_places() -> int:
    """Find the area of every place anew, after a border has changed; tell how many moved."""
    writer = Writer()
    everything = timelines(Place.objects.values_list("pk", flat=True))
    return sum(
        writer.write(place, stored, [piece for _pk, piece in stored])
        for place, stored in everything.items()
    )
