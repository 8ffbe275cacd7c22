"""The letter with the places the letter check points at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indsats.hearings.models import Hearing
from indsats.hearings.queries.letter import paragraphs
from indsats.hearings.queries.words import say
from indsats.hearings.rules.letter_check import Finding, Severity

KINDS = {
    Severity.BLOCKING: "error", Severity.QUESTION: "warning", Severity.WARNING: "warning",
    Severity.REMARK: "info",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One finding as the page shows it beside the letter."""

    finding: Finding
    number: int

    @property
    def text(self) -> str:
        """Say what was found."""
        return say(self.finding.text)

    @property
    def kind(self) -> str:
        """Give the look of its badge."""
        return "success" if self.finding.is_answered else KINDS[self.finding.severity]

    @property
    def label(self) -> str:
        """Name how grave it is."""
        if self.finding.is_answered:
            return _("Answered")
        return {
            Severity.BLOCKING: _("Stops the letter"),
            Severity.QUESTION: _("Question"),
            Severity.WARNING: _("Look here"),
            Severity.REMARK: _("Remark"),
        }[self.finding.severity]

    @property
    def asks(self) -> bool:
        """Tell whether it wants an answer with a reason."""
        return self.finding.severity is Severity.QUESTION


@dataclass(frozen=True)
class Piece:
    """A stretch of the letter, marked when a finding points at it."""

    text: str
    line: Line | None = None
    first: bool = field(default=False)


def lines(findings: Sequence[Finding]) -> list[Line]:
    """Give findings their numbers, the gravest first; answered ones last."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda each: (each.is_answered, order.index(each.severity)))
    return [Line(finding, number) for number, finding in enumerate(ranked, 1)]


def marked(hearing: Hearing, found: Sequence[Line]) -> list[list[Piece]]:
    """Cut each paragraph of the letter at the places found; places never overlap."""
    used: set[int] = set()
    return [
        _pieces(text, [each for each in found if _at(each, number)], used)
        for number, text in enumerate(paragraphs(hearing))
    ]


def _at(line: Line, paragraph: int) -> bool:
    return line.finding.where is not None and line.finding.where.paragraph == paragraph


def _pieces(text: str, found: Sequence[Line], used: set[int]) -> list[Piece]:
    pieces, reached = [], 0
    for line in sorted(found, key=lambda each: each.finding.where or (0, 0, 0)):
        place = line.finding.where
        if place is None or place.start < reached or place.end <= place.start:
            continue
        pieces.append(Piece(text[reached : place.start]))
        pieces.append(Piece(text[place.start : place.end], line, line.number not in used))
        used.add(line.number)
        reached = place.end
    return [piece for piece in [*pieces, Piece(text[reached:])] if piece.text]
