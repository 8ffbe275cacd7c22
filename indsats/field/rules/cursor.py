"""Where a phone has got to in fetching: opaque to the phone, harmless when forged (markør)."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from indsats.field.rules.items import canonical

LONGEST: Final = 600


@dataclass(frozen=True)
class Cursor:
    """What the phone may see, how fresh its base is, and how far a round of fetching has come.

    A round gives what was written after ``since`` up to ``until``, kind by kind; ``since`` None
    gives everything in the windows. ``kind`` and ``record`` are the last that was given.
    """

    reach: str
    base: str
    until: int
    since: int | None = None
    kind: str = ""
    record: str = ""
    is_done: bool = False

    def write(self) -> str:
        """Give the text that the phone keeps and sends back."""
        return base64.urlsafe_b64encode(canonical(asdict(self)).encode()).decode()


def read(raw: object) -> Cursor | None:
    """Read a cursor; None for anything that is none."""
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return None
    try:
        found = Cursor(**json.loads(base64.urlsafe_b64decode(raw.encode())))
    except (ValueError, TypeError):
        return None
    numbers = (found.until, 0 if found.since is None else found.since)
    texts = (found.reach, found.base, found.kind, found.record)
    sane = all(isinstance(each, int) and abs(each) < 2**62 for each in numbers)
    return found if sane and all(isinstance(each, str) for each in texts) else None


def fingerprint(parts: Iterable[object]) -> str:
    """Give a short mark that is another when any part is."""
    return hashlib.sha256(canonical([str(part) for part in parts]).encode()).hexdigest()[:16]
