"""Who ought to be asked: the works councils of every centre touched, and how new bodies meet."""

import re
from collections.abc import Iterator

from indsats.hearings.rules.letter_check.case import LetterCase
from indsats.hearings.rules.letter_check.findings import Finding, Severity
from indsats.hearings.rules.letter_check.text import same_text
from indsats.hearings.rules.states import Role
from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message
from indsats.law.registry import cites

VAGUE = re.compile(
    r"jævn|regelmæssig|løbende|efter behov|ad hoc|regular|as needed",
    re.IGNORECASE,
)


def intervals(case: LetterCase) -> Iterator[Finding]:
    """Warn of a new body nobody has said how often meets; a vague word does not count."""
    for body in case.new_bodies:
        interval = body.meeting_interval.strip()
        if not interval or VAGUE.search(interval):
            text = message(
                _("It is not settled how often “%(body)s” meets. Settle it before it begins."),
                body=body.name,
            )
            yield Finding("S18", "body.interval", Severity.WARNING, text, about=body.name)


def _consulted(case: LetterCase, council: str) -> bool:
    return any(
        party.role is Role.CONSULTED and same_text(name, council)
        for party in case.parties
        for name in party.names
    )


@cites("med-right-level")
def coverage(case: LetterCase) -> Iterator[Finding]:
    """Ask about each works council that speaks for staff the change touches but is not heard."""
    for centre in case.centres:
        if not centre.councils:
            text = message(
                _("No works council is known for “%(centre)s”. Who speaks for its staff?"),
                centre=centre.name,
            )
            yield Finding("S31", "coverage.none", Severity.QUESTION, text, about=centre.name)
        elif not any(_consulted(case, council) for council in centre.councils):
            text = message(
                _("The change touches “%(centre)s”, but %(council)s is not heard. Why not?"),
                centre=centre.name,
                council=tuple(centre.councils),
            )
            about = centre.councils[0]
            yield Finding("S31", "coverage.council", Severity.QUESTION, text, about=about)
    for council in case.upper_councils:
        if not _consulted(case, council):
            text = message(
                _("The change crosses centres, but %(council)s is not heard. Why not?"),
                council=council,
            )
            yield Finding("S31", "coverage.upper", Severity.QUESTION, text, about=council)
