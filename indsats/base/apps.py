"""Start-up of the ground floor."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import (  # noqa: TID251 -- the only hook around migrate itself
    post_migrate,
    pre_migrate,
)

from indsats.base.triggers import drop_triggers, lay_triggers


def _drop(**kwargs: Any) -> None:
    drop_triggers(kwargs["using"])


def _lay(**kwargs: Any) -> None:
    lay_triggers(kwargs["using"])


class BaseConfig(AppConfig):
    """Keep SQLite's triggers out of the way of migrations."""

    name = "indsats.base"
    label = "base"

    def ready(self) -> None:
        pre_migrate.connect(_drop, dispatch_uid="triggers-drop")
        post_migrate.connect(_lay, dispatch_uid="triggers-lay")
