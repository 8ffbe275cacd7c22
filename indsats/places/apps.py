"""The place of the room in Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Name the room."""

    name = "indsats.places"
    label = "places"
