"""The place of the room in Django."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Name the room."""

    name = "indsats.hearings"
    label = "hearings"
