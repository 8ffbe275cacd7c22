"""The fixed vocabularies of places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What sort of place young people are met at (stedstype)."""

    SCHOOL = "school", _("School")
    DAYCARE = "daycare", _("Day care")
    CLUB = "club", _("Youth club")
    YOUTH_SCHOOL = "youth_school", _("Youth school")
    ASSOCIATION = "association", _("Association")
    SPORTS = "sports", _("Sports ground or hall")
    STATION = "station", _("Station")
    SHOPPING = "shopping", _("Shopping centre or kiosk")
    PARK = "park", _("Park or green area")
    PLAYGROUND = "playground", _("Playground")
    HOUSING = "housing", _("Housing area")
    LIBRARY = "library", _("Library or house of culture")
    BEACH = "beach", _("Beach or harbour")
    PARKING = "parking", _("Parking place")
    OTHER = "other", _("Other place")


class AreaKind(models.TextChoices):
    """What an area is a division of (områdetype)."""

    MUNICIPALITY = "municipality", _("Municipality")
    PARISH = "parish", _("Parish")
    POLLING_DISTRICT = "polling_district", _("Polling district")
    DISTRICT = "district", _("District of the municipality's own")
