"""The place of the room in Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Name the room."""

    name = "indsats.organisation"
    label = "organisation"
