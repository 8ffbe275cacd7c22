"""Taking a copy of everything while the system runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indsats.home.actions.backup import BackupError, save


class Command(BaseCommand):
    help = "Write database and files to one archive (.tar.gz); the system may run meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            save(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size / 1024**2:.1f} MB. Keep it encrypted.")
