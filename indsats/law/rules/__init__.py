"""The rules themselves, one file per subject; data only."""

from indsats.law.rule import Rule
from indsats.law.rules import (
    consultation,
    politics,
    publishing,
    records,
    secrecy,
    working_environment,
)

ALL: tuple[Rule, ...] = (
    *secrecy.RULES,
    *records.RULES,
    *consultation.RULES,
    *publishing.RULES,
    *politics.RULES,
    *working_environment.RULES,
)
