"""What belongs with a parked entry, and what it can be put right with."""

from datetime import date

from django.db.models import Q

from indsats.field.models import ParkedItem
from indsats.places.models import PlaceState


def together(row: ParkedItem) -> list[ParkedItem]:
    """Give what waits of the same tour with the same unit, in the order it was written."""
    tour = row.body.get("fields", {}).get("tour") or (
        str(row.record) if row.kind == "tour" else None
    )
    if not isinstance(tour, str):
        return []
    same = Q(body__fields__tour=tour) | Q(kind="tour", record=tour)
    rows = ParkedItem.objects.open().filter(same, unit=row.unit_id)
    return list(rows.select_related("user").order_by("received_at", "pk"))


def place_choices(day: date) -> list[tuple[str, str]]:
    """Give the places in use, by name."""
    return list(PlaceState.objects.on(day).order_by("name").values_list("place__key", "name"))
