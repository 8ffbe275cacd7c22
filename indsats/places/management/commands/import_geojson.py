"""indsats import-geojson: take in the borders of areas."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.places.actions.areas import set_areas_from
from indsats.places.actions.places import said
from indsats.places.models import AreaKind
from indsats.places.rules import geojson_areas
from indsats.places.rules.refusals import Refused


class Command(BaseCommand):
    help = "Take in the borders of areas from a GeoJSON file in WGS84; all of them or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True, choices=AreaKind.values)
        parser.add_argument("--name-field", required=True, help="the property that is the name")
        parser.add_argument("--key-field", required=True, help="the property that never changes")
        parser.add_argument(
            "--households-field",
            default="",
            help="the number of households; left out, it stays where the border does",
        )
        parser.add_argument("--source", default="", help="whom to thank for the borders")
        parser.add_argument("--day", type=date.fromisoformat, help="from this day; else today")

    def handle(self, *, file: Path, day: date | None, **options: Any) -> None:
        fields = geojson_areas.Fields(
            options["name_field"], options["key_field"], options["households_field"]
        )
        try:
            areas = geojson_areas.read(
                file.read_bytes(), kind=options["kind"], fields=fields, source=options["source"]
            )
            many = set_areas_from(by="system", areas=areas, day=day or localdate())
        except OSError as error:
            raise CommandError(_("The file cannot be found.")) from error
        except Refused as refused:
            raise CommandError("\n".join(said(refused).messages)) from refused
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(
            _("%(n)s of %(all)s areas are new or changed.") % {"n": many, "all": len(areas)}
        )
