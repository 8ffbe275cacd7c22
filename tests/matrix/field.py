"""Addresses of the street."""

from indsats.organisation.access import Permission
from tests.matrix.world import Row

P = Permission

ROWS = (
    Row("phone-enrol", P.PHONE_USE, method="post"),
    Row("phone-sync", None, method="post", always=401),
)
