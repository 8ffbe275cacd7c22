"""``indsats clock``: run what is due, minute by minute; ``--show`` says when each last ran."""

import signal
import sys
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from indsats.home.actions.clock import tick
from indsats.home.queries.clock import lines

MINUTE = 60


class Command(BaseCommand):
    help = "Run what runs by itself; `indsats serve` starts it, unless it is told not to."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="only say when each last ran")
        parser.add_argument(
            "--with-server",
            action="store_true",
            help="stop when the input ends",
        )

    def handle(self, *, show: bool, with_server: bool, **options: Any) -> None:
        if show:
            self._show()
            return
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_more: stop.set())
        if with_server:
            Thread(target=_until_the_input_ends, args=(stop,), daemon=True).start()
        while not stop.is_set():
            tick(now())
            connections.close_all()
            stop.wait(MINUTE)

    def _show(self) -> None:
        """Print a line for every job."""
        for line in lines(now()):
            when = line.run.succeeded_at if line.run else None
            told = f"{localtime(when):%Y-%m-%d %H:%M}" if when else _("never")
            self.stdout.write(f"{told:16}  {line.name:14}  {line.often}")
            trouble = line.failed or (_("It should have run.") if line.is_late else "")
            if trouble:
                self.stdout.write(f"{'':16}  {trouble}")


def _until_the_input_ends(stop: Event) -> None:
    sys.stdin.read()
    stop.set()
