"""Finding a body's name in a sentence: by its kind (LokalMED, bestyrelse) and what sets it apart.

"LokalMED i Center for Børn og Forebyggelse og Ishøj Ungdom" names two bodies of one kind, and
"Vestegnes politi" is the same as "Københavns Vestegns Politi": exact search would find neither.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from indsats.hearings.rules.letter_check.text import Word, same_word, words

LINKS = ("i", "for", "og", "af", "på", "til", "ved", "samt", "fl", "hhv", "henholdsvis")
ARTICLES = ("den", "det", "de", "en", "et")
SMALL = frozenset((*LINKS, *ARTICLES, "kommune", "kommunes"))
MED = re.compile(r"^(?P<level>\w*?)-?MED(?:-?\w+)?$")
KIND = re.compile(
    r"^(?P<whole>\w*?(?P<kind>bestyrelse|råd|politikreds|politi|helhedsplan|samarbejdsorgan))"
    r"(?:r|er|e)?(?:n|en|t|et|ne)?s?$",
)
NO_PARTY = frozenset({"byråd", "kommunalbestyrelse", "regionsråd"})
GAP = 2


class Mention(NamedTuple):
    """A name found in a sentence: the words that set it apart, and the word for its kind."""

    marks: frozenset[int]
    kind: int | None


def kind_of(word: str) -> str:
    """Name the kind of body a word stands for: lokalmed, bestyrelse, politi; empty for none."""
    council = MED.match(word)
    if council:
        return council["level"].casefold() + "med"
    found = KIND.match(word.casefold())
    return found["kind"] if found and found["whole"] not in NO_PARTY else ""


def same_kind(one: str, two: str) -> bool:
    """Tell whether two kinds are one; a council of no stated level goes for any level."""
    return one == two or ("med" in {one, two} and one.endswith("med") and two.endswith("med"))


class Name:
    """A name taken apart: the kinds it holds, and the words that set it apart."""

    def __init__(self, text: str) -> None:
        found = [word.text for word in words(text)]
        self.text = text
        self.kind_words = [word for word in found if kind_of(word)]
        self.kinds = [kind_of(word) for word in self.kind_words]
        self.marks = [word for word in found if not kind_of(word) and word.casefold() not in SMALL]

    def is_kind(self, kind: str) -> bool:
        """Tell whether the name is of a kind."""
        return any(same_kind(each, kind) for each in self.kinds)

    def is_called(self, word: str) -> bool:
        """Tell whether a word alone is the name's own word for its kind."""
        return any(same_word(each, word) for each in self.kind_words)


def _walk(marks: Sequence[str], found: Sequence[Word], start: int) -> list[int] | None:
    """Follow a name's words from a place, at most two strange words between any two."""
    places: list[int] = []
    at = start
    for mark in marks:
        window = range(at, min(len(found), at + 1 + (GAP if places else 0)))
        place = next((n for n in window if same_word(found[n].text, mark)), None)
        if place is None:
            return None
        places.append(place)
        at = place + 1
    return places


def governing(found: Sequence[Word], first: int, last: int) -> list[int]:
    """List the words that may say what kind of body the words from first to last name.

    One just before them, one inside them or right after them, or the nearest one before.
    """
    near = [n for n in range(first, min(len(found), last + 3)) if kind_of(found[n].text)]
    before = next((n for n in range(first - 1, -1, -1) if kind_of(found[n].text)), None)
    if before is None:
        return near
    return [before, *near] if first - before <= GAP else [*near, before]


def find(name: Name, found: Sequence[Word], taken: frozenset[int]) -> Mention | None:
    """Find a name in full; words other names have taken do not count again."""
    if not name.marks:
        kinds = [n for n, word in enumerate(found) if name.is_called(word.text)]
        return Mention(frozenset(), kinds[0]) if kinds else None
    for start in range(len(found)):
        places = _walk(name.marks, found, start)
        if places is None or taken & set(places):
            continue
        if not name.kinds:
            return Mention(frozenset(places), None)
        for place in governing(found, places[0], places[-1]):
            if name.is_kind(kind_of(found[place].text)):
                return Mention(frozenset(places), place)
    return None


def run_of(found: Sequence[Word], kind: int, taken: frozenset[int]) -> list[int]:
    """List the free name-like words that hang on a word of kind, before it and after it."""
    before: list[int] = []
    place = kind - 1
    while place >= 0 and place not in taken and found[place].is_name_like:
        if kind_of(found[place].text) or found[place].text.casefold() in SMALL:
            break
        before.insert(0, place)
        place -= 1
    return before + _after(found, kind, taken)


def _after(found: Sequence[Word], kind: int, taken: frozenset[int]) -> list[int]:
    after = []
    for place in range(kind + 1, len(found)):
        word = found[place]
        if kind_of(word.text) or word.text == "samt":
            break
        if word.text.casefold() in SMALL or place in taken:
            continue
        if not word.is_name_like:
            break
        after.append(place)
    return after


def near(
    name: Name,
    found: Sequence[Word],
    taken: frozenset[int],
    kinds: frozenset[int],
) -> Mention | None:
    """Find a name in a shorter form: all words that hang on its kind belong to the name.

    A bare word of kind, such as "politiet", is enough unless it already stands for another body.
    """
    for kind, word in enumerate(found):
        if not name.is_called(word.text):
            continue
        run = run_of(found, kind, taken)
        if (run or kind not in kinds) and all(
            any(same_word(found[n].text, mark) for mark in name.marks) for n in run
        ):
            return Mention(frozenset(run), kind)
    return None
