"""Tables of places, areas, hotspots, walks and checks."""

from indsats.places.models.checks import CheckLink, SafetyCheck
from indsats.places.models.hotspot_kinds import (
    Block,
    Concern,
    Invited,
    MeasureKind,
    Noticed,
    ReadingForm,
    WalkFaultKind,
)
from indsats.places.models.hotspots import Hotspot, HotspotIndicator, HotspotReading, Measure
from indsats.places.models.identities import Area, Place
from indsats.places.models.kinds import AreaKind, PlaceKind
from indsats.places.models.roads import Road
from indsats.places.models.squares import Square
from indsats.places.models.states import AreaState, PlaceState
from indsats.places.models.walks import SafetyWalk, WalkFault, WalkStop

__all__ = [
    "Area",
    "AreaKind",
    "AreaState",
    "Block",
    "CheckLink",
    "Concern",
    "Hotspot",
    "HotspotIndicator",
    "HotspotReading",
    "Invited",
    "Measure",
    "MeasureKind",
    "Noticed",
    "Place",
    "PlaceKind",
    "PlaceState",
    "ReadingForm",
    "Road",
    "SafetyCheck",
    "SafetyWalk",
    "Square",
    "WalkFault",
    "WalkFaultKind",
    "WalkStop",
]
