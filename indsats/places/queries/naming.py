"""What places and areas are called, or were called last, beside rows that point at them (navne)."""

from django.db.models import OuterRef, Subquery

from indsats.places.models import AreaState, PlaceState


def place_name(path: str) -> Subquery:
    """Give what the place at a path is called, or was called last."""
    named = PlaceState.objects.filter(place=OuterRef(path)).order_by("-valid_from")
    return Subquery(named.values("name")[:1])


def area_name(path: str) -> Subquery:
    """Give what the area at a path is called, or was called last."""
    named = AreaState.objects.filter(area=OuterRef(path)).order_by("-valid_from")
    return Subquery(named.values("name")[:1])
