"""indsats dump: write the tables back as municipality files."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import Annex, Matter
from indsats.home.queries.dumping import (
    annex_names,
    bodies_yaml,
    hearing_yaml,
    organisation_yaml,
)
from indsats.home.queries.dumping_deployments import deployments_yaml
from indsats.home.queries.dumping_places import places_yaml

KINDS = ("organisation", "bodies", "hearing", "places", "deployments")


def _annexes(key: str | None) -> dict[str, Annex]:
    """Give the annexes of a matter that are files, by the names they have beside the YAML."""
    names = annex_names(Matter.objects.get(key=key))
    kept = Annex.objects.in_bulk(names)
    return {name: kept[pk] for pk, name in names.items()}


class Command(BaseCommand):
    help = "Write the organisation, the bodies, the places, the orders or one matter as a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("key", nargs="?", help="the matter's key, for a hearing")
        parser.add_argument(
            "-o",
            "--output",
            type=Path,
            help="a file, with its annexes beside; otherwise the screen",
        )

    def handle(self, *, kind: str, key: str | None, output: Path | None, **options: Any) -> None:
        text = self.written(kind, key)
        annexes = _annexes(key) if kind == "hearing" else {}
        if output is None:
            self.stdout.write(text, ending="")
            if annexes:
                names = ", ".join(annexes)
                self.stderr.write(
                    _("Not written: %(names)s. Name a file with -o.") % {"names": names}
                )
            return
        output.write_text(text, encoding="utf-8")
        for name, annex in annexes.items():
            with annex.file.open("rb") as kept, (output.parent / name).open("wb") as fresh:
                shutil.copyfileobj(kept, fresh)

    @deed
    def written(self, kind: str, key: str | None) -> str:
        """Write the file's text, and that it was taken out."""
        record(by="system", act=Act.EXPORTED, subject="files", kind=kind, key=key or "")
        if kind == "organisation":
            return organisation_yaml()
        if kind == "bodies":
            return bodies_yaml()
        if kind == "places":
            return places_yaml()
        if kind == "deployments":
            return deployments_yaml()
        matter = Matter.objects.filter(key=key or "").first()
        if matter is None:
            keys = ", ".join(Matter.objects.values_list("key", flat=True))
            raise CommandError(_("Name one of the matters: %(keys)s") % {"keys": keys})
        return hearing_yaml(matter)
