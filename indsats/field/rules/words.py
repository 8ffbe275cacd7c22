"""Words of a text in their root form, for the search (søgeord)."""

import re
from itertools import chain
from typing import Final

from snowballstemmer import stemmer

LONGEST: Final = 40
SHORT: Final = re.compile("([^aeiouyæøå]{1,2}[aeiouyæøå])(?:n|en|ens|et|ets|er|ers|erne|ernes|s)")
FALLING: Final = re.compile(r"(\w{1,4}?)([bdfgklmnprstv])\2?e([nlr])")
WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
# Words that say nothing of what a text is about.
EMPTY_WORDS: Final = """
af at da de den der deres det dig din dit dog du efter eller en er et for fra få har
have havde hos han hun hvad hvis hvor i ikke ind jeg jer jo kan kun lidt man med meget
men mig min mit mod ned noget nogle nu når og også om op os over på så selv sig sin sit
skal som til ud under vi var vil ved være været
"""
EMPTY: Final = frozenset(EMPTY_WORDS.split())
_danish = stemmer("danish")


def words(text: str) -> list[str]:
    """Give the words of a text in lower case, with aa as å."""
    return [found.group().casefold().replace("aa", "å") for found in WORD.finditer(text)]


def stem(word: str) -> str:
    """Give the root of a Danish word."""
    return str(_danish.stemWord(word))[:LONGEST]


def roots(word: str) -> frozenset[str]:
    """Give the root of a word, and the roots that the Danish stemmer does not see.

    It leaves short words that end in a vowel as they are (stien and stierne would not meet sti),
    and does not know that a vowel falls out when åben becomes åbne and gammel gamle.
    """
    found = {stem(word)}
    if short := SHORT.fullmatch(word):
        found.add(short[1])
    if falling := FALLING.fullmatch(word):
        found.add(falling[1] + falling[2] + falling[3])
    return frozenset(found)


def stems(text: str) -> frozenset[str]:
    """Give the roots of the words of a text that say something."""
    said = (word for word in words(text) if word not in EMPTY)
    return frozenset(chain.from_iterable(map(roots, said)))
