"""The place of the room in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Name the room."""

    name = "indsats.audit"
    label = "audit"
