"""indsats import-squares: take in squares with the number of households in each."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.places.actions.places import said
from indsats.places.actions.squares import set_squares
from indsats.places.rules import geojson_areas
from indsats.places.rules.refusals import Refused


class Command(BaseCommand):
    help = "Take in squares with households from a GeoJSON file in WGS84, for the heat map."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-field", required=True, help="the register's name of a square")
        parser.add_argument("--households-field", required=True, help="the number of households")
        parser.add_argument("--source", default="", help="whom to thank for the numbers")
        parser.add_argument("--day", type=date.fromisoformat, help="from this day; else today")

    def handle(self, *, file: Path, day: date | None, source: str, **options: Any) -> None:
        key = options["key_field"]
        fields = geojson_areas.Fields(key, key, options["households_field"])
        try:
            raw = file.read_bytes()
            squares = geojson_areas.read(raw, kind="square", fields=fields, source=source)
        except OSError as error:
            raise CommandError(_("The file cannot be found.")) from error
        except Refused as refused:
            raise CommandError("\n".join(said(refused).messages)) from refused
        many = set_squares(by="system", squares=squares, day=day or localdate())
        self.stdout.write(_("%(n)s squares were taken in.") % {"n": many})
