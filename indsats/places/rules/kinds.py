"""The fixed vocabularies of places, as codes; their words are in ``models/kinds.py``."""

PLACE_KINDS = (
    "school", "daycare", "club", "youth_school", "association", "sports", "station", "shopping",
    "park", "playground", "housing", "library", "beach", "parking", "other",
)  # fmt: skip
FINEST_FIRST = ("district", "polling_district", "parish", "municipality")
