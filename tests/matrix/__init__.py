"""Rows of the access matrix, one file per name space (see docs/howto/access-matrix.md)."""
