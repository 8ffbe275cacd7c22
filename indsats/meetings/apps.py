"""The place of the room in Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Name the room, and say what its rows are called."""

    name = "indsats.meetings"
    label = "meetings"

    def ready(self) -> None:
        from indsats.meetings.models import Result  # noqa: PLC0415 -- models first
        from indsats.meetings.queries.subjects import KINDS  # noqa: PLC0415
        from indsats.organisation.queries.trail_terms import add  # noqa: PLC0415
        from indsats.organisation.subjects import register  # noqa: PLC0415

        register(KINDS)
        add({result.value: result.label for result in Result})
