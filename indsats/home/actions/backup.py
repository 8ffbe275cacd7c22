"""Taking a copy of everything, and putting it back: database and files in one archive."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from indsats.audit.actions import deed, record
from indsats.audit.models import Act

DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILES = "files"


class BackupError(Exception):
    """Something stands in the way of a backup or a restore; the message says what to do."""


def save(path: Path) -> None:
    """Write database and files to a .tar.gz while the system runs; never over an old one."""
    if path.exists():
        raise BackupError(f"{path} is there already. Choose another name.")
    _note(Act.EXPORTED, "backup", path)
    partial = path.with_name(f"{path.name}.part")
    with TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / DATABASES[connection.vendor]
        _dump(copy)
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(copy, copy.name)
            if Path(settings.MEDIA_ROOT).exists():
                archive.add(settings.MEDIA_ROOT, FILES)
    partial.chmod(0o600)
    partial.rename(path)


def restore(path: Path) -> None:
    """Put database and files back as they were; what was there before is gone."""
    with TemporaryDirectory() as folder:
        try:
            with tarfile.open(path, "r:gz") as archive:
                archive.extractall(folder, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise BackupError(f"{path} is not a backup that can be read: {error}") from error
        copy = Path(folder) / DATABASES[connection.vendor]
        if not copy.exists():
            raise BackupError(f"{path} holds no backup of a {connection.vendor} database.")
        _fill(copy)
        _replace_files(Path(folder) / FILES)
    _note(Act.CHANGED, "restored", path)


@deed
def _note(act: Act, event: str, path: Path) -> None:
    record(by="system", act=act, subject="everything", event=event, file=path.name)


def _replace_files(new: Path) -> None:
    here = Path(settings.MEDIA_ROOT)
    shutil.rmtree(here, ignore_errors=True)
    if new.exists():
        shutil.copytree(new, here)


def _dump(copy: Path) -> None:
    if connection.vendor != "sqlite":
        _run("pg_dump", "--format=custom", f"--file={copy}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)


def _fill(copy: Path) -> None:
    if connection.vendor != "sqlite":
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            "--dbname",
            str(connection.settings_dict["NAME"]),
            str(copy),
        )
        return
    with closing(sqlite3.connect(copy)) as source:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("The database in the backup is damaged. Nothing was changed.")
        connection.ensure_connection()
        source.backup(connection.connection)
    connection.close()


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs, told by its environment where the database is."""
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            f"{program} is not installed. Install PostgreSQL's client programs "
            "(postgresql-client), of the server's version or newer.",
        )
    where = connection.settings_dict
    told = {
        "PGDATABASE": where["NAME"],
        "PGUSER": where["USER"],
        "PGPASSWORD": where["PASSWORD"],
        "PGHOST": where["HOST"],
        "PGPORT": where["PORT"],
    }
    environment = os.environ | {name: str(value) for name, value in told.items() if value}
    done = subprocess.run(  # noqa: S603 -- no shell, and a program found by its whole path
        [found, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
