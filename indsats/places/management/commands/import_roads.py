"""indsats import-roads: take in the roads of the map from an extract of OpenStreetMap."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indsats.places.actions.places import said
from indsats.places.actions.roads import set_roads
from indsats.places.rules import osm_roads
from indsats.places.rules.refusals import Refused


class Command(BaseCommand):
    help = "Take in the roads of an OpenStreetMap extract, instead of those there were."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="OSM XML, Overpass JSON or GeoJSON")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            roads = osm_roads.read(file.read_bytes())
        except OSError as error:
            raise CommandError(_("The file cannot be found.")) from error
        except Refused as refused:
            raise CommandError("\n".join(said(refused).messages)) from refused
        self.stdout.write(
            _("%(n)s roads are on the map now.") % {"n": set_roads(by="system", roads=roads)}
        )
