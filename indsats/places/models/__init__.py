"""Tables of places and areas."""

from indsats.places.models.identities import Area, Place
from indsats.places.models.kinds import AreaKind, PlaceKind
from indsats.places.models.states import AreaState, PlaceState

__all__ = ["Area", "AreaKind", "AreaState", "Place", "PlaceKind", "PlaceState"]
