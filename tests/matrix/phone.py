"""Addresses of the phone app: its files hold nothing, and who it is is asked of everybody."""

from tests.matrix.world import Row

ROWS = (
    Row("shell", None, public=True),
    Row("worker", None, public=True),
    Row("who", None, public=True),
)
