"""The place of the room in Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Name the room, and say what its rows and codes are called."""

    name = "indsats.strategy"
    label = "strategy"

    def ready(self) -> None:
        from indsats.organisation.queries.trail_terms import add  # noqa: PLC0415
        from indsats.organisation.subjects import register  # noqa: PLC0415 -- models first
        from indsats.strategy.queries.subjects import KINDS  # noqa: PLC0415
        from indsats.strategy.queries.trail_terms import TERMS  # noqa: PLC0415

        register(KINDS)
        add(TERMS)
