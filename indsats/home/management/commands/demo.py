"""indsats demo: a filled, made-up municipality at a moment one can choose."""

import shutil
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from tqdm import tqdm

from indsats.base.triggers import lifted
from indsats.home.actions.demo.calendar import Calendar, Moment
from indsats.home.actions.demo.play import play
from indsats.home.actions.demo.street.filling import fill_street

SIZES = ("small", "typical", "big")


class Command(BaseCommand):
    help = "Make the demonstration municipality anew, at a chosen moment of the letter's case."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        moments = [str(moment) for moment in Moment]
        parser.add_argument("--at", choices=moments, default=str(Moment.HEARING_OPEN))
        parser.add_argument("--size", choices=SIZES, default="typical")
        parser.add_argument("--seed", type=int, default=2650, help="decides what is made up")
        parser.add_argument("--keep", action="store_true", help="keep one that already stands so")

    def handle(self, *, at: str, size: str, seed: int, keep: bool, **options: Any) -> None:
        if not settings.DEMO or settings.PRODUCTION:
            raise CommandError(_("The demonstration needs INDSATS_DEMO=1, and no production."))
        calendar = Calendar(Moment(at), timezone.localdate())
        made = f"{at} {size} {seed} {calendar.shift.days}"
        mark = settings.VAR / "demo.made"
        if keep and mark.exists() and mark.read_text() == made:
            self.stdout.write(_("The demonstration stands at “%(at)s” already.") % {"at": at})
            return
        mark.unlink(missing_ok=True)
        self._empty()
        call_command("migrate", verbosity=0)
        with translation.override("da"):
            street = fill_street(now=timezone.now(), size=size, seed=seed)
            steps = chain(play(calendar, size=size, seed=seed), street)
            bar = tqdm(steps, desc="Demo", unit="", disable=None)  # silent outside a terminal
            for step in bar:
                bar.set_postfix_str(step)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        mark.write_text(made)
        self.stdout.write(_("The demonstration stands at “%(at)s”.") % {"at": at})

    def _empty(self) -> None:
        """Take the old demonstration away: its database, its files, its letters."""
        for folder in (settings.MEDIA_ROOT, settings.OUTBOX):
            shutil.rmtree(folder, ignore_errors=True)
        name = str(connection.settings_dict["NAME"])
        if connection.vendor != "sqlite" or ":memory:" in name or "mode=memory" in name:
            with lifted():
                call_command("flush", interactive=False, verbosity=0)
            return
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)
        Path(name).parent.mkdir(parents=True, exist_ok=True)
