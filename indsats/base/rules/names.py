"""Does a text look as if it says who somebody is? A polite remark, never a refusal (navneadvarsel).

The words stand in `name_words.json` and the examples in `name_vectors.json`; the phone's rule reads
both, so that street and office say the same. Everything here is plain enough to be written twice.
"""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

HERE: Final = Path(__file__).parent


class Looks(StrEnum):
    """What a piece of text looks like."""

    CPR = "cpr"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


class Remark(NamedTuple):
    """A piece of a text and what it looks like."""

    looks: Looks
    start: int
    end: int


LETTER: Final = "A-Za-zÆØÅæøåÉéÄÖÜäöüŞşÇçĞğİı"
UPPER: Final = "A-ZÆØÅÉÄÖÜŞÇĞİ"
WORD: Final = re.compile(f"[{LETTER}]+(?:[-'’][{LETTER}]+)*")
# Day and month, also of a replacement number, where 60 is added to the day.
CPR: Final = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)"
)
EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PHONE: Final = re.compile(
    r"(?<![\d.])(?:(?:\+|00)45 ?)?"
    r"(?:[2-9]\d{7}|[2-9]\d{3} \d{4}|[2-9]\d(?: \d{2}){3}|[2-9]\d(?:\.\d{2}){3})(?!\d|\.\d)"
)
DAY_IN_FIGURES: Final = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
SENTENCE_END: Final = frozenset('.!?:\n•–-"“”»«(/')


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the lists of words."""
    found: dict[str, Any] = json.loads((HERE / "name_words.json").read_text(encoding="utf-8"))
    return frozenset(found[name])


@cache
def _address() -> re.Pattern[str]:
    """Match a street by its ending, or by a word of its own after another, and a house number."""
    ends = "|".join(sorted(words("streets"), key=lambda each: (-len(each), each)))
    own = "|".join(each.capitalize() for each in sorted(words("streets")))
    counted = "|".join(sorted(words("counted")))
    return re.compile(
        rf"(?<![{LETTER}])(?:[{UPPER}][{LETTER}]+(?:{ends})|([{UPPER}][{LETTER}]+) (?:{own}))"
        rf" (?:nr\.? )?\d{{1,3}}(?: ?[A-Za-z](?![{LETTER}]))?(?![\d:.]\d|\d)"
        rf"(?! ?(?:{counted})(?![{LETTER}]))"
    )


def remarks(text: str, known: frozenset[str] = frozenset()) -> tuple[Remark, ...]:
    """Find what looks like a name, a number or an address, in the order it stands.

    ``known`` holds words in lower case that are in names of places, and so are no names of people.
    """
    found: list[Remark] = []
    for each in (*_patterns(text), *_names(text, known)):
        if not any(one.start < each.end and each.start < one.end for one in found):
            found.append(each)
    return tuple(sorted(found, key=lambda one: one.start))


def _patterns(text: str) -> Iterator[Remark]:
    for looks, pattern in ((Looks.EMAIL, EMAIL), (Looks.CPR, CPR)):
        for found in pattern.finditer(text):
            yield Remark(looks, found.start(), found.end())
    for found in PHONE.finditer(text):
        if not DAY_IN_FIGURES.fullmatch(found.group()):
            yield Remark(Looks.PHONE, found.start(), found.end())
    for found in _address().finditer(text):
        before = found.group(1)
        if before is None or before.lower() not in words("no_street_before"):
            yield Remark(Looks.ADDRESS, found.start(), found.end())


def _names(text: str, known: frozenset[str]) -> Iterator[Remark]:
    """Find given names with what follows them, surnames, and whatever somebody is called."""
    found = list(WORD.finditer(text))
    at = 0
    while at < len(found):
        if _is_name(text, found, at, known):
            last = _last(text, found, at)
            yield Remark(Looks.NAME, found[at].start(), found[last].end())
            at = last
        at += 1


def _last(text: str, found: list[re.Match[str]], at: int) -> int:
    """Go on over words with a capital that stand right after a name: they belong to it."""
    while at + 1 < len(found):
        gap = text[found[at].end() : found[at + 1].start()]
        if gap != " " or not found[at + 1].group()[0].isupper():
            break
        at += 1
    return at


def _is_name(text: str, found: list[re.Match[str]], at: int, known: frozenset[str]) -> bool:
    word = found[at].group()
    plain = _plain(word)
    if plain in known or word.lower() in known:
        return False
    capital = word[0].isupper()
    if any(_plain(part) in words("given") for part in word.split("-")):
        return True
    if capital and _is_called(text, found, at):
        return True
    inside = capital and not _begins(text, found[at].start())
    return inside and (plain in words("also_words") or plain in words("surnames"))


def _plain(word: str) -> str:
    """Give a word in lower case without the s of the one who owns something."""
    low = word.lower().replace("’", "'")
    for each in (low, low.removesuffix("'s"), low.removesuffix("s"), low.removesuffix("'")):
        if any(each in words(name) for name in ("given", "also_words", "surnames")):
            return each
    return low


def _begins(text: str, start: int) -> bool:
    """Tell whether a word begins a sentence, where anything has a capital."""
    before = text[:start].rstrip(" ")
    return not before or before[-1] in SENTENCE_END


def _is_called(text: str, found: list[re.Match[str]], at: int) -> bool:
    """Tell whether the words before say that this is what somebody is called."""
    before = text[: found[at].start()].rstrip(' "“”»«:').lower()
    return any(re.search(rf"(?<![{LETTER}]){each}$", before) for each in words("called"))
