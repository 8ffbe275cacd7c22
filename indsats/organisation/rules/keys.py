"""Stable keys made from Danish names: readable, short, and free of what an address cannot hold."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 60
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ß": "ss"})


def slug(text: str) -> str:
    """Write a name as lower-case letters, digits and hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST].strip("-") or "x"


def free_key(text: str, taken: Container[str]) -> str:
    """Make a key from a name that nothing else has: the second one gets -2."""
    stem = slug(text)
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
