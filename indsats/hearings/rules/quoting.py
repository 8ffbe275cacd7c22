"""What a public text may quote of a reply: the passage, with what is covered left out (citat)."""

from collections.abc import Iterable

from indsats.base.plain import clean
from indsats.hearings.rules.redaction import Cover, merge, plain_marker


def quoted(text: str, covers: Iterable[Cover], start: int, end: int) -> str:
    """Write characters ``[start, end)`` of a text as everybody may read them.

    Covers are joined over the whole text first, so that a passage beginning inside one shows
    only the mark of it.
    """
    pieces, at = [], start
    for cover in merge(text, covers):
        if cover.end <= at or cover.start >= end:
            continue
        pieces += [text[at : max(at, cover.start)], plain_marker(cover)]
        at = min(end, cover.end)
    return clean("".join([*pieces, text[at:end]])).strip()
