"""Look for what may not be published, and when the public copy goes (offentliggørelse)."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from indsats.law.deadlines import months_after
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice, Word


class Detail(StrEnum):
    """A kind of personal detail that a text can give away, the gravest first in the alphabet."""

    CPR = "cpr"
    EMAIL = "email"
    PHONE = "phone"


class Found(NamedTuple):
    """A detail in a text, from one character up to another."""

    start: int
    end: int
    kind: Detail


WORDS: Mapping[Detail, Word] = MappingProxyType(
    {
        Detail.EMAIL: Word("en e-mailadresse", "an e-mail address"),
        Detail.PHONE: Word("et telefonnummer", "a telephone number"),
    },
)

# Days 61-91 are substitute numbers. Modulus 11 is not asked: new numbers need not fulfil it.
CPR = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
    r"[-– \u00a0]?\d{4}(?!\d)",
)
EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,200}\.[^\W\d_]{2,}")
# Dates, spans of years and amounts look like telephone numbers.
PHONE = re.compile(
    r"(?<![\d.,-])"
    r"(?!\d{2}[-.]\d{2}[-.](?:19|20)\d{2}(?!\d))"
    r"(?!(?:19|20)\d{2}[-– ](?:19|20)\d{2}(?!\d))"
    r"(?!(?:19|20)\d{2}-\d{2}-\d{2}(?!\d))"
    r"(?:(?:\+|00)45[- \u00a0]?)?[2-9]\d(?:[-. \u00a0]?\d{2}){3}(?![\d-])(?!\s*(?:kr|DKK))",
)
PATTERNS = ((Detail.CPR, CPR), (Detail.EMAIL, EMAIL), (Detail.PHONE, PHONE))


@cites("cpr-never-published", "publish-no-contact-details")
def personal_details(text: str) -> list[Found]:
    """Find what looks like a personal number, an e-mail address or a Danish telephone number.

    In order of place, overlapping ones as one. It finds too much rather than too little, and cannot
    find everything: a human being still reads the text.
    """
    found: list[Found] = []
    matches = (
        Found(*match.span(), kind) for kind, pattern in PATTERNS for match in pattern.finditer(text)
    )
    for one in sorted(matches):
        if found and one.start < found[-1].end:
            last = found[-1]
            found[-1] = Found(last.start, max(one.end, last.end), min(one.kind, last.kind))
        else:
            found.append(one)
    return found


@cites("cpr-never-published", "publish-no-contact-details", "publish-reviewer")
def publish_advice(text: str, *, reviewer: str = "") -> list[Advice]:
    """Name what stands in the way of publishing a text; an empty list is no guarantee."""
    kinds = {detail.kind for detail in personal_details(text)}
    advice = [advise("cpr-never-published")] if Detail.CPR in kinds else []
    advice += [
        advise("publish-no-contact-details", what=word)
        for kind, word in WORDS.items()
        if kind in kinds
    ]
    if not reviewer.strip():
        advice.append(advise("publish-reviewer"))
    return advice


@cites("publish-necessity")
def necessity_advice(reason: str) -> Advice | None:
    """Ask for the reason why replies are published at all."""
    return None if reason.strip() else advise("publish-necessity")


@cites("publish-union-membership")
def union_advice(*, name: str, staff_side: bool) -> Advice | None:
    """Advise to publish a staff side's reply in the body's name and not in a person's."""
    return advise("publish-union-membership", name=name) if staff_side and name.strip() else None


@cites("publish-until")
def published_until(decided: date) -> date:
    """Find the first day on which the public copy is gone."""
    return months_after(decided, RULES["publish-until"].number("months"))
