"""The place of the room in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Name the room; its checks and its one listener are laid when all rooms are there."""

    name = "indsats.home"
    label = "home"

    def ready(self) -> None:
        from indsats.home import checks, listener  # noqa: F401, PLC0415 -- they register themselves
