"""The place of the room in Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Name the room."""

    name = "indsats.strategy"
    label = "strategy"
