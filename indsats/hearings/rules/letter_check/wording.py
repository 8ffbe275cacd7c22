"""Words: doubled ones, and a letter that calls its proposal something else (forslag, strategi)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from indsats.hearings.rules.letter_check.case import LetterCase
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.letter_check.text import Word, same_word, stem, words
from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message

CAN_STAND_TWICE = frozenset({"det", "der", "er", "så", "har", "var"})
ARTICLES = frozenset({"den", "det", "de"})
CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"forslag", "oplæg", "udkast", "organisering", "organisation", "ændring"}),
    frozenset({"strategi"}),
    frozenset({"politik"}),
    frozenset({"plan", "handleplan", "lokalplan"}),
    frozenset({"budget"}),
    frozenset({"vedtægt"}),
    frozenset({"regulativ"}),
    frozenset({"retningslinje"}),
    frozenset({"kvalitetsstandard"}),
)
SENT_OUT = (
    r"\b(?:ud)?(?:send|sæt|fremlæg|læg)\w*\s+(?P<object>(?:[\w-]+\s+){0,5}?[\w-]+)"
    r"\s+(?:ud\s+)?(?:i|til)\s+høring\b"
)
OBJECT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        SENT_OUT,
        r"\bhøring\s+(?:om|over|af|vedr\.?|vedrørende)\s+(?P<object>(?:[\w-]+\s?){1,4})",
        r"\b(?:orienter|bemærkning|høringssvar)\w*\s+(?:om|til|vedrørende)\s+(?P<object>[\w-]+)",
    )
)


def doubled(case: LetterCase) -> Iterator[Finding]:
    """Remark on words that stand twice, and on an article before a name that has its own."""
    for number, paragraph in enumerate(case.paragraphs):
        found = words(paragraph)
        for one, two in pairwise(found):
            if paragraph[one.end : two.start].strip() or not _stutters(one, two):
                continue
            text = message(_("A word stands twice: “%(text)s”."), text=f"{one.text} {two.text}")
            place = Place(number, one.start, two.end)
            yield Finding("S25", "words.doubled", Severity.REMARK, text, place)


def _stutters(one: Word, two: Word) -> bool:
    first, second = one.text.casefold(), two.text.casefold()
    if first in ARTICLES and second in ARTICLES and two.text[0].isupper():
        return True
    return first == second and first not in CAN_STAND_TWICE and not first.isdigit()


def word_class(word: str) -> frozenset[str] | None:
    """Find the class of things a word names, such as strategies; None for another word.

    A compound belongs to its last part: a "kriminalpræventionsstrategi" is a strategy.
    """
    low, root = word.casefold(), stem(word)
    for group in CLASSES:
        for name in group:
            if same_word(low, name) or root.endswith(name) or low.endswith(name):
                return group
    return None


def _objects(case: LetterCase) -> Iterator[tuple[Word, int]]:
    for number, paragraph in enumerate(case.paragraphs):
        for pattern in OBJECT:
            for match in pattern.finditer(paragraph):
                phrase = words(match["object"], match.start("object"))
                known = [word for word in phrase if word_class(word.text)]
                if known:
                    yield known[-1], number


def wording(case: LetterCase) -> Iterator[Finding]:
    """Ask whether the letter means the proposal when it sends something else in hearing."""
    expected = word_class(case.object_word)
    if expected is None:
        return
    seen: set[str] = set()
    for word, number in _objects(case):
        if word_class(word.text) == expected or stem(word.text) in seen:
            continue
        seen.add(stem(word.text))
        text = message(
            _("The letter speaks of “%(word)s”, but what is sent in hearing is “%(object)s”."),
            word=word.text,
            object=case.object_word,
        )
        place = Place(number, word.start, word.end)
        yield Finding("S29", "wording.object", Severity.WARNING, text, place, about=word.text)
