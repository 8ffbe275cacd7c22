"""What is kept of a link's secret token, and where an answer to a mail goes (svarlink)."""

import hashlib
import re

_ADDRESS = re.compile(r"[^\s<>,;:()@\"]+@[^\s<>,;:()@\"]+\.[a-zA-ZæøåÆØÅ]{2,}")


def token_hash(token: str) -> str:
    """Give what is stored of a link's token: never the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()


def reply_address(words: str) -> list[str]:
    """Find the e-mail address in what a letter says replies go to; none where it is on paper."""
    found = _ADDRESS.search(words)
    return [found.group()] if found else []
