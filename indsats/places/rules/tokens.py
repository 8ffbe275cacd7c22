"""What is kept of a link's secret: never the secret itself (link)."""

import hashlib


def token_hash(token: str) -> str:
    """Give what is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()
