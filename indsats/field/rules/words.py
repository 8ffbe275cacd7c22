"""Words of a text in their root form, for the search (søgeord)."""

import re
from typing import Final

from snowballstemmer import stemmer

LONGEST: Final = 40
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


def stems(text: str) -> frozenset[str]:
    """Give the roots of the words of a text that say something."""
    return frozenset(stem(word) for word in words(text) if word not in EMPTY)
