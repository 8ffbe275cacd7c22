"""What in a text about a place looks like the name of a person: a polite question at the desk.

The street's rule (`names`) knows lists of names, and the phone shares it. At the desk there is time
to ask once more: two words with a capital letter in a row look like a name too, unless the words
are those of a place.
"""

import re
from collections.abc import Collection, Iterator

from indsats.base.rules.names import Looks, remarks

_WORD = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_PAIR = re.compile(rf"\b{_WORD}(?: {_WORD})+\b")
_PLACE = re.compile(
    r"(?:vej|vænget|gade|gården|parken|skolen|skole|torvet|torv|pladsen|plads|station|center|"
    r"hallen|klubben|klub|strand|havn|kommune|boligforening|netto|landsby|stræde|allé|alle|"
    r"bibliotek|kirke|bro|stien|sø|mose|bakken|børnehave|vuggestue|ungdom|nord|syd|øst|vest)$",
    re.IGNORECASE,
)
_ORDINARY = frozenset({
    "de", "den", "der", "det", "en", "et", "fra", "han", "hun", "hver", "i", "jeg", "man", "med",
    "når", "og", "på", "så", "ved", "vi",
})  # fmt: skip


def like_names(text: str, places: Collection[str] = ()) -> list[str]:
    """Give what looks like names of persons, in the order of the text, each once.

    ``places`` are names that are known to be of places.
    """
    known = frozenset(word.lower() for name in places for word in name.split())
    spans = [(each.start, each.end) for each in remarks(text, known) if each.looks is Looks.NAME]
    for start, end in _pairs(text, known):
        if not any(start < other_end and other < end for other, other_end in spans):
            spans.append((start, end))
    return list(dict.fromkeys(text[start:end] for start, end in sorted(spans)))


def _pairs(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Give where words with a capital letter stand in a row and are not of a place."""
    for match in _PAIR.finditer(text):
        words, start = match.group().split(" "), match.start()
        if _starts_sentence(text, start) and words[0].casefold() in _ORDINARY:
            start += len(words.pop(0)) + 1
        if len(words) > 1 and not any(_of_place(word, known) for word in words):
            yield start, match.end()


def _starts_sentence(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith((".", "!", "?", ":")) or not text[:at].strip()


def _of_place(word: str, known: Collection[str]) -> bool:
    return word.lower() in known or bool(_PLACE.search(word))
