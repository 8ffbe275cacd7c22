"""The place of the room in Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Name the room."""

    name = "indsats.meetings"
    label = "meetings"
