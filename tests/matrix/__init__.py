"""Rows of the access matrix, one file per name space of addresses; see docs/howto/access-matrix.md."""
