"""What a legal rule is made of: data with a source, a mark of trust and a validity (regel)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

CHECKED = date(2026, 11, 23)


class Status(StrEnum):
    """How well a rule is known; only V1 can ever be enforced, and only once signed off locally."""

    V1 = "V1"  # the text of the law or the authority's own words were read
    V1_OLD = "V1-old"  # the same, but in an older consolidation or a bill
    V2 = "V2"  # read in somebody else's words
    M = "M"  # remembered, not yet found
    POLICY = "POLICY"  # not law: a proposed default or local practice


class Nature(StrEnum):
    """What kind of thing a rule comes from, so that a habit is never printed as a law."""

    LAW = "law"
    GUIDANCE = "guidance"
    AGREEMENT = "agreement"
    PATTERN = "pattern"
    POLICY = "policy"


class Mode(StrEnum):
    """What the system does with a rule: stop the act, or only advise."""

    ENFORCE = "enforce"
    ADVISE = "advise"


class Chapter(StrEnum):
    """The subject a rule is filed under."""

    SECRECY = "secrecy"
    ACCESS = "access"
    LOGGING = "logging"
    RETENTION = "retention"
    ACCESSIBILITY = "accessibility"
    PROCEDURE = "procedure"
    MED = "med"
    HEARING = "hearing"
    PUBLISHING = "publishing"
    POLITICS = "politics"
    WORKING_ENVIRONMENT = "working-environment"


MONTHS_DA = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


class Word(NamedTuple):
    """A word or phrase in both languages."""

    da: str
    en: str


Fact = int | str | date | Word
Facts = Mapping[str, Fact]
Parameters = Mapping[str, int | str]


def said(value: Fact, language: str) -> str:
    """Write a fact in Danish ("da") or English: a day as 30. oktober 2023 or 30 October 2023."""
    if isinstance(value, Word):
        return value.da if language == "da" else value.en
    if isinstance(value, date):
        if language == "da":
            return f"{value.day}. {MONTHS_DA[value.month - 1]} {value.year}"
        return f"{value.day} {value:%B} {value.year}"
    return str(value)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule as data: what it says in two languages, where it was read, and how well.

    `valid_from` and `valid_to` are half-open and None where the source names no day. `advice_da`
    and `advice_en` are what a user is told when the rule is not met; they may hold `{names}` that
    are filled by parameters and facts. A background rule explains, and is asked by no function.
    """

    id: str
    chapter: Chapter
    title_da: str
    title_en: str
    status: Status
    nature: Nature
    law_da: str = ""
    paragraph: str = ""
    sources: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    checked_on: date = CHECKED
    parameters: Parameters = field(default_factory=lambda: MappingProxyType({}))
    advice_da: str = ""
    advice_en: str = ""
    background: bool = False

    @property
    def version(self) -> str:
        """Name this wording of the rule; a sign-off holds for one wording only."""
        words = [self.id, self.title_da, self.title_en, self.status, self.law_da, self.paragraph]
        days = [str(self.valid_from), str(self.valid_to)]
        text = json.dumps([words, list(self.sources), days, sorted(self.parameters.items())])
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def number(self, name: str) -> int:
        """Read a parameter that is a number; raise KeyError for an unknown name."""
        return int(self.parameters[name])

    def in_force(self, day: date) -> bool:
        """Tell whether the rule covers a day, so far as its source says."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """The municipality's own jurist has approved one wording of a rule (lokal godkendelse)."""

    rule: str
    version: str
    by: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What a check has to say: a rule that is not met, and the facts of the case."""

    rule: Rule
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))

    def text(self, language: str = "da") -> str:
        """Write the advice in Danish ("da") or English, filled with parameters and facts."""
        template = self.rule.advice_da if language == "da" else self.rule.advice_en
        known = {**self.rule.parameters, **self.facts}
        return template.format(**{name: said(value, language) for name, value in known.items()})
