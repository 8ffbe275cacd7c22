"""The place of the room in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Name the room."""

    name = "indsats.home"
    label = "home"
