from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from indsats.audit.models import Entry
from indsats.audit.queries import verify
from indsats.home.actions import backup
from indsats.home.tests.test_headers import production
from indsats.organisation.models import User
from indsats.organisation.tests import factories as f


def files(settings):
    return {path.name: path.read_text() for path in Path(settings.MEDIA_ROOT).rglob("*.txt")}


@pytest.mark.django_db(transaction=True)
def test_what_was_saved_comes_back_and_what_came_after_is_gone(tmp_path, settings):
    kept = f.make_user("Bevaret")
    Path(settings.MEDIA_ROOT).mkdir()
    (Path(settings.MEDIA_ROOT) / "bilag.txt").write_text("før")
    call_command("backup", tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    f.make_user("Senere")
    (Path(settings.MEDIA_ROOT) / "bilag.txt").write_text("efter")
    (Path(settings.MEDIA_ROOT) / "ny.txt").write_text("ny")
    backup.restore(tmp_path / "b.tar.gz")
    assert [user.name for user in User.objects.all()] == [kept.name]
    assert files(settings) == {"bilag.txt": "før"}
    assert [entry.facts["event"] for entry in Entry.objects.all()] == ["backup", "restored"]
    assert verify() == []
    assert [path.name for path in tmp_path.glob("*.tar.gz*")] == ["b.tar.gz"]


@pytest.mark.django_db
def test_a_backup_never_writes_over_another_and_a_restore_asks_first(tmp_path):
    (tmp_path / "b.tar.gz").write_text("en anden")
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", tmp_path / "b.tar.gz")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "b.tar.gz")
    with pytest.raises(CommandError, match="not a backup"):
        call_command("restore", tmp_path / "b.tar.gz", replace=True)


def test_a_missing_program_of_postgresql_is_said_plainly(tmp_path):
    done = production(
        "shell",
        "-v0",
        "-c",
        "from pathlib import Path; from indsats.home.actions.backup import _dump; _dump(Path('x'))",
        INDSATS_DATABASE="postgresql://nobody@localhost/none",
        PATH=str(tmp_path),
    )
    assert "pg_dump is not installed" in done.stderr
