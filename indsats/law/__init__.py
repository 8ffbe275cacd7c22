"""Legal rules as data, the Danish calendar and deadlines; no tables, no Django (retskilder)."""

from indsats.law.registry import RULES, advise, cited_by, cites, mode
from indsats.law.rule import Advice, Mode, Nature, Rule, SignOff, Status
from indsats.law.sources import SOURCES, Source

__all__ = [
    "RULES",
    "SOURCES",
    "Advice",
    "Mode",
    "Nature",
    "Rule",
    "SignOff",
    "Source",
    "Status",
    "advise",
    "cited_by",
    "cites",
    "mode",
]
