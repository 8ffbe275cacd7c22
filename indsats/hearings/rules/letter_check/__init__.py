"""The letter check: read a hearing letter as a stranger would, before it is sent (brevtjek)."""

from indsats.hearings.rules.letter_check.case import (
    Centre,
    LetterAnnex,
    LetterCase,
    LetterParty,
    Named,
    NewBody,
    Statement,
)
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.letter_check.run import blockers, check, defects, remarks, unanswered

__all__ = [
    "Centre",
    "Finding",
    "LetterAnnex",
    "LetterCase",
    "LetterParty",
    "Named",
    "NewBody",
    "Place",
    "Severity",
    "Statement",
    "blockers",
    "check",
    "defects",
    "remarks",
    "unanswered",
]
