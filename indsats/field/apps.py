"""The place of the room in Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Name the room."""

    name = "indsats.field"
    label = "field"
