"""What is kept of a link's secret token (svarlink)."""

import hashlib


def token_hash(token: str) -> str:
    """Give what is stored of a link's token: never the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()
