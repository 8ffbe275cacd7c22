"""Serving the pages: one process with queued writes on SQLite, several on PostgreSQL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces

GRACE = 30  # seconds a request may take to finish when the server is stopped


class Command(BaseCommand):
    help = "Serve Indsats over HTTP; stop with Ctrl-C, and what is under way is finished first."
    requires_system_checks = ["security", "database"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument(
            "--workers",
            type=int,
            help="processes on PostgreSQL; SQLite always has one",
        )
        parser.add_argument(
            "--no-collect",
            action="store_true",
            help="static files are collected already",
        )
        parser.add_argument(
            "--no-clock",
            action="store_true",
            help="start no clock: cron runs the commands, see docs/install.md",
        )

    def handle(
        self,
        *,
        host: str,
        port: int,
        workers: int | None,
        no_collect: bool,
        no_clock: bool,
        **options: Any,
    ) -> None:
        refuse_unmigrated()
        if not no_collect and settings.HASHED_STATIC:
            call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()  # a worker must never share its parent's connection
        processes, threads = shape(workers)
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Indsats: http://{shown}:{port}/  (Ctrl-C stops)")
        self.stdout.flush()
        server = Granian(
            "indsats.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=threads,
            workers_kill_timeout=GRACE,
            respawn_failed_workers=True,
            log_enabled=settings.DEBUG,
            websockets=False,
        )
        with clock(wanted=not no_clock):
            server.serve()


@contextmanager
def clock(*, wanted: bool) -> Iterator[None]:
    """Run the clock beside the server, in a process of its own.

    Its input is a pipe from here that nobody writes to: when the last of the server's processes
    is gone, however it went, the pipe ends, and so does the clock.
    """
    if not wanted:
        yield
        return
    words = [sys.executable, "-m", "django", "clock", "--with-server"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 -- our own
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()


def shape(workers: int | None) -> tuple[int, int]:
    """Give processes and threads each: one of one on SQLite, so that writes queue up."""
    if connection.vendor == "sqlite":
        if workers not in {None, 1}:
            raise CommandError("SQLite takes one process. Use PostgreSQL for more.")
        return 1, 1
    return workers or max(2, os.cpu_count() or 2), 2


def refuse_unmigrated() -> None:
    """Stop with a clear message where the database lacks tables or cannot be reached."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {error}") from error
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = ", ".join(sorted({migration.app_label for migration, _ in plan}))
        raise CommandError(
            f"The database is not up to date ({len(plan)} steps, in {names}). "
            "Take a backup, run: indsats migrate",
        )
