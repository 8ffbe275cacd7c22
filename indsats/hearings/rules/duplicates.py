"""Replies that say the same: exact after normalising, or alike in their runs of words."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar
from unicodedata import normalize

Key = TypeVar("Key", bound=Hashable)

WORD = re.compile(r"\w+")
RUN = 3
THRESHOLD = 0.8


def normalised(text: str) -> str:
    """Bring a text to its bare words: one case, one spacing, no punctuation."""
    return " ".join(WORD.findall(normalize("NFKC", text).casefold()))


def runs(text: str) -> frozenset[str]:
    """Cut a text into overlapping runs of three words; a shorter text is one run."""
    words = normalised(text).split()
    if len(words) <= RUN:
        return frozenset({" ".join(words)}) if words else frozenset()
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def similarity(first: str, second: str) -> float:
    """Measure how alike two texts are, 0.0 to 1.0: runs in common over all runs."""
    one, two = runs(first), runs(second)
    if not one or not two:
        return 0.0
    return len(one & two) / len(one | two)


def _alike(texts: Mapping[str, frozenset[str]], threshold: float) -> list[tuple[str, str]]:
    """Pair distinct texts by the runs they share, without comparing all with all."""
    holders: dict[str, list[str]] = defaultdict(list)
    pairs = []
    for text, mine in texts.items():
        shared = Counter(other for run in mine for other in holders[run])
        for other, common in shared.items():
            if common / (len(mine) + len(texts[other]) - common) >= threshold:
                pairs.append((other, text))
        for run in mine:
            holders[run].append(text)
    return pairs


def groups(texts: Mapping[Key, str], threshold: float = THRESHOLD) -> list[tuple[Key, ...]]:
    """Group the replies that say the same, in the order they came; loners are left out.

    Only a hint for the reader: nothing is merged or dropped because of it.
    """
    same: dict[str, list[Key]] = {}
    for key, text in texts.items():
        bare = normalised(text)
        if bare:
            same.setdefault(bare, []).append(key)
    head = {bare: bare for bare in same}

    def top(bare: str) -> str:
        while head[bare] != bare:
            bare = head[bare]
        return bare

    for one, two in _alike({bare: runs(bare) for bare in same}, threshold):
        head[top(two)] = top(one)
    gathered: dict[str, set[Key]] = defaultdict(set)
    for bare, keys in same.items():
        gathered[top(bare)].update(keys)
    place = {key: number for number, key in enumerate(texts)}
    members = [
        tuple(sorted(group, key=place.__getitem__)) for group in gathered.values() if len(group) > 1
    ]
    return sorted(members, key=lambda group: place[group[0]])
