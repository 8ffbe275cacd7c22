"""What in a text looks like the name of a person: for a polite question, never for a refusal.

It knows no list of names. Two words with a capital letter in a row look like a name, and so does
one after "hedder" or "kaldes", unless the words are those of a place.
"""

import re
from collections.abc import Collection

_WORD = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_PAIR = re.compile(rf"\b{_WORD}(?: {_WORD})+\b")
_CALLED = re.compile(rf"\b(?:hedder|kaldes|kaldet|navnet|ved navn) ({_WORD})")
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
    known = {word.casefold() for name in places for word in name.split()}
    found = [match.group(1) for match in _CALLED.finditer(text)]
    for match in _PAIR.finditer(text):
        words = match.group().split()
        if _starts_sentence(text, match.start()) and words[0].casefold() in _ORDINARY:
            words = words[1:]
        if len(words) > 1 and not any(_of_place(word, known) for word in words):
            found.append(" ".join(words))
    return list(dict.fromkeys(found))


def _starts_sentence(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith((".", "!", "?", ":")) or not text[:at].strip()


def _of_place(word: str, known: Collection[str]) -> bool:
    return word.casefold() in known or bool(_PLACE.search(word))
