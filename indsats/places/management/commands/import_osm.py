"""indsats import-osm: take in places from an extract of OpenStreetMap."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.places.actions.places import said
from indsats.places.actions.taking_in import Fate, Plan, plan, take_in
from indsats.places.models import PlaceKind
from indsats.places.rules import osm
from indsats.places.rules.refusals import Refused

WORDS = {
    Fate.NEW: gettext_lazy("new"),
    Fate.CHANGED: gettext_lazy("changed"),
    Fate.SAME: gettext_lazy("as before"),
    Fate.OURS: gettext_lazy("changed by us, left alone"),
    Fate.KNOWN: gettext_lazy("registered already"),
    Fate.OUTSIDE: gettext_lazy("outside the municipality"),
}


class Command(BaseCommand):
    help = "Show which places of an OpenStreetMap extract would be taken in; --write does it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="OSM XML, Overpass JSON or GeoJSON")
        parser.add_argument("--write", action="store_true", help="write it, not only show it")
        parser.add_argument("--day", type=date.fromisoformat, help="from this day; else today")
        kinds = parser.add_argument("--kind", action="append", choices=PlaceKind.values)
        kinds.help = "only these kinds; may be given several times"

    def handle(
        self, *, file: Path, write: bool, day: date | None, kind: list[str] | None, **options: Any
    ) -> None:
        extract = self.extract(file)
        places = [each for each in extract.places if not kind or each.facts.kind in kind]
        plans = plan(places, day or localdate())
        for each in plans:
            self.show(each)
        counts = Counter(each.fate for each in plans)
        for fate, words in WORDS.items():
            if counts[fate]:
                self.stdout.write(f"{counts[fate]:6} {words}")
        if extract.nameless:
            left_out = _("without a name, left out")
            self.stdout.write(f"{extract.nameless:6} {left_out}")
        if write:
            self.stdout.write(_("%(n)s written.") % {"n": take_in(by="system", plans=plans)})
        else:
            self.stdout.write(_("Nothing was written. Add --write to do it."))

    def extract(self, file: Path) -> osm.Extract:
        """Read the file, or say what is wrong with it."""
        try:
            return osm.read(file.read_bytes())
        except OSError as error:
            raise CommandError(_("The file cannot be found.")) from error
        except Refused as refused:
            raise CommandError("\n".join(said(refused).messages)) from refused

    def show(self, each: Plan) -> None:
        """Write a line on a place that would be written."""
        if each.fate in {Fate.NEW, Fate.CHANGED}:
            facts = each.found.facts
            words = f"{PlaceKind(facts.kind).label}: {facts.name}"
            self.stdout.write(f"{WORDS[each.fate]}: {words} ({each.found.key})")
