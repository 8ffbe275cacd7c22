"""The place of the room in Django."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Name the room, and say what its rows are called."""

    name = "indsats.hearings"
    label = "hearings"

    def ready(self) -> None:
        from indsats.hearings.queries.subjects import KINDS  # noqa: PLC0415
        from indsats.organisation.subjects import register  # noqa: PLC0415 -- models first

        register(KINDS)
