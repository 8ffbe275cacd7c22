"""Every declared trigger stands in the database; nobody lifts them in the product's own work."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from indsats.base.sealed import Sealed
from indsats.base.triggers import lifted, triggered

pytestmark = pytest.mark.django_db


def standing():
    """Give the names of the triggers that are there and on."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def expected():
    if connection.vendor == "sqlite":
        return {name for model, each in triggered() for name, _sql in each.triggers(model)}
    sealed = {each.name for _model, each in triggered() if isinstance(each, Sealed)}
    return sealed | {f"{name}_truncate" for name in sealed}


def test_every_declared_trigger_stands_in_the_database():
    assert {"audit_entry_sealed", "hearings_reply_sealed"} <= {row.name for _m, row in triggered()}
    assert expected() <= standing()


def test_triggers_stand_again_after_they_were_lifted():
    before = standing()
    with lifted():
        assert not expected() & standing()
    assert standing() == before


def test_only_the_demonstration_lifts_them():
    room = Path(settings.ROOT) / "indsats"
    users = [
        str(path.relative_to(room))
        for path in room.rglob("*.py")
        if "tests" not in path.parts and "import lifted" in path.read_text()
    ]
    assert users == ["home/management/commands/demo.py"]
