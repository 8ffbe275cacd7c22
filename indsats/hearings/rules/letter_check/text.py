"""Danish text taken apart: sentences, words, stems and near-names; offsets count characters."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÆØÅ•\-–\"”„])")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
ENDINGS = ("ernes", "erne", "ens", "ets", "es", "en", "et", "er", "ne", "s", "e", "n", "t")
SHORTEST = 4
NEAR = 0.84
LONG_ENOUGH = 6


class Word(NamedTuple):
    """A word and where it stands in its paragraph."""

    text: str
    start: int
    end: int

    @property
    def is_name_like(self) -> bool:
        """Tell whether the word begins with a capital."""
        return self.text[:1].isupper()


class Sentence(NamedTuple):
    """A sentence, its paragraph's number, and where in it the sentence begins."""

    text: str
    paragraph: int
    start: int

    @property
    def words(self) -> list[Word]:
        """List the words, with offsets in the paragraph."""
        return words(self.text, self.start)


def words(text: str, offset: int = 0) -> list[Word]:
    """List the words of a text; offsets are moved by where the text begins."""
    return [
        Word(match.group(), match.start() + offset, match.end() + offset)
        for match in WORD.finditer(text)
    ]


def sentences(text: str, paragraph: int) -> Iterator[Sentence]:
    """Cut a paragraph into sentences."""
    at = 0
    for match in SENTENCE_END.finditer(text):
        yield Sentence(text[at : match.start()], paragraph, at)
        at = match.end()
    yield Sentence(text[at:], paragraph, at)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Take Danish endings off a word: ungdomsskolens and ungdomsskole meet."""
    low = word.casefold()
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            return low[: -len(ending)]
    return low


@lru_cache(maxsize=16384)
def same_word(one: str, two: str) -> bool:
    """Tell whether two words are the same but for ending, case or a slip of the pen."""
    if one.casefold() == two.casefold() or stem(one) == stem(two):
        return True
    if min(len(one), len(two)) < LONG_ENOUGH:
        return False
    return SequenceMatcher(None, one.casefold(), two.casefold()).ratio() >= NEAR


def same_text(one: str, two: str) -> bool:
    """Tell whether two titles are the same, leaving out case, spacing and punctuation."""
    return plain(one) == plain(two)


def plain(text: str) -> str:
    """Bring a title to its bare words in lower case."""
    return " ".join(word.text.casefold() for word in words(text))
