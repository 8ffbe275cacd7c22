"""Which characters can be drawn: an accessible PDF may not hold a letter without a shape."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

FAMILY = "Libertinus Serif"
# Seen to be drawn by the fonts that come with the renderer; everything else is tried.
_KNOWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\n\tæøåÆØÅéÉüÜöÖäÄ§–—»«“”’·€½…\u200b")
_NOWHERE = "\U000fffff"
_BATCH = 400
_TRY = b"""
#let d = json(bytes(sys.inputs.data))
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: d.fonts)
#for c in d.characters { page(text(c)) }
"""
_drawn: dict[str, bool] = {}


def families() -> list[str]:
    """Name the fonts of documents, the first choice first."""
    return [*getattr(settings, "DOCUMENT_FONTS", ()), FAMILY]


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Find the fonts once: those of the renderer, of the machine and of the municipality.

    The machine's own fonts only help out, for writing that the first choices do not cover.
    """
    folder = getattr(settings, "DOCUMENT_FONT_FOLDER", "")
    paths = [Path(folder)] if folder else []
    return typst.Fonts(include_system_fonts=True, font_paths=paths)


def _try(characters: list[str]) -> None:
    """Draw characters one to a page; what looks like the sign for "nothing" cannot be drawn."""
    data = json.dumps({"characters": [_NOWHERE, *characters], "fonts": families()})
    drawn = typst.compile(_TRY, font_paths=fonts(), format="svg", sys_inputs={"data": data})
    pages = drawn if isinstance(drawn, list) else [drawn]
    nothing, *shapes = (page.partition(b"<symbol")[2] for page in pages)
    for character, shape in zip(characters, shapes, strict=True):
        _drawn[character] = shape != nothing


def undrawable(text: Iterable[str]) -> frozenset[str]:
    """Find the characters of a text that no font at hand can draw."""
    asked = set(text) - _KNOWN
    new = sorted(asked - _drawn.keys())
    for start in range(0, len(new), _BATCH):
        _try(new[start : start + _BATCH])
    return frozenset(character for character in asked if not _drawn[character])
