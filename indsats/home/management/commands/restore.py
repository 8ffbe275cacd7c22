"""Putting everything back as it was in a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indsats.home.actions.backup import BackupError, restore


class Command(BaseCommand):
    help = "Put database and files back from an archive; stop the server first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="yes, what is there now may go",
        )

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        if not replace:
            raise CommandError("Everything there is now is lost. Say --replace if it may go.")
        try:
            restore(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored. Run: indsats migrate, then: indsats verify-audit")
