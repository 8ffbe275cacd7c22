"""A content's fingerprint: what was sent out, and what was locked (kontrolsum)."""

import hashlib
import json
from typing import Any


def digest(content: Any) -> str:
    """Compute the SHA-256 of a content made of texts, numbers, lists and dictionaries."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
