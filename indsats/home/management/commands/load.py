"""indsats load: bring municipality files into the tables."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indsats.hearings.queries.words import say
from indsats.home.actions.loading import load_paths
from indsats.home.rules.files import FilesError


class Command(BaseCommand):
    help = "Load municipality files; everything or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, help="YAML files or folders of them")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        try:
            loaded = load_paths(paths, by="system")
        except FilesError as error:
            lines = [f"{p.file}:{p.line}: {p.field}: {say(p.text)}" for p in error.problems]
            raise CommandError("\n".join([*lines, _("Nothing was loaded.")])) from error
        except ValidationError as error:
            raise CommandError("\n".join([*error.messages, _("Nothing was loaded.")])) from error
        if loaded.nothing:
            self.stdout.write(_("Everything was there already; nothing was changed."))
            return
        for what, number in loaded.counts.items():
            self.stdout.write(f"{number:6} {WHAT[what]()}")


WHAT = {
    "users": lambda: _("users"),
    "competences": lambda: _("competences"),
    "subjects": lambda: _("units, posts, seats and the like"),
    "held": lambda: _("competences held"),
    "matters": lambda: _("matters"),
    "areas": lambda: _("areas"),
    "places": lambda: _("places"),
    "deployments": lambda: _("orders"),
}
