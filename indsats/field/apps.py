"""The place of the room in Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Name the room, and say what its rows and codes are called."""

    name = "indsats.field"
    label = "field"

    def ready(self) -> None:
        from indsats.field.queries.subjects import KINDS  # noqa: PLC0415
        from indsats.field.queries.trail_terms import TERMS  # noqa: PLC0415
        from indsats.organisation.queries.trail_terms import add  # noqa: PLC0415
        from indsats.organisation.subjects import register  # noqa: PLC0415 -- models first

        register(KINDS)
        add(TERMS)
