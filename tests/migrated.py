"""The migrated database, kept between runs: migrating takes longer than hundreds of tests."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = settings.ROOT / "var" / "tests"
MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # where Django looks for it


def fingerprint() -> str:
    """Stand for everything that migrating would do."""
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    apart = settings.ROOT / "indsats" / "base"  # where constraints write their own SQL
    folders = [apart, *(Path(app.path, "migrations") for app in apps.get_app_configs())]
    for path in (path for folder in folders for path in sorted(folder.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(address: str) -> None:
    """Migrate an empty database, apart from the process that runs the tests."""
    known = {**os.environ, "INDSATS_DATABASE": address}
    command = [sys.executable, settings.ROOT / "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, check=True, env=known)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let the other processes of a run wait until the first has migrated."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept_file() -> Path:
    """Give a migrated SQLite file; migrate one where the migrations are new."""
    file = KEPT / f"{fingerprint()}.sqlite3"
    with one_at_a_time():
        if not file.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            begun = KEPT / "begun.sqlite3"
            migrate(f"sqlite:///{begun}")
            begun.rename(file)
    return file


def kept_template(address: str) -> str:
    """Give the name of a migrated PostgreSQL database to copy; migrate one where it is missing."""
    server_at, _slash, database = address.rpartition("/")
    stem = f"indsats_tests_{database}_"
    name = stem + fingerprint()
    with (
        one_at_a_time(),
        psycopg.connect(f"{server_at}/postgres", autocommit=True) as server,
    ):
        known = [row[0] for row in server.execute("SELECT datname FROM pg_database")]
        if name not in known:
            for old in (each for each in known if each.startswith(stem)):
                server.execute(f'DROP DATABASE "{old}"')
            begun = f"{stem}begun"
            server.execute(f'CREATE DATABASE "{begun}"')
            migrate(f"{server_at}/{begun}")
            server.execute(f'ALTER DATABASE "{begun}" RENAME TO "{name}"')
    return name


@contextmanager
def ready_made() -> Iterator[None]:
    """Let Django find the migrated database where it would make an empty one."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = kept_template(settings.DATABASE_URL)
        connection.settings_dict["OPTIONS"] = {"options": "-c synchronous_commit=off"}
        yield
        return
    with closing(sqlite3.connect(MEMORY, uri=True)) as memory:  # lives while one holds it
        with closing(sqlite3.connect(kept_file())) as file:
            file.backup(memory)
        yield
