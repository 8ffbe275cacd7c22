"""indsats check-letter: read a hearing letter from files as a stranger would."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.hearings.queries.words import say
from indsats.hearings.rules.letter_check import (
    Finding,
    Severity,
    blockers,
    check,
    defects,
    remarks,
)
from indsats.home.rules.files import FilesError, read
from indsats.home.rules.letter_case import letter_cases


class Command(BaseCommand):
    help = "Check the hearing letters in municipality files; exit 1 when something is found."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, help="YAML files or folders of them")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        try:
            cases = letter_cases(read(paths))
        except FilesError as error:
            lines = [f"{p.file}:{p.line}: {p.field}: {say(p.text)}" for p in error.problems]
            raise CommandError("\n".join(lines)) from error
        found = [finding for case in cases for finding in check(case)]
        for finding in [*defects(found), *remarks(found)]:
            self.stdout.write(f"{finding.id:4} {self._weight(finding):13} {say(finding.text)}")
        stops = blockers(found)
        if stops:
            text = ngettext(
                "The letter cannot be sent: %(count)d finding stops it.",
                "The letter cannot be sent: %(count)d findings stop it.",
                len(stops),
            ) % {"count": len(stops)}
            raise CommandError(text)
        if defects(found):
            raise CommandError(_("The letter can be sent, but look at the findings first."))
        self.stdout.write(_("Nothing was found."))

    def _weight(self, finding: Finding) -> str:
        return {
            Severity.BLOCKING: _("stops"),
            Severity.QUESTION: _("question"),
            Severity.WARNING: _("warning"),
            Severity.REMARK: _("remark"),
        }[finding.severity]
