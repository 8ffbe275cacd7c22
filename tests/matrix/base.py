"""Addresses that belong to no room."""

from indsats.organisation.access import Permission
from tests.matrix.world import Row


def in_demonstrations(_function: object, _side: str) -> bool:
    """Outside a demonstration there is no such page, for anyone."""
    return False


GALLERY = {"public": True, "opens": in_demonstrations}
ROWS = (
    Row("language", None, method="post", data={"language": "da"}, public=True),
    Row("accessibility", None, public=True),
    Row("gallery", Permission.USER_ADMINISTER, **GALLERY),
    Row("gallery-error", Permission.USER_ADMINISTER, lambda _world, _side: [404], **GALLERY),
)
